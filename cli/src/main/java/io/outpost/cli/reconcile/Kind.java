package io.outpost.cli.reconcile;

import io.outpost.schemas.Alert;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * A kind of message that the job writes both into a table and to a topic.
 *
 * @param name in reports
 * @param id 32 hexadecimal digits that no two messages have in common
 * @param placeId the key on the topic
 */
record Kind<M extends SpecificRecord>(
        String name,
        Topic topic,
        Schema schema,
        Function<M, String> id,
        Function<M, String> placeId) {

    static final Kind<Alert> ALERTS =
            new Kind<>(
                    "alerts",
                    Topic.ALERTS,
                    Alert.getClassSchema(),
                    Alert::getAlertId,
                    Alert::getPlaceId);

    static final Kind<Transition> TRANSITIONS =
            new Kind<>(
                    "transitions",
                    Topic.CONDITIONS,
                    Transition.getClassSchema(),
                    transition ->
                            hash(
                                    joined(
                                            transition.getPlaceId(),
                                            transition.getCondition(),
                                            transition.getAt(),
                                            transition.getRevision())),
                    Transition::getPlaceId);

    private static String joined(Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            joined.append(part).append('\n');
        }
        return joined.toString();
    }

    /** The first half of a SHA-256. */
    static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, digest.length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

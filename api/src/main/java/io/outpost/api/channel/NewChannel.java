package io.outpost.api.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A channel as it is put.
 *
 * @param preferences ids of the owner's preferences; null: all of them
 * @param conditions whether it wants alerts of conditions
 * @param places that it wants these of; null: of all
 * @param levels at which it wants these; null: at any
 * @param followUpSeconds after so long without a word it is sent once more; null: never
 */
record NewChannel(
        ChannelKind kind,
        String address,
        List<String> preferences,
        boolean conditions,
        List<String> places,
        List<String> levels,
        Integer followUpSeconds) {

    private static final int MOST_PREFERENCES = 100;
    private static final int MOST_PLACES = 1000;
    private static final int MOST_LEVELS = 32;
    private static final int LONGEST_ID_BYTES = 256;
    private static final int SHORTEST_FOLLOW_UP_SECONDS = 60;
    private static final int LONGEST_FOLLOW_UP_SECONDS = 7 * 24 * 3600;

    private static final Set<String> FIELDS =
            Set.of("kind", "address", "preferences", "conditions", "follow_up_s");

    private static final Set<String> FIELDS_OF_CONDITIONS = Set.of("places", "levels");

    /**
     * Reads one.
     *
     * @throws ProblemException when the body is none; it points at what is wrong
     */
    static NewChannel read(Request request) {
        JsonNode body = BodyJson.object(request);
        BodyJson.allow(body, "/body", FIELDS);
        ChannelKind kind =
                Arrays.stream(ChannelKind.values())
                        .filter(one -> one.shown().equals(body.path("kind").asText()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        BodyJson.wrong(
                                                "/body/kind",
                                                "not-kind",
                                                "must be webhook, slack or email"));
        JsonNode address = body.path("address");
        if (!address.isTextual() || !kind.takes(address.asText())) {
            throw BodyJson.wrong(
                    "/body/address",
                    "not-address",
                    kind == ChannelKind.EMAIL
                            ? "must be an address of mail"
                            : "must be a URL of https or http, without a login or a fragment");
        }
        JsonNode conditions = body.path("conditions");
        boolean hasConditions = isGiven(conditions);
        if (hasConditions && !conditions.isObject()) {
            throw BodyJson.wrong("/body/conditions", "not-object", "must be an object");
        }
        BodyJson.allow(conditions, "/body/conditions", FIELDS_OF_CONDITIONS);
        return new NewChannel(
                kind,
                address.asText(),
                texts(body.path("preferences"), "/body/preferences", 0, MOST_PREFERENCES),
                hasConditions,
                texts(conditions.path("places"), "/body/conditions/places", 1, MOST_PLACES),
                texts(conditions.path("levels"), "/body/conditions/levels", 1, MOST_LEVELS),
                followUp(body.path("follow_up_s")));
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** Null where they are not given. */
    private static List<String> texts(JsonNode list, String pointer, int fewest, int most) {
        if (!isGiven(list)) {
            return null;
        }
        if (!list.isArray() || list.size() < fewest || list.size() > most) {
            throw BodyJson.wrong(
                    pointer,
                    "not-list",
                    "must be a list of %d to %d texts".formatted(fewest, most));
        }
        Set<String> all = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            if (!one.isTextual() || !isId(one.asText()) || !all.add(one.asText())) {
                throw BodyJson.wrong(
                        pointer + "/" + i,
                        "not-text",
                        "must be a text of 1 to 256 bytes without control characters, given once");
            }
        }
        return new ArrayList<>(all);
    }

    /** Whether a text can be an id. */
    static boolean isId(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        boolean isPlain =
                text.codePoints()
                        .noneMatch(
                                one ->
                                        Character.isISOControl(one)
                                                || Character.getType(one) == Character.SURROGATE);
        return bytes >= 1 && bytes <= LONGEST_ID_BYTES && isPlain;
    }

    private static Integer followUp(JsonNode seconds) {
        if (!isGiven(seconds)) {
            return null;
        }
        boolean isInRange =
                seconds.isInt()
                        && seconds.asInt() >= SHORTEST_FOLLOW_UP_SECONDS
                        && seconds.asInt() <= LONGEST_FOLLOW_UP_SECONDS;
        if (!isInRange) {
            throw BodyJson.wrong(
                    "/body/follow_up_s",
                    "out-of-range",
                    "must be a whole number from %d to %d"
                            .formatted(SHORTEST_FOLLOW_UP_SECONDS, LONGEST_FOLLOW_UP_SECONDS));
        }
        return seconds.asInt();
    }
}

package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.fold.Transition.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The last state of an episode.
 *
 * @param endedMillis 0 while it is open
 */
public record Episode(
        String id,
        String placeId,
        String condition,
        long startedMillis,
        long endedMillis,
        String level,
        String peakLevel,
        long newestReceivedMillis) {
    private static final int ID_BYTES = 16;

    static Episode after(String placeId, Transition last) {
        return new Episode(
                id(placeId, last.condition(), last.episodeStartMillis()),
                placeId,
                last.condition(),
                last.episodeStartMillis(),
                last.step() == Step.ENDED ? last.atMillis() : 0,
                last.level(),
                last.peakLevel(),
                last.newestReceivedMillis());
    }

    /** The id of an episode of a subject. */
    public static String id(String placeId, String subject, long startedMillis) {
        return first128Bits(placeId + "\n" + subject + "\n" + startedMillis);
    }

    /** The id of an alert. */
    public static String alertId(String episodeId, String kind, long revision) {
        return first128Bits(episodeId + "\n" + kind + "\n" + revision);
    }

    private static String first128Bits(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

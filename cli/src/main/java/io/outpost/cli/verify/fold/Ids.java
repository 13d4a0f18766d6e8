package io.outpost.cli.verify.fold;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of episodes and alerts: the first 128 bits of a SHA-256. */
public final class Ids {
    private static final int ID_BYTES = 16;

    private Ids() {}

    /** The id of an episode of a subject. */
    public static String episode(String placeId, String subject, long startedMillis) {
        return first128Bits(placeId + "\n" + subject + "\n" + startedMillis);
    }

    /** The id of an alert. */
    public static String alert(String episodeId, String kind, long revision) {
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

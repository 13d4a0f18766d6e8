package io.outpost.core.place;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Deterministic ids: the first 128 bits of the SHA-256 of what they name, in hex. */
final class Ids {
    private static final int BYTES = 16;

    private Ids() {}

    static String episode(String placeId, String subject, long startedAtMillis) {
        return hash(placeId + '\n' + subject + '\n' + startedAtMillis);
    }

    static String alert(String episodeId, String kind, long revision) {
        return hash(episodeId + '\n' + kind + '\n' + revision);
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package io.outpost.e2e.oracle.log;

import java.nio.charset.StandardCharsets;

/** What ids and names must be. */
final class Texts {
    private static final int LONGEST_ID_BYTES = 256;
    private static final int DELETE = 0x7F;

    private Texts() {}

    static void requireId(String id, String missing) throws RefusedException {
        if (id.isBlank()) {
            throw new RefusedException(missing);
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID_BYTES) {
            throw new RefusedException("ID_TOO_LONG");
        }
        requirePlain(id);
    }

    static void requirePlain(String text) throws RefusedException {
        if (text.chars().anyMatch(c -> c < ' ' || c == DELETE)) {
            throw new RefusedException("CONTROL_CHARACTER");
        }
    }
}

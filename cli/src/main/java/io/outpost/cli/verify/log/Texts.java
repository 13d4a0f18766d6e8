package io.outpost.cli.verify.log;

import java.nio.charset.StandardCharsets;

/** What ids and names must be. */
final class Texts {
    private static final int LONGEST_ID_BYTES = 256;
    private static final int DELETE = 0x7F;

    private Texts() {}

    /** The reason why an id is rejected; null when it is not. */
    static String fault(String id, String missing) {
        if (id.isBlank()) {
            return missing;
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID_BYTES) {
            return "ID_TOO_LONG";
        }
        return isPlain(id) ? null : "CONTROL_CHARACTER";
    }

    static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == DELETE);
    }
}

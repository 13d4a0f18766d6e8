package io.outpost.cli.verify.log;

import java.nio.charset.StandardCharsets;

/** What ids and names must be. */
final class Texts {
    private static final int LONGEST_BYTES = 256;
    private static final int DELETE = 0x7F;

    private Texts() {}

    /** The reason why an id is rejected; null when it is not. */
    static String fault(String id, String missing) {
        if (id.isBlank()) {
            return missing;
        }
        return longOrControl(id, "ID_TOO_LONG");
    }

    /** The reason why a name is rejected; null when it is not. */
    static String faultOfName(String name) {
        return longOrControl(name, "NAME_TOO_LONG");
    }

    private static String longOrControl(String text, String tooLong) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return tooLong;
        }
        boolean plain = text.chars().noneMatch(c -> c < ' ' || c == DELETE);
        return plain ? null : "CONTROL_CHARACTER";
    }
}

package io.outpost.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields of a sender that Outpost has no name for, within the bounds of an observation's extras.
 */
public final class Extras {
    /** In number. */
    public static final int MOST = 64;

    /** Of names and values, in UTF-8. */
    public static final int MOST_BYTES = 16 * 1024;

    private final Map<String, String> kept = new LinkedHashMap<>();
    private int bytesLeft = MOST_BYTES;

    /** Keeps one; false: it does not fit, and is left out. */
    public boolean keep(String name, String value) {
        int bytes = utf8(name) + utf8(value);
        if (bytes > bytesLeft || kept.size() == MOST) {
            return false;
        }
        kept.put(name, value);
        bytesLeft -= bytes;
        return true;
    }

    /** Those that were kept, in their order. */
    public Map<String, String> kept() {
        return kept;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

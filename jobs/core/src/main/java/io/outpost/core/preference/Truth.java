package io.outpost.core.preference;

/**
 * Three-valued logic (Kleene's): {@link #FALSE} below {@link #UNKNOWN} below {@link #TRUE}; all of
 * some is the least of them, any of some the greatest, not is the other end. Plain numbers, as they
 * are worked out for every pane.
 */
final class Truth {
    static final byte FALSE = 0;
    static final byte UNKNOWN = 1;
    static final byte TRUE = 2;

    private Truth() {}

    static byte not(byte truth) {
        return (byte) (TRUE - truth);
    }
}

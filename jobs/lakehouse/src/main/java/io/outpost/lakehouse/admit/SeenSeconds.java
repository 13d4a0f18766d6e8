package io.outpost.lakehouse.admit;

import java.util.Arrays;

/**
 * The seconds of one hour (0..3599) at which a sensor's observations were accepted, sorted; never
 * changed, so that a snapshot can be written while the next ones come.
 */
record SeenSeconds(char[] seconds) {
    static final SeenSeconds NONE = new SeenSeconds(new char[0]);

    boolean has(int second) {
        return Arrays.binarySearch(seconds, (char) second) >= 0;
    }

    /** With one second more, which it does not have yet. */
    SeenSeconds with(int second) {
        int before = -Arrays.binarySearch(seconds, (char) second) - 1;
        char[] more = new char[seconds.length + 1];
        System.arraycopy(seconds, 0, more, 0, before);
        more[before] = (char) second;
        System.arraycopy(seconds, before, more, before + 1, seconds.length - before);
        return new SeenSeconds(more);
    }
}

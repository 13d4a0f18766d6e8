package io.outpost.cli.simulate.expect;

import java.util.Arrays;

/**
 * What one sensor has delivered: the seconds, sorted, each with a hash of its first payload. What
 * is behind the hour horizon is forgotten when room is needed.
 */
final class Delivered {
    private static final int FIRST_CAPACITY = 16;

    private long[] seconds = new long[FIRST_CAPACITY];
    private int[] payloads = new int[FIRST_CAPACITY];
    private int size;

    /** Index of a second; negative: -1 - where it belongs. */
    int find(long second) {
        if (size == 0 || second > seconds[size - 1]) {
            return -1 - size;
        }
        return Arrays.binarySearch(seconds, 0, size, second);
    }

    int payload(int index) {
        return payloads[index];
    }

    /** Adds one that is not there. */
    void insert(long second, int payload, long forgetBeforeSecond) {
        if (size == seconds.length) {
            forget(forgetBeforeSecond);
        }
        int at = size == 0 ? 0 : -1 - find(second);
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size * 2);
            payloads = Arrays.copyOf(payloads, size * 2);
        }
        System.arraycopy(seconds, at, seconds, at + 1, size - at);
        System.arraycopy(payloads, at, payloads, at + 1, size - at);
        seconds[at] = second;
        payloads[at] = payload;
        size++;
    }

    private void forget(long beforeSecond) {
        int first = find(beforeSecond);
        first = first < 0 ? -1 - first : first;
        System.arraycopy(seconds, first, seconds, 0, size - first);
        System.arraycopy(payloads, first, payloads, 0, size - first);
        size -= first;
    }
}

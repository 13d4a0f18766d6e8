package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A small sorted set of pane starts. */
final class SortedStarts {
    private long[] sorted;

    SortedStarts() {
        this(new long[0]);
    }

    private SortedStarts(long[] sorted) {
        this.sorted = sorted;
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    int size() {
        return sorted.length;
    }

    /** The earliest; Long.MAX_VALUE when empty. */
    long first() {
        return sorted.length == 0 ? Long.MAX_VALUE : sorted[0];
    }

    boolean contains(long start) {
        // Nearly always there are one or two, and the latest is meant.
        return sorted.length > 0
                && (sorted[sorted.length - 1] == start || Arrays.binarySearch(sorted, start) >= 0);
    }

    void add(long start) {
        int at = Arrays.binarySearch(sorted, start);
        if (at < 0) {
            long[] wider = Arrays.copyOf(sorted, sorted.length + 1);
            System.arraycopy(sorted, -at - 1, wider, -at, sorted.length + at + 1);
            wider[-at - 1] = start;
            sorted = wider;
        }
    }

    /** Takes out all up to and including a start, in order. */
    long[] takeThrough(long lastStart) {
        if (sorted.length == 0 || sorted[0] > lastStart) {
            return NOTHING;
        }
        int at = Arrays.binarySearch(sorted, lastStart);
        int end = at >= 0 ? at + 1 : -at - 1;
        long[] taken = Arrays.copyOf(sorted, end);
        sorted = Arrays.copyOfRange(sorted, end, sorted.length);
        return taken;
    }

    private static final long[] NOTHING = {};

    void write(DataOutput out) throws IOException {
        CompactData.writeSortedLongs(out, sorted);
    }

    static SortedStarts read(DataInput in) throws IOException {
        return new SortedStarts(CompactData.readSortedLongs(in));
    }
}

package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The open panes of one width: their starts, sorted, and of each when the observation that opened
 * it was received.
 */
final class OpenPanes {
    private static final long[] NONE = {};

    private long[] starts = NONE;
    private long[] openedAtMillis = NONE;

    int size() {
        return starts.length;
    }

    /** Start of the earliest; Long.MAX_VALUE when none is open. */
    long first() {
        return starts.length == 0 ? Long.MAX_VALUE : starts[0];
    }

    boolean contains(long start) {
        // Nearly always there are one or two, and the latest is meant.
        return starts.length > 0
                && (starts[starts.length - 1] == start || Arrays.binarySearch(starts, start) >= 0);
    }

    void add(long start, long receivedAtMillis) {
        int at = Arrays.binarySearch(starts, start);
        if (at < 0) {
            starts = inserted(starts, -at - 1, start);
            openedAtMillis = inserted(openedAtMillis, -at - 1, receivedAtMillis);
        }
    }

    /** Earliest time at which one of them is due in a live place, ms; Long.MAX_VALUE: none. */
    long firstDueMillis(long widthMillis) {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < starts.length; i++) {
            first = Math.min(first, dueMillis(i, widthMillis));
        }
        return first;
    }

    /** Takes out all up to and including a start, in order. */
    long[] takeThrough(long lastStart) {
        if (starts.length == 0 || starts[0] > lastStart) {
            return NONE;
        }
        int at = Arrays.binarySearch(starts, lastStart);
        int end = at >= 0 ? at + 1 : -at - 1;
        long[] taken = Arrays.copyOf(starts, end);
        starts = Arrays.copyOfRange(starts, end, starts.length);
        openedAtMillis = Arrays.copyOfRange(openedAtMillis, end, openedAtMillis.length);
        return taken;
    }

    /** Takes out all that are due at a time in a live place, in order. */
    long[] takeDue(long atMillis, long widthMillis) {
        long[] taken = new long[starts.length];
        int takenCount = 0;
        int left = 0;
        for (int i = 0; i < starts.length; i++) {
            if (dueMillis(i, widthMillis) <= atMillis) {
                taken[takenCount++] = starts[i];
            } else {
                starts[left] = starts[i];
                openedAtMillis[left++] = openedAtMillis[i];
            }
        }
        starts = Arrays.copyOf(starts, left);
        openedAtMillis = Arrays.copyOf(openedAtMillis, left);
        return Arrays.copyOf(taken, takenCount);
    }

    private long dueMillis(int i, long widthMillis) {
        return Math.max(
                starts[i] + widthMillis + AllowedLateness.LIVE_CLOSING_MILLIS,
                openedAtMillis[i] + AllowedLateness.SHORTEST_OPEN_MILLIS);
    }

    private static long[] inserted(long[] values, int at, long value) {
        long[] wider = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, at, wider, at + 1, values.length - at);
        wider[at] = value;
        return wider;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeSortedLongs(out, starts);
        for (long openedAt : openedAtMillis) {
            CompactData.writeSigned(out, openedAt);
        }
    }

    static OpenPanes read(DataInput in) throws IOException {
        OpenPanes read = new OpenPanes();
        read.starts = CompactData.readSortedLongs(in);
        read.openedAtMillis = new long[read.starts.length];
        for (int i = 0; i < read.openedAtMillis.length; i++) {
            read.openedAtMillis[i] = CompactData.readSigned(in);
        }
        return read;
    }
}

package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The cumulative rain counter of one sensor: turns readings, in any order within the minute
 * horizon, into increments at the time of the later reading. A fall of the counter is a reset and
 * gives no value.
 */
final class RainCounter {
    /** Receives what a reading changes; {@code countChange} -1: an increment no longer holds. */
    interface Listener {
        void onRain(long atMillis, double millimetres, int countChange);
    }

    private long[] timesMillis = {};
    private double[] counters = {};

    /**
     * Takes a reading. One older than all that are kept has no neighbour to be compared with: no
     * value.
     */
    void read(long atMillis, double counter, Listener rain) {
        int found = Arrays.binarySearch(timesMillis, atMillis);
        if (found >= 0) {
            return;
        }
        int at = -found - 1;
        boolean hasPrevious = at > 0;
        boolean hasNext = at < timesMillis.length;
        if (hasPrevious) {
            report(atMillis, counters[at - 1], counter, 1, rain);
        }
        // Where the later reading's increment stays the same, its row stays as it was emitted.
        boolean moves =
                hasNext
                        && !(hasPrevious
                                && counters[at] - counters[at - 1] == counters[at] - counter);
        if (moves && hasPrevious) {
            report(timesMillis[at], counters[at - 1], counters[at], -1, rain);
        }
        if (moves) {
            report(timesMillis[at], counter, counters[at], 1, rain);
        }
        insert(at, atMillis, counter);
    }

    /** Forgets all readings before a time but the newest of them. */
    void forgetBefore(long horizonMillis) {
        int from = 0;
        while (from + 1 < timesMillis.length && timesMillis[from + 1] < horizonMillis) {
            from++;
        }
        if (from > 0) {
            timesMillis = Arrays.copyOfRange(timesMillis, from, timesMillis.length);
            counters = Arrays.copyOfRange(counters, from, counters.length);
        }
    }

    /** True when no reading at or after a time is kept. */
    boolean endsBefore(long horizonMillis) {
        int last = timesMillis.length - 1;
        return last < 0 || timesMillis[last] < horizonMillis;
    }

    private static void report(
            long atMillis, double before, double after, int countChange, Listener rain) {
        double increment = after - before;
        if (increment >= 0) {
            rain.onRain(atMillis, increment, countChange);
        }
    }

    private void insert(int at, long timeMillis, double counter) {
        int size = timesMillis.length;
        long[] times = Arrays.copyOf(timesMillis, size + 1);
        double[] values = Arrays.copyOf(counters, size + 1);
        System.arraycopy(timesMillis, at, times, at + 1, size - at);
        System.arraycopy(counters, at, values, at + 1, size - at);
        times[at] = timeMillis;
        values[at] = counter;
        timesMillis = times;
        counters = values;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeSortedLongs(out, timesMillis);
        for (double counter : counters) {
            CompactData.writeNumber(out, counter);
        }
    }

    static RainCounter read(DataInput in) throws IOException {
        RainCounter read = new RainCounter();
        read.timesMillis = CompactData.readSortedLongs(in);
        read.counters = new double[read.timesMillis.length];
        for (int i = 0; i < read.counters.length; i++) {
            read.counters[i] = CompactData.readNumber(in);
        }
        return read;
    }
}

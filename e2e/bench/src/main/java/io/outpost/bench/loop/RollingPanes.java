package io.outpost.bench.loop;

import io.outpost.bench.digest.RowHash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A queue of closed panes with running totals over the newest of them. Panes are counted from 0, in
 * the order of their pushes.
 */
class RollingPanes {
    static final int[] CHANNELS = {10, 0, 2, 11, 13, 3};
    static final int MEASURES = CHANNELS.length;
    private static final int SLOTS = 3;
    private static final int WIDTH = 2 + MEASURES * SLOTS;

    private final long[] panes;
    private final int mask;
    private long head;

    /** Room for so many panes, a power of two above the longest window. */
    RollingPanes(int capacity) {
        panes = new long[capacity * WIDTH];
        mask = capacity - 1;
    }

    /** Begins a pane with no values. */
    void push(long number) {
        int at = slot(head++) * WIDTH;
        Arrays.fill(panes, at, at + WIDTH, 0);
        panes[at] = number;
    }

    /** Adds to the newest pane. */
    final void add(PaneCells pane) {
        int at = slot(newest()) * WIDTH;
        panes[at + 1] += pane.coveredSeconds;
        for (int i = 0; i < MEASURES; i++) {
            int channel = CHANNELS[i];
            if (pane.has(channel)) {
                int cell = at + 2 + i * SLOTS;
                panes[cell] += pane.count(channel);
                panes[cell + 1] += pane.high(channel);
                panes[cell + 2] += pane.low(channel);
            }
        }
    }

    /** -1: none yet. */
    final long newest() {
        return head - 1;
    }

    /** Where a pane is in the ring: from 0 to below the capacity. */
    final int slot(long pane) {
        return (int) pane & mask;
    }

    /** Where the values of a pane are. */
    int at(long pane) {
        return slot(pane) * WIDTH;
    }

    /** The newest pane, not the others. */
    final void write(ByteBuffer out) {
        writePane(out.putLong(head), newest());
    }

    final void read(ByteBuffer in) {
        head = in.getLong();
        readPane(in, newest());
    }

    final void writePane(ByteBuffer out, long pane) {
        write(out, panes, slot(pane) * WIDTH);
    }

    final void readPane(ByteBuffer in, long pane) {
        read(in, panes, slot(pane) * WIDTH);
    }

    /** Only the measures that have values. */
    private static void write(ByteBuffer out, long[] values, int at) {
        out.putLong(values[at]).putLong(values[at + 1]);
        int measured = out.position();
        out.put((byte) 0);
        int measures = 0;
        for (int i = 0; i < MEASURES; i++) {
            int cell = at + 2 + i * SLOTS;
            if (values[cell] != 0) {
                measures |= 1 << i;
                out.putInt((int) values[cell]).putLong(values[cell + 1]).putLong(values[cell + 2]);
            }
        }
        out.put(measured, (byte) measures);
    }

    private static void read(ByteBuffer in, long[] values, int at) {
        values[at] = in.getLong();
        values[at + 1] = in.getLong();
        int measures = in.get();
        for (int i = 0; i < MEASURES; i++) {
            int cell = at + 2 + i * SLOTS;
            boolean isMeasured = (measures >>> i & 1) != 0;
            values[cell] = isMeasured ? in.getInt() : 0;
            values[cell + 1] = isMeasured ? in.getLong() : 0;
            values[cell + 2] = isMeasured ? in.getLong() : 0;
        }
    }

    /** The totals of one window over a queue. */
    static final class Window {
        private final RollingPanes queue;
        private final int length;
        private final int seconds;
        private final long[] totals = new long[RollingPanes.WIDTH];
        private long tail;

        Window(RollingPanes queue, int length, int paneSeconds) {
            this.queue = queue;
            this.length = length;
            this.seconds = length * paneSeconds;
        }

        /** Takes the newest pane in, and out all that start before its end less the window. */
        void slide() {
            int newest = queue.at(queue.newest());
            long first = queue.panes[newest] + 1 - length;
            for (int i = 1; i < RollingPanes.WIDTH; i++) {
                totals[i] += queue.panes[newest + i];
            }
            int oldest = queue.at(tail);
            while (queue.panes[oldest] < first) {
                for (int i = 1; i < RollingPanes.WIDTH; i++) {
                    totals[i] -= queue.panes[oldest + i];
                }
                tail++;
                oldest = queue.at(tail);
            }
        }

        double mean(int measure) {
            int cell = 2 + measure * RollingPanes.SLOTS;
            return totals[cell] == 0
                    ? Double.NaN
                    : ExactSums.toDouble(totals[cell + 1], totals[cell + 2]) / totals[cell];
        }

        double coverage() {
            return Math.min(1, (double) totals[1] / seconds);
        }

        long hash(long begun) {
            long hash = RowHash.add(begun, seconds);
            for (int i = 0; i < RollingPanes.MEASURES; i++) {
                hash = RowHash.add(hash, totals[2 + i * RollingPanes.SLOTS]);
                hash = RowHash.addRounded(hash, mean(i));
            }
            return RowHash.addRounded(hash, coverage());
        }

        void write(ByteBuffer out) {
            RollingPanes.write(out.putLong(tail), totals, 0);
        }

        void read(ByteBuffer in) {
            tail = in.getLong();
            RollingPanes.read(in, totals, 0);
        }
    }
}

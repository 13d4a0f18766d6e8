package io.outpost.bench.loop;

import io.outpost.bench.digest.RowHash;
import java.util.Arrays;

/** A queue of closed panes with running totals over the newest of them. */
final class RollingPanes {
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
    int push(long number) {
        int at = (int) (head++ & mask) * WIDTH;
        Arrays.fill(panes, at, at + WIDTH, 0);
        panes[at] = number;
        return at;
    }

    void add(int at, PaneCells pane) {
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
            int newest = (int) (queue.head - 1 & queue.mask) * RollingPanes.WIDTH;
            long first = queue.panes[newest] + 1 - length;
            for (int i = 1; i < RollingPanes.WIDTH; i++) {
                totals[i] += queue.panes[newest + i];
            }
            int oldest = (int) (tail & queue.mask) * RollingPanes.WIDTH;
            while (queue.panes[oldest] < first) {
                for (int i = 1; i < RollingPanes.WIDTH; i++) {
                    totals[i] -= queue.panes[oldest + i];
                }
                tail++;
                oldest = (int) (tail & queue.mask) * RollingPanes.WIDTH;
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
    }
}

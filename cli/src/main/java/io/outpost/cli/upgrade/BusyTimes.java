package io.outpost.cli.upgrade;

import io.outpost.cli.stack.JobHealth;

/**
 * How long a job is busy per record, round by round. The best round counts: in others the machine
 * does something else, and at first its code is not compiled yet.
 */
final class BusyTimes {
    private static final int ROUNDS = 3;
    private static final int MOST_ROUNDS = 12;

    private JobHealth last;
    private int rounds;
    private double least = Double.POSITIVE_INFINITY;

    /**
     * Takes how the job does now; too few records since the last time make no round, nor do tasks
     * that have not measured themselves yet.
     */
    void take(JobHealth now) {
        double busy = last == null ? now.busyMillis() : now.busyMillisPerThousandSince(last);
        if (Double.isNaN(busy)) {
            return;
        }
        if (last != null) {
            rounds++;
            least = Math.min(least, busy);
        }
        last = now;
    }

    /** True when nobody needs to hope for a better round: code is compiled by now. */
    boolean isOver() {
        return rounds >= MOST_ROUNDS;
    }

    /** True when there were rounds enough. */
    boolean isKnown() {
        return rounds >= ROUNDS;
    }

    /** ms per 1,000 records in the best round. */
    double leastMillisPerThousand() {
        return least;
    }
}

package io.outpost.cli.simulate.feed;

/**
 * What all sensors of a run share.
 *
 * @param intervalMillis event time from one report of a sensor to its next
 * @param jumpsAllowed false where 30 days ahead would be in the future
 */
public record Reporting(long seed, FaultRates rates, long intervalMillis, boolean jumpsAllowed) {
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int LONGEST_DECLARED_SECONDS = 86_400;

    /** The interval that reports declare, s; 0: none, since it is not whole. */
    int declaredSeconds() {
        boolean whole = intervalMillis % MILLIS_PER_SECOND == 0;
        long seconds = intervalMillis / MILLIS_PER_SECOND;
        return whole && seconds <= LONGEST_DECLARED_SECONDS ? (int) seconds : 0;
    }
}

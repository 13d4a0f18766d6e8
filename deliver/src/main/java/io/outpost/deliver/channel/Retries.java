package io.outpost.deliver.channel;

import java.time.Duration;

/**
 * How often and for how long a delivery to a channel is tried.
 *
 * @param most tries of one delivery, 1 or more
 * @param firstPause after the first failure; twice as long after each other one
 * @param longestPause that this comes to
 * @param giveUpAfter for which a channel has failed and a delivery waited
 */
public record Retries(int most, Duration firstPause, Duration longestPause, Duration giveUpAfter) {
    private static final int MOST_DOUBLINGS = 30;

    /** As it is shipped, but for the number of tries: half a day of a receiver that fails. */
    public static Retries ofMost(int most) {
        return new Retries(most, Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(24));
    }

    public Retries {
        if (most < 1) {
            throw new IllegalArgumentException("--attempts must be 1 or more");
        }
    }

    /**
     * The pause after so many failures in a row.
     *
     * @param chance 0 to 1: between half of it and all, so that those that failed together do not
     *     come back together
     * @param asked by the receiver: no shorter than that, within the longest; null: it has not
     */
    Duration pause(int failures, double chance, Duration asked) {
        int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        Duration grown = firstPause.multipliedBy(1L << doublings);
        Duration whole = grown.compareTo(longestPause) > 0 ? longestPause : grown;
        Duration some = Duration.ofMillis((long) (whole.toMillis() * (1 + chance) / 2));
        if (asked == null || asked.compareTo(some) <= 0) {
            return some;
        }
        return asked.compareTo(longestPause) > 0 ? longestPause : asked;
    }
}

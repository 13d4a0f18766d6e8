package io.outpost.core.place;

/**
 * The share of a span that observations cover, each standing for its sensor's reporting interval.
 */
final class Coverage {
    private Coverage() {}

    /**
     * The share of a span that is covered.
     *
     * @return 0..1, at most 1 also where several sensors cover each other; NaN when the interval of
     *     any of the observations is not known
     */
    static double of(long coveredSeconds, int unknownIntervals, int spanSeconds) {
        return unknownIntervals > 0
                ? Double.NaN
                : Math.min(1, (double) coveredSeconds / spanSeconds);
    }
}

package io.outpost.core.preference;

/**
 * What a span of hours comes to: the total, the mean, the least or the greatest of its hours. They
 * are added in the order of time, from the first on each time, so that the last digit does not
 * depend on what was added before.
 */
final class HourSpan {
    /** A span in which so many hours in a row and more have no value is not known. */
    static final int LONGEST_GAP_HOURS = 6;

    private final Statistic statistic;
    private double value;
    private int known;
    private long knownThrough;
    private boolean hasGap;

    HourSpan(Statistic statistic) {
        this.statistic = statistic;
    }

    /** Begins a span with this hour. */
    void begin(long epochHour) {
        value = 0;
        known = 0;
        knownThrough = epochHour;
        hasGap = false;
    }

    /** Adds an hour, later than those before it; NaN adds nothing. */
    void add(long epochHour, double hour) {
        if (Double.isNaN(hour)) {
            return;
        }
        passGap(epochHour);
        knownThrough = epochHour + 1;
        known++;
        value =
                switch (statistic) {
                    case TOTAL, MEAN -> value + hour;
                    case MINIMUM -> known == 1 ? hour : Math.min(value, hour);
                    case MAXIMUM -> known == 1 ? hour : Math.max(value, hour);
                };
    }

    /** What it comes to before an hour; NaN where too little is known. */
    double end(long epochHour) {
        passGap(epochHour);
        if (hasGap || known == 0) {
            return Double.NaN;
        }
        return statistic == Statistic.MEAN ? value / known : value;
    }

    private void passGap(long epochHour) {
        hasGap |= epochHour - knownThrough >= LONGEST_GAP_HOURS;
    }
}

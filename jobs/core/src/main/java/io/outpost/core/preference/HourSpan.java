package io.outpost.core.preference;

/**
 * What a span of hours comes to: the total, the mean, the least or the greatest of its hours. They
 * are added in the order of time, from the first on each time, so that the last digit does not
 * depend on what was added before.
 */
public final class HourSpan {
    /** A span in which so many hours in a row and more have no value is not known. */
    public static final int LONGEST_GAP_HOURS = 6;

    /** Numbers that are as near as this are the same. */
    private static final double NEAR = 1e-9;

    private final Statistic statistic;
    private double value;
    private int known;
    private long knownThrough;
    private boolean hasGap;

    public HourSpan(Statistic statistic) {
        this.statistic = statistic;
    }

    /** Begins a span with this hour. */
    public void begin(long epochHour) {
        value = 0;
        known = 0;
        knownThrough = epochHour;
        hasGap = false;
    }

    /** Adds an hour, later than those before it; NaN adds nothing. */
    public void add(long epochHour, double hour) {
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
    public double end(long epochHour) {
        passGap(epochHour);
        if (hasGap || known == 0) {
            return Double.NaN;
        }
        return statistic == Statistic.MEAN ? value / known : value;
    }

    /**
     * In how many hours the total of a span will be at most so much, if nothing is added: until
     * enough of it is as old as the span is long.
     *
     * @param epochHours of the hours, rising; all of the span that ends before {@code endHour}
     * @param hours their values; NaN adds nothing
     * @param spanHours how long the span is
     * @return 0 where it is
     */
    public static int hoursUntilAtMost(
            double most, long[] epochHours, double[] hours, int spanHours, long endHour) {
        HourSpan span = new HourSpan(Statistic.TOTAL);
        int first = 0;
        for (int later = 0; later < spanHours; later++) {
            long begin = endHour + later - spanHours;
            while (first < epochHours.length && epochHours[first] < begin) {
                first++;
            }
            span.begin(begin);
            for (int i = first; i < epochHours.length; i++) {
                span.add(epochHours[i], hours[i]);
            }
            if (span.value <= most + NEAR) {
                return later;
            }
        }
        return spanHours;
    }

    private void passGap(long epochHour) {
        hasGap |= epochHour - knownThrough >= LONGEST_GAP_HOURS;
    }
}

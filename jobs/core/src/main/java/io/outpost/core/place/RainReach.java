package io.outpost.core.place;

import io.outpost.core.weather.Flag;

/** Which panes a value of rain counts in, by the time in which it may have fallen. */
// Their order is part of the stored state.
enum RainReach {
    /** All of them; also of amounts, and where there is no value. */
    MINUTE(null),
    /** None: the counter rose by more than can have fallen. */
    NOWHERE(Flag.IMPLAUSIBLE_RISE),
    /** Hours and wider ones: it has fallen while its sensor missed reports. */
    HOUR(null),
    /** The same; it may have fallen in hours before. */
    HOUR_OF_SEVERAL(Flag.RISE_OVER_GAP);

    private static final long MINUTE_MILLIS = PaneWidth.QUARTER_HOUR.millis();
    private static final long HOUR_MILLIS = PaneWidth.HOUR.millis();
    private static final RainReach[] ALL = values();

    /** A report may come by half of its interval late before it counts as missed. */
    private static final long MILLIS_PER_SECOND_OF_INTERVAL = 1500;

    private final Flag flag;

    RainReach(Flag flag) {
        this.flag = flag;
    }

    /**
     * That of what a counter gives.
     *
     * @param millimetres from 0 on
     * @param sinceMillis for how long the counter was not read
     * @param intervalSeconds at which its sensor reports, s; 0: not known
     */
    static RainReach of(double millimetres, long sinceMillis, int intervalSeconds) {
        long usualMillis = usualMillis(intervalSeconds);
        if (sinceMillis <= Math.max(MINUTE_MILLIS, usualMillis)) {
            return MINUTE;
        }
        boolean isOfSeveral = sinceMillis > Math.max(HOUR_MILLIS, usualMillis);
        return isOfSeveral && millimetres > 0 ? HOUR_OF_SEVERAL : HOUR;
    }

    /** True for an interval, s, that is long enough to lengthen the time of a minute's rain. */
    static boolean isWidenedBy(int intervalSeconds) {
        return usualMillis(intervalSeconds) > MINUTE_MILLIS;
    }

    private static long usualMillis(int intervalSeconds) {
        return intervalSeconds * MILLIS_PER_SECOND_OF_INTERVAL;
    }

    static RainReach ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    /** Null: none. */
    Flag flag() {
        return flag;
    }
}

package io.outpost.core.place;

import io.outpost.core.weather.Flag;

/** Which panes a value of rain counts in, by the time in which it may have fallen. */
// Their order is part of the stored state.
enum RainReach {
    /** All of them; also of amounts, and where there is no value. */
    MINUTE(null),
    /** None: the counter rose by more than can have fallen. */
    NOWHERE(Flag.IMPLAUSIBLE_RISE),
    /** Hours and wider ones: it has not fallen in one minute. */
    HOUR(null),
    /** The same; it may have fallen in hours before. */
    HOUR_OF_SEVERAL(Flag.RISE_OVER_GAP);

    private static final long MINUTE_MILLIS = PaneWidth.QUARTER_HOUR.millis();
    private static final long HOUR_MILLIS = PaneWidth.HOUR.millis();
    private static final RainReach[] ALL = values();

    private final Flag flag;

    RainReach(Flag flag) {
        this.flag = flag;
    }

    /**
     * That of what a counter gives.
     *
     * @param millimetres from 0 on
     * @param sinceMillis for how long the counter was not read
     */
    static RainReach of(double millimetres, long sinceMillis) {
        if (sinceMillis <= MINUTE_MILLIS) {
            return MINUTE;
        }
        return sinceMillis > HOUR_MILLIS && millimetres > 0 ? HOUR_OF_SEVERAL : HOUR;
    }

    static RainReach ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    /** Null: none. */
    Flag flag() {
        return flag;
    }
}

package io.outpost.cli.verify.model;

/**
 * What is not to be relied on: all of a place that is new, and what has lost rain.
 *
 * @param beginningMillis start of the hour of the first step; Long.MAX_VALUE before it
 * @param rainLostMillis start of the latest hour with too much lost rain behind it; Long.MIN_VALUE:
 *     none
 * @param hasSnowLostRain whether too much was lost since the snow began to lie
 */
public record Confidence(long beginningMillis, long rainLostMillis, boolean hasSnowLostRain) {
    static final Confidence NONE = new Confidence(Long.MAX_VALUE, Long.MIN_VALUE, false);

    private static final long DAY_MILLIS = 24 * HourInput.HOUR_MILLIS;
    private static final long BEGINNING_MILLIS = 30 * DAY_MILLIS;
    private static final long GROUND_FORGETS_MILLIS = 10 * DAY_MILLIS;
    private static final int MOST_LOST_HOURS = 12;

    /** Whether soil and streams of an hour are uncertain. */
    public boolean isGroundUncertain(long hourMillis) {
        return isBeginning(hourMillis)
                || (rainLostMillis != Long.MIN_VALUE
                        && hourMillis <= rainLostMillis + GROUND_FORGETS_MILLIS);
    }

    /** Whether the snow of an hour is uncertain. */
    public boolean isSnowUncertain(long hourMillis) {
        return isBeginning(hourMillis) || hasSnowLostRain;
    }

    private boolean isBeginning(long hourMillis) {
        return beginningMillis == Long.MAX_VALUE || hourMillis < beginningMillis + BEGINNING_MILLIS;
    }

    /** After an hour, with or without a step. */
    Confidence after(long hourMillis, boolean isStep, Recent recent, SnowPack snow) {
        boolean lost = recent.lostHours() > MOST_LOST_HOURS;
        boolean lies = snow.waterEquivalentMillimetres() > 0;
        return new Confidence(
                isStep ? Math.min(beginningMillis, hourMillis) : beginningMillis,
                lost ? hourMillis : rainLostMillis,
                lost || (hasSnowLostRain && lies));
    }
}

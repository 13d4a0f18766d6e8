package io.outpost.cli.verify.model;

/**
 * What is not to be relied on: the soil of a place that is new, and all that has lost rain.
 *
 * @param firstMillis start of the hour of the first step; Long.MAX_VALUE before it
 * @param soilLostMillis start of the latest hour with too much lost rain behind it; Long.MIN_VALUE:
 *     none
 * @param isSnowUncertain until it has melted
 */
public record Confidence(long firstMillis, long soilLostMillis, boolean isSnowUncertain) {
    static final Confidence NONE = new Confidence(Long.MAX_VALUE, Long.MIN_VALUE, false);

    private static final long DAY_MILLIS = 24 * HourInput.HOUR_MILLIS;
    private static final long BEGINNING_MILLIS = 30 * DAY_MILLIS;
    private static final long SOIL_FORGETS_MILLIS = 10 * DAY_MILLIS;
    private static final int MOST_LOST_HOURS = 12;

    /** Whether the soil's wetness of an hour is uncertain. */
    public boolean isSoilUncertain(long hourMillis) {
        return firstMillis == Long.MAX_VALUE
                || hourMillis < firstMillis + BEGINNING_MILLIS
                || (soilLostMillis != Long.MIN_VALUE
                        && hourMillis < soilLostMillis + SOIL_FORGETS_MILLIS);
    }

    /** After an hour, with or without a step. */
    Confidence after(long hourMillis, boolean isStep, Recent recent, SnowPack snow) {
        boolean lost = recent.rainLostHours() > MOST_LOST_HOURS;
        boolean lies = snow.waterEquivalentMillimetres() > 0;
        return new Confidence(
                isStep ? Math.min(firstMillis, hourMillis) : firstMillis,
                lost ? hourMillis : soilLostMillis,
                lost || (isSnowUncertain && lies));
    }
}

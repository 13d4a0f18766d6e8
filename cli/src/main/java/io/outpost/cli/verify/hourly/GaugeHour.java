package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.WaterLevels;

/**
 * What the gauges of a place say of an hour.
 *
 * @param metres their mean water level; NaN: none
 * @param levels what it is judged by; null: it is not
 * @param lastJudgedMillis start of the latest hour before it that was judged by its water level;
 *     Long.MIN_VALUE: none
 */
public record GaugeHour(
        long startMillis, double metres, WaterLevels levels, long lastJudgedMillis) {
    private static final long HOLDS_FOR_MILLIS = 24 * HourInput.HOUR_MILLIS;

    boolean isJudged() {
        return levels != null;
    }

    /** Whether gauges have said nothing for so long that the flow is asked. */
    boolean isSilent() {
        return !isJudged() && startMillis > lastJudgedMillis + HOLDS_FOR_MILLIS;
    }
}

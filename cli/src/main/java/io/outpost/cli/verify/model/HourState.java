package io.outpost.cli.verify.model;

/**
 * A place after an hour.
 *
 * @param startMillis start of the hour
 * @param frostIndex of the ground, degC days
 * @param fluxes what moved in the hour; null where no step was taken, because no temperature or no
 *     position is known: all else then is as it was, and nothing of it holds
 */
public record HourState(
        long startMillis,
        SnowPack snow,
        Soil soil,
        double frostIndex,
        Basin basin,
        Recent recent,
        Confidence confidence,
        Fluxes fluxes) {
    /** Before the first hour of a site. */
    public static HourState before(long firstHourMillis, Surface surface) {
        return new HourState(
                firstHourMillis - HourInput.HOUR_MILLIS,
                SnowPack.NONE,
                Soil.atStart(surface),
                0,
                Basin.AT_START,
                Recent.NONE,
                Confidence.NONE,
                null);
    }

    /** False when conditions that follow from it are UNKNOWN. */
    public boolean isKnown() {
        return fluxes != null;
    }

    /** From 0 dry to 1 with water in all pores. */
    public double wetness(Surface surface) {
        return surface.wetness(soil.upperFilled(surface));
    }

    /** Whether soil and streams are uncertain. */
    public boolean isGroundUncertain() {
        return confidence.isGroundUncertain(startMillis);
    }

    public boolean isSnowUncertain() {
        return confidence.isSnowUncertain(startMillis);
    }
}

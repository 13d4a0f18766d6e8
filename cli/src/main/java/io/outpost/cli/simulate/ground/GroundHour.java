package io.outpost.cli.simulate.ground;

/**
 * The ground at the end of an hour.
 *
 * @param epochHour hours since 1970-01-01T00:00Z, of its start
 * @param wetness 0 dry, 2/3 drained, 1 full
 * @param soilMoisturePercent water of the upper layer by volume
 * @param flowMillimetresPerHour that the stream gets of its basin
 */
public record GroundHour(
        long epochHour,
        double snowWaterEquivalentMillimetres,
        double snowDepthCentimetres,
        double wetness,
        double soilMoisturePercent,
        double frostDegreeDays,
        double flowMillimetresPerHour) {}

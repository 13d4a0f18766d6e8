package io.outpost.core.model;

/**
 * The constants of the snow model; {@link #DEFAULT} is one set for all places. Sources and ranges:
 * docs/science.md.
 */
public record SnowParameters(
        Phase phase, Sky sky, Exchange exchange, Albedo albedo, Pack pack, Settling settling) {

    /** One set for all places. */
    public static final SnowParameters DEFAULT =
            new SnowParameters(
                    new Phase(0, 2, 0, 1.5),
                    new Sky(0.16, 0.75, 0.10, 1.24, 0.84),
                    new Exchange(1.5, 0.5, 0.003, 10),
                    new Albedo(0.85, 0.50, 3000, 100, 10, 0.20, 10),
                    new Pack(5.2, 75, 0.05, 1),
                    new Settling(300, 500, 200));

    /**
     * Snow or rain: all is snow up to the first temperature and rain from the second.
     *
     * @param snowWetBulbCelsius and the next: where the humidity is known
     */
    public record Phase(
            double snowAirCelsius,
            double rainAirCelsius,
            double snowWetBulbCelsius,
            double rainWetBulbCelsius) {}

    /**
     * What comes from the sky.
     *
     * @param transmissivityPerRootKelvin share of the sun that comes through the air, per square
     *     root of the daily range in K; 0.12..0.20
     * @param wetShare what is left of it in 24 h with 1 mm or more; 0.6..1
     * @param leastTransmissivity 0..1
     * @param clearEmissivity factor of Brutsaert's formula for clear air
     * @param cloudWeight how much of the emissivity a full cover of clouds decides, 0..1
     */
    public record Sky(
            double transmissivityPerRootKelvin,
            double wetShare,
            double leastTransmissivity,
            double clearEmissivity,
            double cloudWeight) {}

    /**
     * Heat and vapour between air and snow.
     *
     * @param defaultWindMetresPerSecond where no wind is known; 0.5..3
     * @param leastWindMetresPerSecond above 0
     * @param coefficient bulk coefficient of neutral air; 0.002..0.005
     * @param stabilityFactor by which warm air above snow damps it, per Richardson number
     */
    public record Exchange(
            double defaultWindMetresPerSecond,
            double leastWindMetresPerSecond,
            double coefficient,
            double stabilityFactor) {}

    /**
     * How much of the sun the snow throws back, and how that ages.
     *
     * @param old that it ages to, 0.4..0.6
     * @param coldHours in which cold snow loses 1
     * @param meltHours in which melting snow comes nearer to the old by a factor of e; 50..200
     * @param refreshMillimetres new snow (water equivalent) that makes it fresh again
     * @param ground of the ground, which shows through ice of few {@code thinMillimetres}
     */
    public record Albedo(
            double fresh,
            double old,
            double coldHours,
            double meltHours,
            double refreshMillimetres,
            double ground,
            double thinMillimetres) {}

    /**
     * The pack.
     *
     * @param conductanceWattsPerSquareMetreKelvin from the surface into it; 3..8
     * @param topLayerMillimetres water equivalent that shares the cold of the surface; 40..150
     * @param holdingShare liquid water that ice holds, per ice; 0.02..0.1
     * @param groundWattsPerSquareMetre heat from below; 0..3
     */
    public record Pack(
            double conductanceWattsPerSquareMetreKelvin,
            double topLayerMillimetres,
            double holdingShare,
            double groundWattsPerSquareMetre) {}

    /**
     * How snow settles: densities in kg/m3 that it comes nearer to, by a factor of e in so many
     * hours.
     */
    public record Settling(double coldDensity, double meltDensity, double hours) {}

    /** The same with another conductance, W/m2/K. */
    public SnowParameters withConductance(double wattsPerSquareMetreKelvin) {
        Pack other =
                new Pack(
                        wattsPerSquareMetreKelvin,
                        pack.topLayerMillimetres,
                        pack.holdingShare,
                        pack.groundWattsPerSquareMetre);
        return new SnowParameters(phase, sky, exchange, albedo, other, settling);
    }

    /** The same with another albedo of old snow, 0..1. */
    public SnowParameters withOldAlbedo(double old) {
        Albedo other =
                new Albedo(
                        albedo.fresh,
                        old,
                        albedo.coldHours,
                        albedo.meltHours,
                        albedo.refreshMillimetres,
                        albedo.ground,
                        albedo.thinMillimetres);
        return new SnowParameters(phase, sky, exchange, other, pack, settling);
    }
}

package io.outpost.cli.simulate.ground;

import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.weather.Site;
import io.outpost.core.model.FlowParameters;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.SnowParameters;
import io.outpost.core.model.SoilParameters;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;

/**
 * What snow, soil and stream of one place are really like: by a seed, somewhere in the ranges in
 * which the literature has them, while whoever judges the place knows the usual values alone.
 */
final class HiddenParameters {
    private static final int SNOW = 1;
    private static final int SOIL = 2;
    private static final int STREAM = 3;

    private HiddenParameters() {}

    static ModelParameters of(Site site, StreamSize stream, long seed) {
        return new ModelParameters(
                site.latitude(),
                site.longitude(),
                site.elevationMetres(),
                snow(new Draws(Randomness.mix(seed, SNOW))),
                soil(new Draws(Randomness.mix(seed, SOIL))),
                flow(stream, new Draws(Randomness.mix(seed, STREAM))));
    }

    private static SnowParameters snow(Draws draws) {
        SnowParameters usual = SnowParameters.DEFAULT;
        SnowParameters.Sky sky = usual.sky();
        return new SnowParameters(
                usual.phase(),
                new SnowParameters.Sky(
                        draws.between(0.12, 0.20),
                        draws.between(0.6, 1),
                        sky.leastTransmissivity(),
                        sky.clearEmissivity(),
                        sky.cloudWeight()),
                new SnowParameters.Exchange(
                        draws.between(0.5, 3),
                        usual.exchange().leastWindMetresPerSecond(),
                        draws.between(0.002, 0.005),
                        usual.exchange().stabilityFactor()),
                albedo(usual.albedo(), draws),
                new SnowParameters.Pack(
                        draws.between(3, 8),
                        draws.between(40, 150),
                        draws.between(0.02, 0.1),
                        draws.between(0, 3)),
                usual.settling());
    }

    private static SnowParameters.Albedo albedo(SnowParameters.Albedo usual, Draws draws) {
        return new SnowParameters.Albedo(
                usual.fresh(),
                draws.between(0.4, 0.6),
                usual.coldHours(),
                draws.between(50, 200),
                usual.refreshMillimetres(),
                usual.ground(),
                usual.thinMillimetres());
    }

    /** About loam: no two meadows have the same. */
    private static SoilParameters soil(Draws draws) {
        SoilParameters loam = SoilParameters.of(Surface.LOAM);
        return new SoilParameters(
                loam.surfaceDepthMillimetres(),
                loam.lowerDepthMillimetres(),
                draws.near(loam.saturation(), 0.1),
                draws.near(loam.fieldCapacity(), 0.15),
                draws.near(loam.wiltingPoint(), 0.3),
                draws.near(loam.airDry(), 0.3),
                draws.near(loam.surfaceDrainHours(), 0.4),
                draws.near(loam.lowerDrainHours(), 0.4),
                draws.near(loam.capillaryMillimetresPerHour(), 0.5),
                draws.near(loam.rootShare(), 0.3));
    }

    private static FlowParameters flow(StreamSize stream, Draws draws) {
        FlowParameters usual = FlowParameters.of(stream);
        return new FlowParameters(
                draws.between(120, 280),
                draws.between(1.5, 3),
                draws.between(0.4, 0.9),
                draws.near(usual.quickHours(), 0.25),
                draws.near(usual.slowHours(), 0.25),
                draws.near(usual.quickShare(), 0.2));
    }
}

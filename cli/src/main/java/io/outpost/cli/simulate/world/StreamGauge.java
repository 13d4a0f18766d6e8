package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.ground.Ground;
import io.outpost.cli.simulate.weather.Randomness;

/** A gauge in a stream whose level follows from what it gets of its basin; waves of some mm. */
record StreamGauge(Ground ground, long seed) implements Instrument {
    private static final double METRES_PER_ROOT = 0.8;
    private static final double WAVES_METRES = 0.003;

    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        double dry = 0.4 + Randomness.unit(seed);
        double flow = ground.at(atMillis).flowMillimetresPerHour();
        double waves = WAVES_METRES * Randomness.signed(Randomness.mix(seed, atMillis));
        Field.WATER_LEVEL.set(values, dry + METRES_PER_ROOT * StrictMath.sqrt(flow) + waves);
    }
}

package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.ground.Ground;
import io.outpost.cli.simulate.ground.GroundHour;
import io.outpost.cli.simulate.weather.Randomness;

/**
 * A snow pillow, a snow stake and a probe in the soil, none of them exact.
 *
 * @param hasSnow whether it is where snow is measured
 */
record GroundProbe(Ground ground, boolean hasSnow, long seed) implements Instrument {
    @Override
    public void measure(long atMillis, long intervalMillis, double[] values) {
        GroundHour hour = ground.at(atMillis);
        Field.SOIL_MOISTURE.set(values, near(hour.soilMoisturePercent(), 0.02, 0.5, atMillis, 1));
        if (hasSnow) {
            double water = hour.snowWaterEquivalentMillimetres();
            Field.SNOW_WATER_EQUIVALENT.set(values, near(water, 0.02, 1, atMillis, 2));
            Field.SNOW_DEPTH.set(values, near(hour.snowDepthCentimetres(), 0.01, 1, atMillis, 3));
        }
    }

    /** Wrong by up to a share and an amount; 0 stays 0. */
    private double near(double value, double share, double amount, long atMillis, int which) {
        double error = Randomness.signed(Randomness.mix(seed, atMillis, which));
        return value == 0 ? 0 : Math.max(0, value + (share * value + amount) * error);
    }
}

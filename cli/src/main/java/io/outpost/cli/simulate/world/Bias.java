package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.Randomness;

/** How one device differs from the truth. */
final class Bias {
    private static final long FLUTTER_MILLIS = 20_000;

    private static final double CIRCLE = 360;

    private final long seed;
    private final double celsius;

    Bias(long seed) {
        this.seed = seed;
        this.celsius = 0.3 * Randomness.signed(Randomness.mix(seed, 1));
    }

    /** degC; of air temperature and dew point alike, so that they stay consistent. */
    double celsius() {
        return celsius;
    }

    /** Factor of the wind, which is never steady: 0.8 .. 1.2. */
    double flutter(long atMillis) {
        return 1 + 0.2 * Randomness.signed(Randomness.mix(seed, atMillis / FLUTTER_MILLIS));
    }

    /** The direction that a vane shows of a wind that is never steady: 0 to below 360. */
    double turned(double degrees, long atMillis) {
        double off = 15 * Randomness.signed(Randomness.mix(seed, atMillis / FLUTTER_MILLIS, 2));
        return ((degrees + off) % CIRCLE + CIRCLE) % CIRCLE;
    }
}

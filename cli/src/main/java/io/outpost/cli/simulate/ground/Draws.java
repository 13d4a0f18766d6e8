package io.outpost.cli.simulate.ground;

import io.outpost.cli.simulate.weather.Randomness;

/** Numbers drawn one after the other from a seed, each evenly from its range. */
final class Draws {
    private final long seed;
    private int drawn;

    Draws(long seed) {
        this.seed = seed;
    }

    double between(double lowest, double highest) {
        return lowest + (highest - lowest) * Randomness.unit(Randomness.mix(seed, drawn++));
    }

    /** Up to a share more or less than usual. */
    double near(double usual, double share) {
        return between(usual * (1 - share), usual * (1 + share));
    }
}

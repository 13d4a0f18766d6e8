package io.outpost.cli.simulate.weather;

/** A smooth random field in three dimensions with cells of size 1: values in [-1, 1]. */
final class Noise {
    private static final long X = 0x8CB92BA72F3D8DD7L;
    private static final long Y = 0xD6E8FEB86659FD93L;
    private static final long Z = 0xA0761D6478BD642FL;

    private final long seed;

    Noise(long seed) {
        this.seed = Randomness.mix(seed);
    }

    double at(double x, double y, double z) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        double floorZ = Math.floor(z);
        long corner = seed + ((long) floorX) * X + ((long) floorY) * Y + ((long) floorZ) * Z;
        double u = smooth(x - floorX);
        double v = smooth(y - floorY);
        return between(face(corner, u, v), face(corner + Z, u, v), smooth(z - floorZ));
    }

    private static double face(long corner, double u, double v) {
        double near = between(value(corner), value(corner + X), u);
        double far = between(value(corner + Y), value(corner + X + Y), u);
        return between(near, far, v);
    }

    private static double value(long corner) {
        return Randomness.signed(Randomness.mix(corner));
    }

    private static double between(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}

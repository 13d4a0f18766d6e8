package io.outpost.cli.verify.fold;

/** What a span of time has seen of directions. */
final class Directions {
    private static final double FULL_DEGREES = 360;

    private final Sum east = new Sum();
    private final Sum north = new Sum();
    private int count;

    void add(double degrees) {
        double radians = StrictMath.toRadians(degrees == FULL_DEGREES ? 0 : degrees);
        east.add(StrictMath.sin(radians));
        north.add(StrictMath.cos(radians));
        count++;
    }

    int count() {
        return count;
    }

    /** Sum of the sines; NaN without values. */
    double east() {
        return count == 0 ? Double.NaN : east.value();
    }

    /** Sum of the cosines; NaN without values. */
    double north() {
        return count == 0 ? Double.NaN : north.value();
    }
}

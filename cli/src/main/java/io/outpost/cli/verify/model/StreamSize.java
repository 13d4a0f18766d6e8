package io.outpost.cli.verify.model;

/** How quickly a stream answers rain, by the size of its basin. */
public enum StreamSize {
    /** Below about 25 km2. */
    SMALL(4, 100),
    /** Where nothing is known of it. */
    MEDIUM(6, 300),
    /** Above about 100 km2. */
    LARGE(12, 500);

    private final double quickHours;
    private final double slowHours;

    StreamSize(double quickHours, double slowHours) {
        this.quickHours = quickHours;
        this.slowHours = slowHours;
    }

    /** Time constant of each of the two stores in a row that storms run through. */
    double quickHours() {
        return quickHours;
    }

    /** Time constant of the store that feeds it in dry weeks. */
    double slowHours() {
        return slowHours;
    }
}

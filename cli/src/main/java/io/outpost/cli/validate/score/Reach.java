package io.outpost.cli.validate.score;

import java.util.Locale;

/** What a score must reach, bounds included. */
public record Reach(boolean isLeast, double bound) {
    static Reach atLeast(double bound) {
        return new Reach(true, bound);
    }

    static Reach atMost(double bound) {
        return new Reach(false, bound);
    }

    /** False for a score that is NaN. */
    boolean holds(double value) {
        return isLeast ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", isLeast ? ">=" : "<=", bound);
    }
}

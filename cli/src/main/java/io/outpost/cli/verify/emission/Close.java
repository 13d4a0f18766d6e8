package io.outpost.cli.verify.emission;

/** When two numbers are the same but for rounding. */
public final class Close {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-9;

    /** Sums of values of both signs may be nearly nothing; nobody measures less than this. */
    private static final double SMALLEST = 1e-3;

    private Close() {}

    /** Both NaN, or equal to 1e-9 relative. */
    public static boolean to(double one, double other) {
        return isWithin(RELATIVE * scale(one, other, SMALLEST), one, other);
    }

    /** Both NaN, or equal to 1e-9 relative and 1e-9 more: what many steps have come to. */
    public static boolean near(double one, double other) {
        return isWithin(ABSOLUTE + (RELATIVE * scale(one, other, 0)), one, other);
    }

    private static double scale(double one, double other, double least) {
        return Math.max(least, Math.max(Math.abs(one), Math.abs(other)));
    }

    private static boolean isWithin(double distance, double one, double other) {
        if (Double.isNaN(one)) {
            return Double.isNaN(other);
        }
        return Math.abs(one - other) <= distance;
    }
}

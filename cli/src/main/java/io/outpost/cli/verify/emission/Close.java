package io.outpost.cli.verify.emission;

/** When two numbers are the same but for rounding. */
public final class Close {
    private static final double RELATIVE = 1e-9;

    /** Sums of values of both signs may be nearly nothing; nobody measures less than this. */
    private static final double SMALLEST = 1e-3;

    private Close() {}

    /** Both NaN, or equal to 1e-9 relative. */
    public static boolean to(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) && Double.isNaN(other);
        }
        double scale = Math.max(SMALLEST, Math.max(Math.abs(one), Math.abs(other)));
        return Math.abs(one - other) <= RELATIVE * scale;
    }
}

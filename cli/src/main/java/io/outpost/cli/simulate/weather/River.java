package io.outpost.cli.simulate.weather;

/**
 * The water level of a river reach: the rain of the last ten days, which runs off by a tenth each
 * day, raises it. Not thread-safe.
 */
public final class River {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final int STEP_HOURS = 3;
    private static final int STEPS = 80;
    private static final double KEPT_PER_STEP = StrictMath.pow(0.9, STEP_HOURS / 24.0);

    private final Weather weather;
    private final double dryMetres;
    private long hour = Long.MIN_VALUE;
    private double wetnessThen;
    private double wetnessNext;

    public River(Weather weather, long seed) {
        this.weather = weather;
        this.dryMetres = 0.4 + Randomness.unit(seed);
    }

    /** Metres above the gauge's datum. */
    public double levelMetres(long atMillis) {
        return dryMetres + 0.035 * antecedentMillimetres(atMillis);
    }

    /** What is still there of the rain of the last ten days, mm. */
    public double antecedentMillimetres(long atMillis) {
        long asked = Math.floorDiv(atMillis, HOUR_MILLIS);
        if (asked != hour) {
            wetnessThen = asked == hour + 1 ? wetnessNext : antecedent(asked);
            wetnessNext = antecedent(asked + 1);
            hour = asked;
        }
        double share = (double) (atMillis - hour * HOUR_MILLIS) / HOUR_MILLIS;
        return wetnessThen + (wetnessNext - wetnessThen) * share;
    }

    private double antecedent(long atHour) {
        double sum = 0;
        double kept = 1;
        for (int step = 0; step < STEPS; step++) {
            double days = (atHour - (step + 0.5) * STEP_HOURS) * HOUR_MILLIS / MILLIS_PER_DAY;
            sum += kept * STEP_HOURS * weather.precipitationMillimetresPerHour(days);
            kept *= KEPT_PER_STEP;
        }
        return sum;
    }
}

package io.outpost.cli.verify.model;

/**
 * An hour of a stream's basin.
 *
 * @param index mm that the stream gets in the hour
 */
record BasinStep(Basin basin, double index) {
    private static final double SIZE = Basin.SIZE_MILLIMETRES;
    private static final double FULL_EVAPORATION_FROM = 0.6;
    private static final double QUICK_SHARE = 0.5;

    /**
     * One hour.
     *
     * @param water mm that reaches the ground
     * @param evaporation mm that the air could take up
     */
    static BasinStep of(Basin before, double water, double evaporation, StreamSize stream) {
        double fullness = before.store() / SIZE;
        double passing = water * fullness * fullness;
        double wet = before.store() + water - passing;
        double over = Math.max(0, wet - SIZE);
        double held = wet - over;
        double ease = Math.min(1, held / (FULL_EVAPORATION_FROM * SIZE));
        double store = held - Math.min(held, evaporation * ease);
        return routed(before, store, passing + over, stream);
    }

    private static BasinStep routed(Basin before, double store, double runoff, StreamSize stream) {
        double quick = emptied(stream.quickHours());
        double first = before.quickFirst() + QUICK_SHARE * runoff;
        double handed = first * quick;
        double second = before.quickSecond() + handed;
        double storm = second * quick;
        double slow = before.slow() + (1 - QUICK_SHARE) * runoff;
        double base = slow * emptied(stream.slowHours());
        return new BasinStep(
                new Basin(store, first - handed, second - storm, slow - base), storm + base);
    }

    /** The share of a store that leaves it in an hour. */
    private static double emptied(double hours) {
        return 1 - StrictMath.exp(-1 / hours);
    }
}

package io.outpost.cli.verify.model;

/**
 * An hour of the soil, mm. What came as water is what is in it more, what has evaporated and what
 * has left it below.
 *
 * @param upperEvaporation out of the upper layer
 * @param lowerEvaporation out of the lower layer, by roots
 * @param drainage out of the upper layer into the lower one
 * @param lost out of the lower layer
 * @param rise out of the lower layer into the upper one
 */
record SoilStep(
        Soil soil,
        double upperEvaporation,
        double lowerEvaporation,
        double drainage,
        double lost,
        double rise) {
    private static final double ROOT_SHARE = 0.3;
    private static final double LOWER_DRAIN_HOURS = 720;
    private static final double RISE_MILLIMETRES = 1;

    /**
     * One hour.
     *
     * @param water that reaches it
     * @param evaporation that the air could take up
     * @param isCovered by snow: nothing evaporates
     */
    static SoilStep of(
            Soil before, double water, double evaporation, boolean isCovered, Surface surface) {
        double upper = before.upper() + water;
        double possible = isCovered ? 0 : evaporation;
        double byAir = upperEvaporation(upper, possible, surface);
        double byRoots = lowerEvaporation(before.lower(), possible, surface);
        return drained(upper - byAir, before.lower() - byRoots, byAir, byRoots, surface);
    }

    private static SoilStep drained(
            double wet, double below, double byAir, double byRoots, Surface surface) {
        double over = Math.max(0, wet - surface.upperFullMillimetres());
        double free = wet - over - surface.upperDrainedMillimetres();
        double drainage = over + draining(free, surface.upperDrainHours());
        double upper = wet - drainage;
        double filled = below + drainage;
        double spilled = Math.max(0, filled - surface.lowerFullMillimetres());
        double deep = filled - spilled - surface.lowerDrainedMillimetres();
        double lost = spilled + draining(deep, LOWER_DRAIN_HOURS);
        Soil soil = new Soil(upper, filled - lost);
        double steeper = soil.lowerFilled(surface) - soil.upperFilled(surface);
        double rise = RISE_MILLIMETRES * Math.max(0, steeper);
        Soil risen = new Soil(soil.upper() + rise, soil.lower() - rise);
        return new SoilStep(risen, byAir, byRoots, drainage, lost, rise);
    }

    private static double upperEvaporation(double upper, double possible, Surface surface) {
        double dry = surface.upperDryMillimetres();
        double ease = share((upper - dry) / (surface.upperDrainedMillimetres() - dry));
        return Math.min((1 - ROOT_SHARE) * possible * ease, Math.max(0, upper - dry));
    }

    private static double lowerEvaporation(double lower, double possible, Surface surface) {
        double dry = surface.lowerDryMillimetres();
        double ease = share((lower - dry) / (surface.lowerDrainedMillimetres() - dry));
        return Math.min(ROOT_SHARE * possible * ease, Math.max(0, lower - dry));
    }

    /** What leaves in an hour of what gravity pulls at. */
    private static double draining(double free, double hours) {
        return Math.max(0, free) * (1 - StrictMath.exp(-1 / hours));
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }
}

package io.outpost.cli.verify.model;

/** What the ground is made of. Contents are shares of the volume. */
public enum Surface {
    LOAM(0.45, 0.30, 0.10, 0.03, 36),
    SAND(0.40, 0.15, 0.05, 0.02, 12),
    CLAY(0.50, 0.38, 0.20, 0.10, 72),
    GRAVEL(0.35, 0.10, 0.03, 0.01, 3);

    private static final double UPPER_MILLIMETRES = 200;
    private static final double LOWER_MILLIMETRES = 800;
    private static final double DRAINED = 2 / 3.0;

    private final double saturation;
    private final double fieldCapacity;
    private final double wiltingPoint;
    private final double airDry;
    private final double upperDrainHours;

    Surface(
            double saturation,
            double fieldCapacity,
            double wiltingPoint,
            double airDry,
            double upperDrainHours) {
        this.saturation = saturation;
        this.fieldCapacity = fieldCapacity;
        this.wiltingPoint = wiltingPoint;
        this.airDry = airDry;
        this.upperDrainHours = upperDrainHours;
    }

    /** What the upper layer holds when all pores are full, mm. */
    public double upperFullMillimetres() {
        return saturation * UPPER_MILLIMETRES;
    }

    /** What the upper layer holds against gravity, mm. */
    double upperDrainedMillimetres() {
        return fieldCapacity * UPPER_MILLIMETRES;
    }

    /** What never evaporates from the upper layer, mm. */
    double upperDryMillimetres() {
        return airDry * UPPER_MILLIMETRES;
    }

    /** What the lower layer holds when all pores are full, mm. */
    public double lowerFullMillimetres() {
        return saturation * LOWER_MILLIMETRES;
    }

    /** What the lower layer holds against gravity, mm. */
    double lowerDrainedMillimetres() {
        return fieldCapacity * LOWER_MILLIMETRES;
    }

    /** What roots cannot take from the lower layer, mm. */
    double lowerDryMillimetres() {
        return wiltingPoint * LOWER_MILLIMETRES;
    }

    /** In which the upper layer loses all but 1/e of what it does not hold against gravity. */
    double upperDrainHours() {
        return upperDrainHours;
    }

    /**
     * The wetness that states are judged by: for loam the share of the upper layer's pores that is
     * full; other surfaces are stretched so that field capacity is 2/3, as it is for loam.
     *
     * @param filled the share of the upper layer's pores that is full, 0..1
     */
    public double wetness(double filled) {
        if (this == LOAM) {
            return filled;
        }
        double drained = fieldCapacity / saturation;
        return filled <= drained
                ? DRAINED * filled / drained
                : DRAINED + (1 - DRAINED) * (filled - drained) / (1 - drained);
    }
}

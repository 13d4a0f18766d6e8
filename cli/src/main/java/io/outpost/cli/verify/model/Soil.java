package io.outpost.cli.verify.model;

/**
 * Water in the ground, mm.
 *
 * @param upper in the first 200 mm
 * @param lower in the 800 mm below
 */
public record Soil(double upper, double lower) {
    /** Half of what each layer holds against gravity. */
    public static Soil atStart(Surface surface) {
        return new Soil(
                0.5 * surface.upperDrainedMillimetres(), 0.5 * surface.lowerDrainedMillimetres());
    }

    /** The share of the upper layer's pores that is full, 0..1. */
    public double upperFilled(Surface surface) {
        return upper / surface.upperFullMillimetres();
    }

    /** The share of the lower layer's pores that is full, 0..1. */
    public double lowerFilled(Surface surface) {
        return lower / surface.lowerFullMillimetres();
    }
}

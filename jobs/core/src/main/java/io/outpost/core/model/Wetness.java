package io.outpost.core.model;

/**
 * How wet the surface layer is, on one scale for all soils: 0 dry, 2/3 drained (field capacity), 1
 * full.
 */
public final class Wetness {
    private static final double DRAINED = 2.0 / 3;

    private Wetness() {}

    /** The wetness of a state, 0..1. */
    public static double of(ModelState state, SoilParameters soil) {
        double saturation = state.surfaceWaterMillimetres() / soil.surfaceSaturationMillimetres();
        double capacity = soil.fieldCapacity() / soil.saturation();
        if (capacity == DRAINED) {
            return saturation;
        }
        return saturation <= capacity
                ? DRAINED * (saturation / capacity)
                : DRAINED + (saturation - capacity) / (1 - capacity) / 3;
    }
}

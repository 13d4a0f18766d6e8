package io.outpost.core.model;

/**
 * The constants of the soil model: two layers of one soil. Sources and ranges: docs/science.md.
 *
 * @param surfaceDepthMillimetres depth of the layer that gets muddy
 * @param lowerDepthMillimetres depth of the layer below it
 * @param saturation water of a full layer, per volume, 0..1; and so the next three
 * @param fieldCapacity what stays when it has drained
 * @param wiltingPoint what roots cannot take any more
 * @param airDry what the sun cannot take any more
 * @param surfaceDrainHours in which the surface layer loses what it has above field capacity, but
 *     for a factor of e
 * @param lowerDrainHours the same of the lower layer
 * @param capillaryMillimetresPerHour that rise for a difference of 1 in saturation
 * @param rootShare share of the evaporation that the lower layer gives, 0..1
 */
public record SoilParameters(
        double surfaceDepthMillimetres,
        double lowerDepthMillimetres,
        double saturation,
        double fieldCapacity,
        double wiltingPoint,
        double airDry,
        double surfaceDrainHours,
        double lowerDrainHours,
        double capillaryMillimetresPerHour,
        double rootShare) {

    private static final SoilParameters LOAM = soil(0.45, 0.30, 0.10, 0.03, 36);
    private static final SoilParameters SAND = soil(0.40, 0.15, 0.05, 0.02, 12);
    private static final SoilParameters CLAY = soil(0.50, 0.38, 0.20, 0.10, 72);
    private static final SoilParameters GRAVEL = soil(0.35, 0.10, 0.03, 0.01, 3);

    /** The soil of a surface. */
    public static SoilParameters of(Surface surface) {
        return switch (surface) {
            case LOAM -> LOAM;
            case SAND -> SAND;
            case CLAY -> CLAY;
            case GRAVEL -> GRAVEL;
        };
    }

    /** Water in the full surface layer, mm. */
    public double surfaceSaturationMillimetres() {
        return saturation * surfaceDepthMillimetres;
    }

    /** Water that stays in the surface layer when it has drained, mm. */
    public double surfaceCapacityMillimetres() {
        return fieldCapacity * surfaceDepthMillimetres;
    }

    /** Water in the full lower layer, mm. */
    public double lowerSaturationMillimetres() {
        return saturation * lowerDepthMillimetres;
    }

    /** Water that stays in the lower layer when it has drained, mm. */
    public double lowerCapacityMillimetres() {
        return fieldCapacity * lowerDepthMillimetres;
    }

    private static SoilParameters soil(
            double saturation,
            double fieldCapacity,
            double wiltingPoint,
            double airDry,
            double surfaceDrainHours) {
        return new SoilParameters(
                200,
                800,
                saturation,
                fieldCapacity,
                wiltingPoint,
                airDry,
                surfaceDrainHours,
                720,
                1,
                0.3);
    }
}

package io.outpost.core.model;

/**
 * What went where in one hour, by which a change of state can be explained. All in mm, 0 or more.
 */
public final class HourFluxes {
    double rainMillimetres;
    double snowMillimetres;
    double meltMillimetres;
    double waterMillimetres;
    double referenceEvapotranspirationMillimetres;
    double surfaceEvaporationMillimetres;
    double lowerEvaporationMillimetres;
    double surfaceDrainageMillimetres;
    double capillaryRiseMillimetres;
    double lostMillimetres;
    double flowMillimetresPerHour;

    HourFluxes() {}

    /** Of the precipitation, what fell as rain. */
    public double rainMillimetres() {
        return rainMillimetres;
    }

    /** Of the precipitation, what fell as snow (water equivalent). */
    public double snowMillimetres() {
        return snowMillimetres;
    }

    /** Ice that became liquid, whether it left the snow or not. */
    public double meltMillimetres() {
        return meltMillimetres;
    }

    /** What reached the ground: rain, and what the snow let through. */
    public double waterMillimetres() {
        return waterMillimetres;
    }

    /** What a well-watered lawn would have evaporated. */
    public double referenceEvapotranspirationMillimetres() {
        return referenceEvapotranspirationMillimetres;
    }

    /** What evaporated from the surface layer. */
    public double surfaceEvaporationMillimetres() {
        return surfaceEvaporationMillimetres;
    }

    /** What roots took from the lower layer. */
    public double lowerEvaporationMillimetres() {
        return lowerEvaporationMillimetres;
    }

    /** What went from the surface layer to the lower one. */
    public double surfaceDrainageMillimetres() {
        return surfaceDrainageMillimetres;
    }

    /** What came up from the lower layer to the surface layer. */
    public double capillaryRiseMillimetres() {
        return capillaryRiseMillimetres;
    }

    /** What left the lower layer, below or over the ground. */
    public double lostMillimetres() {
        return lostMillimetres;
    }

    /** The flow index: what reaches the stream, mm/h over its catchment. */
    public double flowMillimetresPerHour() {
        return flowMillimetresPerHour;
    }

    /** By how much the water of the surface layer changed; the sum of its four terms. */
    public double surfaceChangeMillimetres() {
        return waterMillimetres
                + capillaryRiseMillimetres
                - surfaceEvaporationMillimetres
                - surfaceDrainageMillimetres;
    }
}

package io.outpost.core.model;

/** An hour of the soil: a surface layer that gets muddy, and a lower one that it drains to. */
final class SoilStep {
    private final SoilParameters soil;
    private final double surfaceFull;
    private final double surfaceCapacity;
    private final double surfaceDry;
    private final double lowerFull;
    private final double lowerCapacity;
    private final double lowerWilting;
    private final double surfaceDrainedShare;
    private final double lowerDrainedShare;

    SoilStep(SoilParameters soil) {
        this.soil = soil;
        surfaceFull = soil.surfaceSaturationMillimetres();
        surfaceCapacity = soil.surfaceCapacityMillimetres();
        surfaceDry = soil.airDry() * soil.surfaceDepthMillimetres();
        lowerFull = soil.lowerSaturationMillimetres();
        lowerCapacity = soil.lowerCapacityMillimetres();
        lowerWilting = soil.wiltingPoint() * soil.lowerDepthMillimetres();
        surfaceDrainedShare = 1 - StrictMath.exp(-1 / soil.surfaceDrainHours());
        lowerDrainedShare = 1 - StrictMath.exp(-1 / soil.lowerDrainHours());
    }

    void step(ModelState state, HourFluxes fluxes) {
        state.surfaceWaterMillimetres += fluxes.waterMillimetres;
        if (state.snowWaterEquivalentMillimetres() <= 0) {
            evaporate(state, fluxes);
        }
        drainSurface(state, fluxes);
        drainLower(state, fluxes);
        rise(state, fluxes);
    }

    private void evaporate(ModelState state, HourFluxes fluxes) {
        double demand = fluxes.referenceEvapotranspirationMillimetres;
        double surface = state.surfaceWaterMillimetres - surfaceDry;
        double lower = state.lowerWaterMillimetres - lowerWilting;
        fluxes.surfaceEvaporationMillimetres =
                StrictMath.min(
                        demand
                                * (1 - soil.rootShare())
                                * share(surface / (surfaceCapacity - surfaceDry)),
                        StrictMath.max(0, surface));
        fluxes.lowerEvaporationMillimetres =
                StrictMath.min(
                        demand * soil.rootShare() * share(lower / (lowerCapacity - lowerWilting)),
                        StrictMath.max(0, lower));
        state.surfaceWaterMillimetres -= fluxes.surfaceEvaporationMillimetres;
        state.lowerWaterMillimetres -= fluxes.lowerEvaporationMillimetres;
    }

    private void drainSurface(ModelState state, HourFluxes fluxes) {
        double over = StrictMath.max(0, state.surfaceWaterMillimetres - surfaceFull);
        state.surfaceWaterMillimetres -= over;
        double drained =
                StrictMath.max(0, state.surfaceWaterMillimetres - surfaceCapacity)
                        * surfaceDrainedShare;
        state.surfaceWaterMillimetres -= drained;
        fluxes.surfaceDrainageMillimetres = over + drained;
        state.lowerWaterMillimetres += fluxes.surfaceDrainageMillimetres;
    }

    private void drainLower(ModelState state, HourFluxes fluxes) {
        double over = StrictMath.max(0, state.lowerWaterMillimetres - lowerFull);
        state.lowerWaterMillimetres -= over;
        double drained =
                StrictMath.max(0, state.lowerWaterMillimetres - lowerCapacity) * lowerDrainedShare;
        state.lowerWaterMillimetres -= drained;
        fluxes.lostMillimetres = over + drained;
    }

    private void rise(ModelState state, HourFluxes fluxes) {
        double difference =
                state.lowerWaterMillimetres / lowerFull
                        - state.surfaceWaterMillimetres / surfaceFull;
        fluxes.capillaryRiseMillimetres =
                soil.capillaryMillimetresPerHour() * StrictMath.max(0, difference);
        state.surfaceWaterMillimetres += fluxes.capillaryRiseMillimetres;
        state.lowerWaterMillimetres -= fluxes.capillaryRiseMillimetres;
    }

    private static double share(double value) {
        return StrictMath.min(1, StrictMath.max(0, value));
    }
}

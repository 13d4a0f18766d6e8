package io.outpost.core.model;

/** An hour of the snow: an energy balance of its surface, a store of cold, and liquid water. */
final class SnowStep {
    private static final double SECONDS = 3600;
    private static final double MILLIMETRES_PER_WATT_HOUR =
            SECONDS / Physics.FUSION_JOULES_PER_KILOGRAM;
    private static final double LEAST_ICE_MILLIMETRES = 1e-6;
    private static final double DENSITY_OF_ICE = 917;

    private final PrecipitationPhase phase;
    private final SnowAge age;
    private final SnowSurface surface;
    private final SnowParameters.Pack pack;
    private final double groundMillimetres;

    SnowStep(SnowParameters parameters, double elevationMetres) {
        phase = new PrecipitationPhase(parameters.phase());
        age = new SnowAge(parameters);
        surface = new SnowSurface(parameters, elevationMetres);
        pack = parameters.pack();
        groundMillimetres = pack.groundWattsPerSquareMetre() * MILLIMETRES_PER_WATT_HOUR;
    }

    void step(ModelState state, HourWeather hour, double sunWatts, HourFluxes fluxes) {
        double share =
                phase.snowShare(hour.airTemperatureCelsius(), hour.relativeHumidityPercent());
        fluxes.snowMillimetres = hour.precipitationMillimetres() * share;
        fluxes.rainMillimetres = hour.precipitationMillimetres() - fluxes.snowMillimetres;
        if (state.iceMillimetres <= 0 && fluxes.snowMillimetres <= 0) {
            age.clear(state);
            fluxes.waterMillimetres = fluxes.rainMillimetres;
            return;
        }
        age.step(state, hour.airTemperatureCelsius(), fluxes.snowMillimetres);
        double energy =
                conducted(state, surface.balance(state, hour, sunWatts))
                        + Physics.WATER_JOULES_PER_KILOGRAM_KELVIN
                                * fluxes.rainMillimetres
                                * StrictMath.max(0, hour.airTemperatureCelsius())
                                / Physics.FUSION_JOULES_PER_KILOGRAM;
        state.liquidMillimetres += fluxes.rainMillimetres;
        fluxes.meltMillimetres = energy >= 0 ? warm(state, energy) : cool(state, energy);
        refreeze(state, StrictMath.min(state.liquidMillimetres, state.coldMillimetres));
        fluxes.waterMillimetres = letThrough(state);
    }

    /**
     * Energy for the pack in mm of melt: all of it when the surface melts, else what the top layer
     * conducts, which cannot carry it beyond the temperature of the surface.
     */
    private double conducted(ModelState state, SnowSurface.Balance balance) {
        double conductance = pack.conductanceWattsPerSquareMetreKelvin();
        double top = StrictMath.min(state.iceMillimetres, pack.topLayerMillimetres());
        double topKelvinMillimetres = Physics.ICE_JOULES_PER_KILOGRAM_KELVIN * top;
        double topCelsius =
                -state.coldMillimetres * Physics.FUSION_JOULES_PER_KILOGRAM / topKelvinMillimetres;
        double surfaceCelsius =
                (balance.wattsPerSquareMetreAtZero() + conductance * topCelsius)
                        / (balance.slope() + conductance);
        if (surfaceCelsius >= 0) {
            return balance.wattsPerSquareMetreAtZero() * MILLIMETRES_PER_WATT_HOUR
                    + groundMillimetres;
        }
        double difference = surfaceCelsius - topCelsius;
        double energy = conductance * difference * MILLIMETRES_PER_WATT_HOUR + groundMillimetres;
        double full = topKelvinMillimetres * difference / Physics.FUSION_JOULES_PER_KILOGRAM;
        return energy < 0
                ? StrictMath.max(energy, full - state.liquidMillimetres)
                : StrictMath.min(energy, StrictMath.max(0, full) + groundMillimetres);
    }

    /** Takes away cold, then melts; returns the melt. */
    private static double warm(ModelState state, double energy) {
        double warmed = StrictMath.min(state.coldMillimetres, energy);
        state.coldMillimetres -= warmed;
        double melt = StrictMath.min(energy - warmed, state.iceMillimetres);
        state.iceMillimetres -= melt;
        state.liquidMillimetres += melt;
        return melt;
    }

    /** Freezes liquid water, then adds cold; returns the melt, which is none. */
    private static double cool(ModelState state, double energy) {
        double frozen = StrictMath.min(state.liquidMillimetres, -energy);
        state.liquidMillimetres -= frozen;
        state.iceMillimetres += frozen;
        state.coldMillimetres += -energy - frozen;
        return 0;
    }

    private static void refreeze(ModelState state, double frozen) {
        state.liquidMillimetres -= frozen;
        state.iceMillimetres += frozen;
        state.coldMillimetres -= frozen;
    }

    private double letThrough(ModelState state) {
        double water =
                StrictMath.max(
                        0, state.liquidMillimetres - pack.holdingShare() * state.iceMillimetres);
        state.liquidMillimetres -= water;
        if (state.iceMillimetres <= LEAST_ICE_MILLIMETRES) {
            water += state.snowWaterEquivalentMillimetres();
            state.iceMillimetres = 0;
            state.liquidMillimetres = 0;
            state.coldMillimetres = 0;
        }
        state.densityKilogramsPerCubicMetre =
                StrictMath.min(DENSITY_OF_ICE, state.densityKilogramsPerCubicMetre);
        return water;
    }
}

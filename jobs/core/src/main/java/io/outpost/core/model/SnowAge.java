package io.outpost.core.model;

/** How snow ages in an hour, and new snow covers it: its albedo and its density. */
final class SnowAge {
    private static final double DENSEST_NEW_SNOW = 120;
    private static final double NO_COLD_MILLIMETRES = 1e-9;

    private final SnowParameters.Albedo albedo;
    private final SnowParameters.Settling settling;
    private final double albedoKeptInMelt;
    private final double densityDifferenceKept;

    SnowAge(SnowParameters parameters) {
        albedo = parameters.albedo();
        settling = parameters.settling();
        albedoKeptInMelt = StrictMath.exp(-1 / albedo.meltHours());
        densityDifferenceKept = StrictMath.exp(-1 / settling.hours());
    }

    /** An hour with new snow (mm of water), 0 or more; adds it to the ice. */
    void step(ModelState state, double airTemperatureCelsius, double newSnowMillimetres) {
        if (state.iceMillimetres <= 0) {
            clear(state);
        } else {
            age(state);
        }
        state.albedo +=
                (albedo.fresh() - state.albedo)
                        * StrictMath.min(1, newSnowMillimetres / albedo.refreshMillimetres());
        state.albedo = StrictMath.max(albedo.old(), state.albedo);
        if (newSnowMillimetres > 0) {
            cover(state, airTemperatureCelsius, newSnowMillimetres);
        }
    }

    /** No snow. */
    void clear(ModelState state) {
        state.iceMillimetres = 0;
        state.liquidMillimetres = 0;
        state.coldMillimetres = 0;
        state.albedo = albedo.fresh();
        state.densityKilogramsPerCubicMetre = ModelState.DENSITY_OF_NO_SNOW;
    }

    private void age(ModelState state) {
        boolean melting =
                state.coldMillimetres <= NO_COLD_MILLIMETRES && state.liquidMillimetres > 0;
        state.albedo =
                melting
                        ? albedo.old() + (state.albedo - albedo.old()) * albedoKeptInMelt
                        : state.albedo - 1 / albedo.coldHours();
        double limit = melting ? settling.meltDensity() : settling.coldDensity();
        if (state.densityKilogramsPerCubicMetre < limit) {
            state.densityKilogramsPerCubicMetre =
                    limit + (state.densityKilogramsPerCubicMetre - limit) * densityDifferenceKept;
        }
    }

    /** Depth of new snow (mm of water) as it falls, cm. */
    static double newSnowCentimetres(double airTemperatureCelsius, double snowMillimetres) {
        return 100 * snowMillimetres / newSnowDensity(airTemperatureCelsius);
    }

    private static double newSnowDensity(double airTemperatureCelsius) {
        return StrictMath.min(
                DENSEST_NEW_SNOW, 67.92 + 51.25 * StrictMath.exp(airTemperatureCelsius / 2.59));
    }

    private static void cover(ModelState state, double airTemperatureCelsius, double snow) {
        double newDensity = newSnowDensity(airTemperatureCelsius);
        double depthMetres =
                state.snowWaterEquivalentMillimetres() / state.densityKilogramsPerCubicMetre
                        + snow / newDensity;
        state.iceMillimetres += snow;
        state.coldMillimetres +=
                snow
                        * StrictMath.max(0, -airTemperatureCelsius)
                        * Physics.ICE_JOULES_PER_KILOGRAM_KELVIN
                        / Physics.FUSION_JOULES_PER_KILOGRAM;
        state.densityKilogramsPerCubicMetre = state.snowWaterEquivalentMillimetres() / depthMetres;
    }
}

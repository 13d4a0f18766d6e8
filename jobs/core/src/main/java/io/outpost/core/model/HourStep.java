package io.outpost.core.model;

import io.outpost.core.weather.ReferenceEvapotranspiration;
import io.outpost.core.weather.Sun;

/**
 * The models of one place: {@link #step} moves its state on by an hour, snow first, then soil,
 * frost and flow. Immutable; to make one costs as much as an hour, so it is kept with the place.
 */
public final class HourStep {
    private static final double FROST_LOST_PER_DAY = 0.03;
    private static final double INSULATION_PER_CENTIMETRE = 0.4 * 0.57;
    private static final double HOURS_PER_DAY = 24;

    private final Sun sun;
    private final SnowStep snow;
    private final SoilStep soil;
    private final FlowStep flow;

    public HourStep(ModelParameters parameters) {
        sun = new Sun(parameters.latitudeDegrees(), parameters.longitudeDegrees());
        snow = new SnowStep(parameters.snow(), parameters.elevationMetres());
        soil = new SoilStep(parameters.soil());
        flow = new FlowStep(parameters.flow());
    }

    /**
     * Moves a state on by the hour, and says what went where. Water is conserved: what fell is what
     * snow and soil have gained, plus both evaporations, plus what was lost.
     */
    public HourFluxes step(ModelState state, HourWeather hour) {
        return step(state, hour, sun.wattsPerSquareMetre(hour.epochHour()));
    }

    /**
     * The same, where the sun of the hour is known.
     *
     * @param sunWatts W/m2, as {@link Sun} gives it
     */
    HourFluxes step(ModelState state, HourWeather hour, double sunWatts) {
        HourFluxes fluxes = new HourFluxes();
        snow.step(state, hour, sunWatts, fluxes);
        fluxes.referenceEvapotranspirationMillimetres =
                ReferenceEvapotranspiration.millimetresPerHour(
                        sunWatts, hour.highestCelsius(), hour.lowestCelsius());
        soil.step(state, fluxes);
        state.frostDegreeDays =
                frostDegreeDays(
                        state.frostDegreeDays,
                        hour.airTemperatureCelsius(),
                        state.snowDepthCentimetres());
        flow.step(state, fluxes);
        return fluxes;
    }

    Sun sun() {
        return sun;
    }

    /** The frost index after Molnau and Bissell 1983, an hour on; 0 or more. */
    static double frostDegreeDays(double before, double airTemperatureCelsius, double snowDepth) {
        double insulation =
                snowDepth == 0 ? 1 : StrictMath.exp(-INSULATION_PER_CENTIMETRE * snowDepth);
        double change = FROST_LOST_PER_DAY * before + airTemperatureCelsius * insulation;
        return StrictMath.max(0, before - change / HOURS_PER_DAY);
    }
}

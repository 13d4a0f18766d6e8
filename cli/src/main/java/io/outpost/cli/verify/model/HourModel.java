package io.outpost.cli.verify.model;

/** The steps from hour to hour. */
public final class HourModel {
    private HourModel() {}

    /**
     * The state after the hour that comes next. An hour without temperature takes that of another
     * day; without one either, no step is taken.
     *
     * @param site null: no position is known, and no step is taken either
     * @throws IllegalArgumentException when the input is of another hour
     */
    public static HourState step(HourState before, HourInput input, Site site) {
        if (input.startMillis() != before.startMillis() + HourInput.HOUR_MILLIS) {
            throw new IllegalArgumentException(
                    "after the hour of "
                            + before.startMillis()
                            + " comes the next one, not that of "
                            + input.startMillis());
        }
        Recent.Temperature taken = before.recent().temperature(input);
        boolean isStep = site != null && taken.isKnown();
        Recent recent = before.recent().with(input, taken, isStep);
        HourState after =
                isStep
                        ? moved(
                                before,
                                input.withCelsius(taken.celsius()).withRain(),
                                recent.day(),
                                site)
                        : standing(before, input.startMillis());
        return remembering(after, recent, before.confidence());
    }

    /** With its weather known: snow, evaporation, soil, frost, stream, in this order. */
    static HourState moved(HourState before, HourInput weather, Day day, Site site) {
        SnowStep snow = SnowStep.of(before.snow(), weather, day, site);
        double sun = Sun.wattsPerSquareMetre(site, weather.startMillis());
        double evaporation = Sun.evaporationMillimetres(sun, day);
        boolean isCovered = snow.pack().waterEquivalentMillimetres() > 0;
        SoilStep soil =
                SoilStep.of(before.soil(), snow.water(), evaporation, isCovered, site.surface());
        double frost =
                Frost.index(before.frostIndex(), weather.celsius(), snow.pack().depthCentimetres());
        BasinStep basin = BasinStep.of(before.basin(), snow.water(), evaporation, site.stream());
        return new HourState(
                weather.startMillis(),
                snow.pack(),
                soil.soil(),
                frost,
                basin.basin(),
                before.recent(),
                before.confidence(),
                Fluxes.of(snow, evaporation, soil, basin.index()));
    }

    private static HourState standing(HourState before, long hourMillis) {
        return new HourState(
                hourMillis,
                before.snow(),
                before.soil(),
                before.frostIndex(),
                before.basin(),
                before.recent(),
                before.confidence(),
                null);
    }

    private static HourState remembering(HourState after, Recent recent, Confidence before) {
        return new HourState(
                after.startMillis(),
                after.snow(),
                after.soil(),
                after.frostIndex(),
                after.basin(),
                recent,
                before.after(after.startMillis(), after.isKnown(), recent, after.snow()),
                after.fluxes());
    }
}

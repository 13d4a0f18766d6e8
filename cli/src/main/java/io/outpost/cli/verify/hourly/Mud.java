package io.outpost.cli.verify.hourly;

import static io.outpost.cli.verify.hourly.Comparisons.isAbove;
import static io.outpost.cli.verify.hourly.Comparisons.isBelow;
import static io.outpost.cli.verify.hourly.Comparisons.isFrom;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.hourly.ModelHour.Step;
import io.outpost.cli.verify.model.HourState;
import io.outpost.cli.verify.model.Site;
import java.util.List;

/** How soft the ground is. */
final class Mud implements HourRule {
    private static final List<String> LEVELS =
            List.of(
                    "DUSTY",
                    "DRY",
                    "TACKY",
                    "DAMP",
                    "SNOW_COVERED",
                    "FROZEN",
                    "MUDDY",
                    "THAWING",
                    "SATURATED");

    private static final List<String> OF_WETNESS =
            List.of("DUSTY", "DRY", "TACKY", "DAMP", "MUDDY", "SATURATED");

    /** Wetness from which each of them is reached. */
    private static final double[] FROM = {Double.NEGATIVE_INFINITY, 0.15, 0.45, 2 / 3.0, 0.8, 0.95};

    private static final double READY_BELOW = 2 / 3.0;

    private static final double HYSTERESIS = 0.02;
    private static final double COVERED_FROM_MILLIMETRES = 5;

    @Override
    public String condition() {
        return "MUD";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public int firstOfEpisodes() {
        return number("MUDDY");
    }

    @Override
    public int alertsFrom() {
        return number("MUDDY");
    }

    @Override
    public int level(ModelHour hour, int before) {
        Step step = hour.step();
        if (isFrom(hour.state().snow().waterEquivalentMillimetres(), COVERED_FROM_MILLIMETRES)) {
            return number("SNOW_COVERED");
        }
        if (step.isFrozen()) {
            return number("FROZEN");
        }
        int byWetness = number(OF_WETNESS.get(byWetness(step.wetness(), before)));
        return step.wasFrozen() && isAbove(hour.celsius(), 0)
                ? Math.max(byWetness, number("THAWING"))
                : byWetness;
    }

    @Override
    public boolean isCertain(ModelHour hour) {
        return hour.isMudCertain();
    }

    @Override
    public List<Driver> reasons(ModelHour hour) {
        Step step = hour.step();
        return new Reasons()
                .now("wetness", step.wetness())
                .ofADay("water_millimetres", step.day().water())
                .ofThreeDays("water_millimetres", step.threeDays().water())
                .ofThreeDays("melt_millimetres", step.threeDays().melt())
                .ofADay("evaporation_millimetres_per_day", -hour.carried().evaporation())
                .ofADay("drainage_millimetres_per_day", -hour.carried().drainage())
                .ofADay("capillary_millimetres_per_day", hour.carried().capillary())
                .now("frost_degree_days", hour.state().frostIndex())
                .now("ready_in_hours", hour.dryHoursUntil(state -> isReady(state, step.site())))
                .list();
    }

    private static boolean isReady(HourState state, Site site) {
        return isBelow(state.wetness(site.surface()), READY_BELOW);
    }

    /** The place in {@link #OF_WETNESS}; what was not of wetness before does not hold. */
    private static int byWetness(double wetness, int before) {
        int held = before == 0 ? 0 : OF_WETNESS.indexOf(LEVELS.get(before - 1));
        int level = 0;
        for (int i = 1; i < FROM.length; i++) {
            level = isFrom(wetness, FROM[i] - (i <= held ? HYSTERESIS : 0)) ? i : level;
        }
        return level;
    }

    private static int number(String level) {
        return LEVELS.indexOf(level) + 1;
    }
}

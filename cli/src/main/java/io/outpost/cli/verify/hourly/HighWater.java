package io.outpost.cli.verify.hourly;

import static io.outpost.cli.verify.hourly.Comparisons.isBelow;
import static io.outpost.cli.verify.hourly.Comparisons.isFrom;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.WaterLevels;
import java.util.List;

/** How high streams stand for the place and the month: by its gauges, else by the flow. */
final class HighWater implements HourRule {
    private static final double HELD_FROM = 0.9;
    private static final double HELD_BELOW_METRES = 0.05;

    @Override
    public String condition() {
        return "HIGH_WATER";
    }

    @Override
    public List<String> levels() {
        return List.of("ELEVATED", "HIGH", "VERY_HIGH");
    }

    @Override
    public int firstOfEpisodes() {
        return 1;
    }

    @Override
    public int alertsFrom() {
        return 2;
    }

    @Override
    public boolean judges(ModelHour hour) {
        return hour.gauge().isJudged() || (hour.isStepped() && hour.gauge().isSilent());
    }

    @Override
    public int level(ModelHour hour, int before) {
        return hour.gauge().isJudged() ? byGauge(hour.gauge(), before) : byFlow(hour, before);
    }

    @Override
    public boolean isCertain(ModelHour hour) {
        return hour.gauge().isJudged() || hour.isHighWaterCertain();
    }

    @Override
    public List<Driver> reasons(ModelHour hour) {
        GaugeHour gauge = hour.gauge();
        boolean isStepped = hour.isStepped();
        Amounts day = isStepped ? hour.step().day() : Amounts.UNKNOWN;
        Amounts threeDays = isStepped ? hour.step().threeDays() : Amounts.UNKNOWN;
        boolean isByGauge = gauge.isJudged();
        return new Reasons()
                .now("flow_millimetres_per_hour", isStepped ? flow(hour) : Double.NaN)
                .ofADay("water_millimetres", day.water())
                .ofThreeDays("water_millimetres", threeDays.water())
                .ofThreeDays("melt_millimetres", threeDays.melt())
                .now("water_level_metres", isByGauge ? gauge.metres() : Double.NaN)
                .now("elevated_from_metres", isByGauge ? gauge.levels().elevated() : Double.NaN)
                .now("ready_in_hours", isByGauge ? Double.NaN : readyInHours(hour))
                .list();
    }

    private static int byGauge(GaugeHour gauge, int before) {
        WaterLevels levels = gauge.levels();
        double[] from = {levels.elevated(), levels.high(), levels.veryHigh()};
        int level = 0;
        while (level < from.length
                && isFrom(gauge.metres(), from[level] - (level < before ? HELD_BELOW_METRES : 0))) {
            level++;
        }
        return level;
    }

    private static int byFlow(ModelHour hour, int before) {
        FlowLevels levels = hour.step().flowLevels();
        double[] from = {levels.elevated(), levels.high(), levels.veryHigh()};
        int level = 0;
        while (level < from.length
                && isFrom(flow(hour), from[level] * (level < before ? HELD_FROM : 1))) {
            level++;
        }
        return level;
    }

    private static double readyInHours(ModelHour hour) {
        double elevated = hour.step().flowLevels().elevated();
        return hour.dryHoursUntil(state -> isBelow(state.fluxes().index(), elevated));
    }

    private static double flow(ModelHour hour) {
        return hour.state().fluxes().index();
    }
}

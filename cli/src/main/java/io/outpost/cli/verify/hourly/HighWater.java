package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.hourly.ModelHour.Step;
import io.outpost.cli.verify.model.FlowLevels;
import java.util.List;

/** How high streams stand for the place and the month. */
final class HighWater implements HourRule {
    private static final double HELD_FROM = 0.9;

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
    public int level(ModelHour hour, int before) {
        FlowLevels levels = hour.step().flowLevels();
        double[] from = {levels.elevated(), levels.high(), levels.veryHigh()};
        double flow = hour.state().fluxes().index();
        int level = 0;
        while (level < from.length && flow >= from[level] * (level < before ? HELD_FROM : 1)) {
            level++;
        }
        return level;
    }

    @Override
    public boolean isCertain(ModelHour hour) {
        return hour.isHighWaterCertain();
    }

    @Override
    public List<Driver> reasons(ModelHour hour) {
        Step step = hour.step();
        return new Reasons()
                .now("flow_millimetres_per_hour", hour.state().fluxes().index())
                .ofADay("water_millimetres", step.day().water())
                .ofThreeDays("water_millimetres", step.threeDays().water())
                .ofThreeDays("melt_millimetres", step.threeDays().melt())
                .list();
    }
}

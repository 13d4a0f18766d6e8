package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.emission.HourlyContent;
import io.outpost.cli.verify.hourly.ModelHour.Step;
import io.outpost.cli.verify.model.Basin;
import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.HourState;
import io.outpost.cli.verify.model.SnowPack;
import java.util.Arrays;
import java.util.stream.Stream;

/** The row of an hour that was stepped. */
public final class ModelRow {
    private ModelRow() {}

    /** With the numbers in the order of the table's columns. */
    public static HourlyContent of(ModelHour hour) {
        HourState state = hour.state();
        double[] numbers =
                Stream.of(stored(state), said(hour), windows(hour), levels(hour))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
        return new HourlyContent(
                numbers,
                state.recent().daysBack(),
                state.recent().isWithoutRain(),
                hour.isMudCertain(),
                hour.isHighWaterCertain(),
                hour.isSnowpackCertain());
    }

    private static double[] stored(HourState state) {
        SnowPack snow = state.snow();
        Basin basin = state.basin();
        return new double[] {
            snow.ice(),
            snow.liquid(),
            snow.cold(),
            snow.albedo(),
            snow.density(),
            state.soil().upper(),
            state.soil().lower(),
            state.frostIndex(),
            basin.store(),
            basin.quickFirst(),
            basin.quickSecond(),
            basin.slow()
        };
    }

    private static double[] said(ModelHour hour) {
        HourState state = hour.state();
        return new double[] {
            state.snow().waterEquivalentMillimetres(),
            state.snow().depthCentimetres(),
            hour.step().wetness(),
            state.fluxes().index()
        };
    }

    private static double[] windows(ModelHour hour) {
        Step step = hour.step();
        return new double[] {
            step.day().water(),
            step.threeDays().water(),
            step.threeDays().melt(),
            hour.carried().evaporation(),
            hour.carried().drainage(),
            hour.carried().capillary(),
            step.day().rain(),
            step.day().newSnowCentimetres(),
            step.threeDays().newSnowCentimetres(),
            hour.carried().snowLoadCentimetres(),
            step.day().drift()
        };
    }

    private static double[] levels(ModelHour hour) {
        FlowLevels levels = hour.step().flowLevels();
        return new double[] {levels.elevated(), levels.high(), levels.veryHigh()};
    }
}

package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.model.HourInput;
import java.util.stream.Stream;

/** What a place's hours that have closed say, as they stand. */
record ClosedHours(PaneSeries hours) {
    HourInput weather(long startMillis) {
        Pane pane = at(startMillis);
        return pane == null
                ? HourInput.missing(startMillis)
                : new HourInput(
                        startMillis,
                        mean(pane, Measure.AIR_TEMPERATURE_CELSIUS),
                        pane.rainMillimetres(),
                        mean(pane, Measure.RELATIVE_HUMIDITY_PERCENT),
                        mean(pane, Measure.WIND_SPEED_METRES_PER_SECOND),
                        mean(pane, Measure.PRESSURE_HECTOPASCALS));
    }

    /** NaN: none. */
    double waterLevelMetres(long startMillis) {
        Pane pane = at(startMillis);
        return pane == null ? Double.NaN : mean(pane, Measure.WATER_LEVEL_METRES);
    }

    /** Whether one that closes or changes with this event has a water level. */
    boolean anyNewWaterLevel() {
        return Stream.concat(hours.closing().stream(), hours.touched().stream().map(hours::at))
                .anyMatch(pane -> pane.count(Measure.WATER_LEVEL_METRES) > 0);
    }

    /** Null when it has not closed. */
    private Pane at(long startMillis) {
        Pane pane = hours.at(startMillis);
        return pane == null || !pane.isClosed() ? null : pane;
    }

    private static double mean(Pane pane, Measure measure) {
        return pane.sum(measure) / pane.count(measure);
    }
}

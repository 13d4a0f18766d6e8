package io.outpost.api.observation;

import io.outpost.api.display.Display;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.series.Quantities;
import io.outpost.api.series.TimeRange;
import io.outpost.core.weather.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One page of observations. */
record Observations(
        String placeId,
        Instant start,
        Instant end,
        List<Observation> observations,
        String next,
        Map<String, String> units)
        implements PageOfPlace {

    static Observations of(
            String placeId,
            TimeRange range,
            List<Observation> observations,
            String next,
            Set<Quantity> shown,
            Display display) {
        return new Observations(
                placeId,
                range.start(),
                range.end(),
                observations.stream().map(one -> one.shown(display)).toList(),
                next,
                display.codes(Quantities.names(shown)));
    }

    @Override
    public Map<String, String> unitsOfLines() {
        return Display.unsaid(units);
    }

    @Override
    public Instant reached() {
        return observations.isEmpty()
                ? null
                : observations.get(observations.size() - 1).observedAt();
    }

    @Override
    public List<Observation> items() {
        return observations;
    }

    @Override
    public Collection<String> columns() {
        List<String> columns = new ArrayList<>();
        columns.addAll(
                List.of("sensor_id", "observed_at", "received_at", "reporting_interval_seconds"));
        units.forEach(
                (name, unit) -> {
                    columns.add(Display.title(name, name, unit));
                    columns.add(name + "_quality");
                });
        columns.add("extras");
        return columns;
    }

    @Override
    public List<? extends Collection<?>> rows() {
        return observations.stream().map(this::row).toList();
    }

    private List<Object> row(Observation observation) {
        List<Object> row = new ArrayList<>();
        row.add(observation.sensorId());
        row.add(observation.observedAt());
        row.add(observation.receivedAt());
        row.add(observation.reportingIntervalSeconds());
        for (String quantity : units.keySet()) {
            ObservedValue value = observation.values().get(quantity);
            row.add(value == null ? null : value.value());
            row.add(value == null ? null : value.quality());
        }
        row.add(observation.extras());
        return row;
    }
}

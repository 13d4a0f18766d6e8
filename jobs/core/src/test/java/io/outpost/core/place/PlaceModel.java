package io.outpost.core.place;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionInput;
import io.outpost.core.condition.ConditionModel;
import io.outpost.core.condition.ConditionModel.Judged;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import io.outpost.core.place.LogModel.Taken;
import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.WindChill;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What holds of a place in the end, from the list of all that was taken: each pane and each window
 * is a filter over the whole list. Only the formulas of the derived channels are the product's.
 */
final class PlaceModel {
    /** Rain at an instant, mm. A sensor that begins anew counts as another one. */
    private record Rain(String sensor, long at, double millimetres, boolean isFresh) {}

    private final List<Taken> all;
    private final List<Taken> fresh;
    private final List<Rain> rain = new ArrayList<>();
    private final Emitted emitted = new Emitted();

    private PlaceModel(LogModel log) {
        all = log.taken;
        fresh = all.stream().filter(Taken::isFresh).toList();
        all.forEach(this::addRain);
        fresh.stream()
                .collect(Collectors.groupingBy(PlaceModel::sensor))
                .values()
                .forEach(this::addCounters);
    }

    static Emitted of(LogModel log) {
        PlaceModel model = new PlaceModel(log);
        model.emitPanes();
        Rules.all().forEach(model::emitCondition);
        return model.emitted;
    }

    private void addRain(Taken one) {
        double millimetres = one.value(Quantity.PRECIPITATION_MILLIMETRES);
        if (!Double.isNaN(millimetres)) {
            rain.add(new Rain(sensor(one), one.at(), millimetres, one.isFresh()));
        }
    }

    private void addCounters(List<Taken> ofOneSensor) {
        List<Taken> counters =
                ofOneSensor.stream()
                        .filter(one -> !Double.isNaN(counter(one)))
                        .filter(one -> Double.isNaN(one.value(Quantity.PRECIPITATION_MILLIMETRES)))
                        .sorted(Comparator.comparingLong(Taken::at))
                        .toList();
        for (int i = 1; i < counters.size(); i++) {
            Taken later = counters.get(i);
            double increment = counter(later) - counter(counters.get(i - 1));
            if (increment >= 0) {
                rain.add(new Rain(sensor(later), later.at(), increment, true));
            }
        }
    }

    private static String sensor(Taken one) {
        return one.reading().sensorId() + " " + one.life();
    }

    private static double counter(Taken one) {
        return one.value(Quantity.PRECIPITATION_COUNTER_MILLIMETRES);
    }

    private void emitPanes() {
        for (long start : starts(PaneWidth.MINUTE, fresh)) {
            long end = start + PaneWidth.MINUTE.millis();
            emitPane(PaneWidth.MINUTE, start, fresh, means(end, 15), means(end, 60));
        }
        for (long start : starts(PaneWidth.QUARTER_HOUR, fresh)) {
            RollingMeans day = means(start + PaneWidth.QUARTER_HOUR.millis(), 24 * 60);
            emitted.pane(row(PaneWidth.QUARTER_HOUR, start, List.of(), List.of(), day));
        }
        for (PaneWidth width : List.of(PaneWidth.HOUR, PaneWidth.DAY)) {
            starts(width, all).forEach(start -> emitPane(width, start, all));
        }
    }

    private static SortedSet<Long> starts(PaneWidth width, List<Taken> from) {
        return from.stream()
                .map(one -> one.at() / width.millis() * width.millis())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void emitPane(PaneWidth width, long start, List<Taken> from, RollingMeans... rolling) {
        long end = start + width.millis();
        List<Rain> rainWithin =
                rain.stream()
                        .filter(one -> one.at >= start && one.at < end)
                        .filter(one -> one.isFresh || width != PaneWidth.MINUTE)
                        .toList();
        emitted.pane(row(width, start, within(from, start, end), rainWithin, rolling));
    }

    private static PaneRow row(
            PaneWidth width,
            long start,
            List<Taken> observations,
            List<Rain> rain,
            RollingMeans... rolling) {
        int present = 0;
        List<List<Double>> values = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            if (!quantity.kind().isAggregated()
                    && (quantity.kind() != Quantity.Kind.ROLLED || width != PaneWidth.MINUTE)) {
                continue;
            }
            List<Double> ofQuantity = values(observations, quantity);
            if (!ofQuantity.isEmpty()) {
                present |= 1 << quantity.code();
                values.add(ofQuantity);
            }
        }
        return new PaneRow(
                "trailhead",
                width,
                start,
                observations.size(),
                width == PaneWidth.QUARTER_HOUR
                        ? Double.NaN
                        : coverage(observations, width.millis()),
                present,
                values.stream().mapToInt(List::size).toArray(),
                values.stream().mapToDouble(v -> v.stream().min(Double::compare).get()).toArray(),
                values.stream().mapToDouble(v -> v.stream().max(Double::compare).get()).toArray(),
                values.stream().mapToDouble(PlaceModel::sum).toArray(),
                rain.size(),
                meanOfTotals(rain),
                rolling,
                0,
                0);
    }

    private static double meanOfTotals(List<Rain> rain) {
        Map<String, List<Double>> bySensor = new HashMap<>();
        for (Rain one : rain) {
            bySensor.computeIfAbsent(one.sensor, id -> new ArrayList<>()).add(one.millimetres);
        }
        return bySensor.values().stream().mapToDouble(PlaceModel::sum).average().orElse(Double.NaN);
    }

    private RollingMeans means(long end, int minutes) {
        List<Taken> window = within(fresh, end - minutes * PaneWidth.MINUTE.millis(), end);
        int[] counts = new int[RollingMeans.QUANTITIES.size()];
        double[] means = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            List<Double> values = values(window, RollingMeans.QUANTITIES.get(i));
            counts[i] = values.size();
            means[i] = sum(values) / values.size();
        }
        double coverage = coverage(window, minutes * PaneWidth.MINUTE.millis());
        return new RollingMeans(minutes * 60, counts, means, coverage);
    }

    private static List<Taken> within(List<Taken> from, long start, long end) {
        return from.stream().filter(one -> one.at() >= start && one.at() < end).toList();
    }

    private static double coverage(List<Taken> observations, long spanMillis) {
        if (observations.stream().anyMatch(one -> one.intervalSeconds() == 0)) {
            return Double.NaN;
        }
        long covered = observations.stream().mapToLong(Taken::intervalSeconds).sum();
        return Math.min(1, covered * 1000.0 / spanMillis);
    }

    private static List<Double> values(List<Taken> observations, Quantity quantity) {
        List<Double> values = new ArrayList<>();
        for (Taken one : observations) {
            double value = value(one, quantity);
            if (!Double.isNaN(value)) {
                values.add(value + 0.0);
            }
        }
        return values;
    }

    private static double value(Taken one, Quantity quantity) {
        double celsius = one.value(Quantity.AIR_TEMPERATURE_CELSIUS);
        return switch (quantity) {
            case HEAT_INDEX_CELSIUS ->
                    HeatIndex.celsius(celsius, one.value(Quantity.RELATIVE_HUMIDITY_PERCENT));
            case WIND_CHILL_CELSIUS ->
                    WindChill.feltCelsius(
                            celsius, one.value(Quantity.WIND_SPEED_METRES_PER_SECOND));
            default -> one.value(quantity);
        };
    }

    private static double sum(List<Double> values) {
        return values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private void emitCondition(Rule rule) {
        Quantity measure =
                rule.condition() == Condition.HEAT
                        ? Quantity.HEAT_INDEX_CELSIUS
                        : Quantity.WIND_CHILL_CELSIUS;
        List<Judged> instants = new ArrayList<>();
        for (long start : starts(PaneWidth.MINUTE, fresh)) {
            long end = start + PaneWidth.MINUTE.millis();
            List<Taken> minute = within(fresh, start, end);
            if (!values(minute, measure).isEmpty()) {
                instants.add(judged(rule, minute, end, measure));
            }
        }
        List<Transition> changes = ConditionModel.changes(rule, instants);
        changes.forEach(change -> emitTransition(rule, change));
    }

    private Judged judged(Rule rule, List<Taken> minute, long end, Quantity measure) {
        RollingMeans hour = means(end, 60);
        List<Quantity> reasons =
                new ArrayList<>(List.of(measure, Quantity.AIR_TEMPERATURE_CELSIUS));
        if (rule.condition() == Condition.HEAT) {
            reasons.add(Quantity.RELATIVE_HUMIDITY_PERCENT);
        }
        List<Driver> drivers =
                reasons.stream()
                        .map(one -> new Driver(one.columnName(), hour.mean(one), 3600))
                        .toList();
        return new Judged(
                new ConditionInput(
                        end,
                        hour.mean(measure),
                        hour.coverage(),
                        minute.stream().mapToLong(Taken::at).min().orElseThrow(),
                        minute.stream().mapToLong(Taken::at).max().orElseThrow(),
                        Rules.STALE_AFTER.toMillis()),
                drivers);
    }

    private void emitTransition(Rule rule, Transition change) {
        String condition = change.condition().name();
        long startedAt = change.episodeStartedAtMillis();
        String episodeId = startedAt == 0 ? null : Ids.episode("trailhead", condition, startedAt);
        String level = rule.levels().name(change.level());
        emitted.transition(
                new TransitionRow(
                        "trailhead",
                        condition,
                        change.atMillis(),
                        change.from().name(),
                        change.to().name(),
                        level,
                        episodeId,
                        change.drivers().toArray(Driver[]::new),
                        false,
                        0,
                        0));
        if (change.step() != EpisodeStep.NONE) {
            emitted.episode(
                    new EpisodeRow(
                            episodeId,
                            "trailhead",
                            condition,
                            startedAt,
                            change.step() == EpisodeStep.ENDED ? change.atMillis() : 0,
                            level,
                            rule.levels().name(change.peakLevel()),
                            false,
                            0,
                            0));
        }
    }
}

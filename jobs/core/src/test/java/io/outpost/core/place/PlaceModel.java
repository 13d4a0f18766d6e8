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
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.WindChill;
import io.outpost.core.weather.WindDirection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What holds of a place in the end, from the list of all that was taken: each pane and each window
 * is a filter over the whole list. Only the formulas of the derived channels are the product's.
 */
final class PlaceModel {
    /** Rain at an instant, mm. A sensor that begins anew counts as another one. */
    private record Rain(String sensor, long at, double millimetres, boolean isOfMinute) {}

    private final List<Taken> all;
    private final List<Taken> fresh;
    private final List<Rain> rain = new ArrayList<>();
    private final Map<Flag, Long> flags = new EnumMap<>(Flag.class);
    private final Emitted emitted = new Emitted();

    private PlaceModel(LogModel log) {
        all = log.taken;
        fresh = all.stream().filter(Taken::isFresh).toList();
        all.forEach(this::addOldRain);
        fresh.stream()
                .collect(Collectors.groupingBy(PlaceModel::sensor))
                .values()
                .forEach(this::addRain);
    }

    /** Of the whole log. */
    static PlaceModel of(LogModel log) {
        PlaceModel model = new PlaceModel(log);
        model.emitPanes();
        Rules.all().forEach(model::emitCondition);
        return model;
    }

    Emitted emitted() {
        return emitted;
    }

    /** How many values of the rain counters have a flag. */
    Map<Flag, Long> flags() {
        return flags;
    }

    private void addOldRain(Taken one) {
        double amount = one.value(Quantity.PRECIPITATION_MILLIMETRES);
        if (!one.isFresh() && one.countsAmount() && !Double.isNaN(amount)) {
            rain.add(new Rain(sensor(one), one.at(), amount, false));
        }
    }

    private void addRain(List<Taken> ofOneSensor) {
        List<Taken> readings =
                ofOneSensor.stream().sorted(Comparator.comparingLong(Taken::at)).toList();
        List<Taken> counters =
                readings.stream().filter(one -> !Double.isNaN(counter(one))).toList();
        double level = Double.NaN;
        long cameAt = 0;
        long readAt = 0;
        for (Taken one : readings) {
            boolean known =
                    !Double.isNaN(level) && one.at() - cameAt <= Duration.ofDays(6).toMillis();
            double counter = counter(one);
            double gives = known ? Double.NaN : one.value(Quantity.PRECIPITATION_MILLIMETRES);
            boolean isOfMinute = true;
            if (!Double.isNaN(counter)) {
                double rise = counter - level;
                double most = 50 * Math.max(1, (one.at() - cameAt) / 600_000.0);
                double minutes = (one.at() - readAt) / 60_000.0;
                double usual = one.intervalSeconds() * 1.5 / 60;
                boolean isNoise = known && rise < 0 && rise >= -2;
                boolean isNoReading = known && isNoReading(counters, one);
                boolean isReading = known && !isNoReading;
                boolean isTooMuch = isReading && rise > most;
                if (isTooMuch) {
                    flags.merge(Flag.IMPLAUSIBLE_RISE, 1L, Long::sum);
                } else if (isReading && rise >= -2) {
                    gives = Math.max(0, rise);
                    isOfMinute = minutes <= Math.max(15, usual);
                }
                if (isReading && !isTooMuch && rise > 0 && minutes > Math.max(60, usual)) {
                    flags.merge(Flag.RISE_OVER_GAP, 1L, Long::sum);
                }
                level = isNoise || isNoReading ? level : counter;
                cameAt = one.at();
                readAt = isNoReading ? readAt : one.at();
            }
            if (!Double.isNaN(gives)) {
                rain.add(new Rain(sensor(one), one.at(), gives, isOfMinute));
            }
        }
    }

    private static boolean isNoReading(List<Taken> counters, Taken one) {
        int at = counters.indexOf(one);
        if (counter(one) != 0 || at == 0 || at == counters.size() - 1) {
            return false;
        }
        double before = counter(counters.get(at - 1));
        double after = counter(counters.get(at + 1));
        return before > 2 && after > 2 && Math.abs(before - after) <= 2;
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
                        .filter(one -> one.isOfMinute || width != PaneWidth.MINUTE)
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
                    && quantity.kind() != Quantity.Kind.COMPONENT
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
                width == PaneWidth.DAY ? sumOfHours(rain) : meanOfTotals(rain),
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

    private static double sumOfHours(List<Rain> rain) {
        return rain.stream()
                .collect(
                        Collectors.groupingBy(
                                one -> PaneWidth.HOUR.startOf(one.at),
                                TreeMap::new,
                                Collectors.toList()))
                .values()
                .stream()
                .map(PlaceModel::meanOfTotals)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    private RollingMeans means(long end, int minutes) {
        List<Taken> window = within(fresh, end - minutes * PaneWidth.MINUTE.millis(), end);
        int[] counts = new int[RollingMeans.QUANTITIES.size()];
        double[] means = new double[counts.length];
        double[] coverages = new double[counts.length];
        long spanMillis = minutes * PaneWidth.MINUTE.millis();
        for (int i = 0; i < counts.length; i++) {
            Quantity quantity = RollingMeans.QUANTITIES.get(i);
            List<Double> values = values(window, quantity);
            coverages[i] =
                    coverage(
                            window.stream()
                                    .filter(one -> !Double.isNaN(value(one, quantity)))
                                    .toList(),
                            spanMillis);
            counts[i] = values.size();
            means[i] = sum(values) / values.size();
        }
        return new RollingMeans(
                minutes * 60, counts, means, coverage(window, spanMillis), coverages);
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
                    WindChill.celsius(celsius, one.value(Quantity.WIND_SPEED_METRES_PER_SECOND));
            case FELT_TEMPERATURE_CELSIUS -> {
                double chill = value(one, Quantity.WIND_CHILL_CELSIUS);
                yield Double.isNaN(chill) ? celsius : chill;
            }
            case WIND_DIRECTION_EAST ->
                    WindDirection.east(one.value(Quantity.WIND_DIRECTION_DEGREES));
            case WIND_DIRECTION_NORTH ->
                    WindDirection.north(one.value(Quantity.WIND_DIRECTION_DEGREES));
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
                rule.subject() == Condition.HEAT
                        ? Quantity.HEAT_INDEX_CELSIUS
                        : Quantity.FELT_TEMPERATURE_CELSIUS;
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
        reasons.add(
                rule.subject() == Condition.HEAT
                        ? Quantity.RELATIVE_HUMIDITY_PERCENT
                        : Quantity.WIND_SPEED_METRES_PER_SECOND);
        List<Driver> drivers =
                reasons.stream()
                        .map(one -> new Driver(one.columnName(), hour.mean(one), 3600))
                        .toList();
        return new Judged(
                new ConditionInput(
                        end,
                        before -> rule.levels().heldBy(hour.mean(measure), before),
                        hour.coverage(measure),
                        minute.stream().mapToLong(Taken::at).min().orElseThrow(),
                        minute.stream().mapToLong(Taken::at).max().orElseThrow(),
                        Rules.STALE_AFTER.toMillis()),
                hour.mean(measure),
                drivers);
    }

    private void emitTransition(Rule rule, Transition change) {
        String condition = change.subject().name();
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

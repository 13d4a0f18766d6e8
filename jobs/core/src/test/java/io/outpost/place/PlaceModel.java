package io.outpost.place;

import io.outpost.condition.Change;
import io.outpost.condition.Change.EpisodeStep;
import io.outpost.condition.Condition;
import io.outpost.condition.ConditionModel;
import io.outpost.condition.ConditionModel.Judged;
import io.outpost.condition.Driver;
import io.outpost.condition.Evaluation;
import io.outpost.condition.Rule;
import io.outpost.place.LogModel.Taken;
import io.outpost.weather.Quantity;
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
        model.tellPanes();
        Rules.all().forEach(model::tellCondition);
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

    private void tellPanes() {
        for (long start : starts(Tier.MINUTE, fresh)) {
            long end = start + Tier.MINUTE.millis();
            tellPane(Tier.MINUTE, start, fresh, means(end, 15), means(end, 60));
        }
        for (long start : starts(Tier.QUARTER_HOUR, fresh)) {
            RollingMeans day = means(start + Tier.QUARTER_HOUR.millis(), 24 * 60);
            emitted.pane(row(Tier.QUARTER_HOUR, start, List.of(), List.of(), 0, day));
        }
        for (Tier tier : List.of(Tier.HOUR, Tier.DAY)) {
            starts(tier, all).forEach(start -> tellPane(tier, start, all));
        }
    }

    private static SortedSet<Long> starts(Tier tier, List<Taken> from) {
        return from.stream()
                .map(one -> one.at() / tier.millis() * tier.millis())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void tellPane(Tier tier, long start, List<Taken> from, RollingMeans... rolling) {
        long end = start + tier.millis();
        List<Rain> rainWithin =
                rain.stream()
                        .filter(one -> one.at >= start && one.at < end)
                        .filter(one -> one.isFresh || tier != Tier.MINUTE)
                        .toList();
        int channels = tier == Tier.MINUTE ? Channel.COUNT : Channel.COUNT - 1;
        emitted.pane(row(tier, start, within(from, start, end), rainWithin, channels, rolling));
    }

    private static PaneRow row(
            Tier tier,
            long start,
            List<Taken> observations,
            List<Rain> rain,
            int channels,
            RollingMeans... rolling) {
        int present = 0;
        List<List<Double>> values = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            List<Double> ofChannel = values(observations, channel);
            if (!ofChannel.isEmpty()) {
                present |= 1 << channel;
                values.add(ofChannel);
            }
        }
        return new PaneRow(
                "trailhead",
                tier,
                start,
                observations.size(),
                tier == Tier.QUARTER_HOUR ? Double.NaN : coverage(observations, tier.millis()),
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
        List<Taken> window = within(fresh, end - minutes * Tier.MINUTE.millis(), end);
        int[] counts = new int[RollingSums.CHANNELS.length];
        double[] means = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            List<Double> values = values(window, RollingSums.CHANNELS[i].ordinal());
            counts[i] = values.size();
            means[i] = sum(values) / values.size();
        }
        double coverage = coverage(window, minutes * Tier.MINUTE.millis());
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

    private static List<Double> values(List<Taken> observations, int channel) {
        double[] channels = new double[Channel.COUNT];
        List<Double> values = new ArrayList<>();
        for (Taken one : observations) {
            Channel.fill(channels, one.reading().values());
            if (!Double.isNaN(channels[channel])) {
                values.add(channels[channel] + 0.0);
            }
        }
        return values;
    }

    private static double sum(List<Double> values) {
        return values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private void tellCondition(Rule rule) {
        int measure =
                rule.condition() == Condition.HEAT
                        ? RollingMeans.HEAT_INDEX
                        : RollingMeans.WIND_CHILL;
        List<Judged> instants = new ArrayList<>();
        for (long start : starts(Tier.MINUTE, fresh)) {
            long end = start + Tier.MINUTE.millis();
            List<Taken> minute = within(fresh, start, end);
            if (!values(minute, RollingSums.CHANNELS[measure].ordinal()).isEmpty()) {
                instants.add(judged(rule, minute, end, measure));
            }
        }
        List<Change> changes = ConditionModel.changes(rule, instants);
        changes.forEach(change -> tellChange(rule, change));
    }

    private Judged judged(Rule rule, List<Taken> minute, long end, int measure) {
        RollingMeans hour = means(end, 60);
        List<Driver> drivers = new ArrayList<>();
        boolean isHeat = rule.condition() == Condition.HEAT;
        double[] means = hour.means();
        drivers.add(
                new Driver(isHeat ? "heatIndexCelsius" : "windChillCelsius", means[measure], 3600));
        drivers.add(new Driver("airTemperatureCelsius", means[RollingMeans.AIR_TEMPERATURE], 3600));
        if (isHeat) {
            double humidity = means[RollingMeans.RELATIVE_HUMIDITY];
            drivers.add(new Driver("relativeHumidityPercent", humidity, 3600));
        }
        return new Judged(
                new Evaluation(
                        end,
                        means[measure],
                        hour.coverage(),
                        minute.stream().mapToLong(Taken::at).min().orElseThrow(),
                        minute.stream().mapToLong(Taken::at).max().orElseThrow(),
                        Rules.STALE_AFTER.toMillis()),
                drivers);
    }

    private void tellChange(Rule rule, Change change) {
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

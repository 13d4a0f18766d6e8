package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.postgres.Database;
import io.outpost.core.condition.Cadence;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.preference.PaneSeries;
import io.outpost.core.preference.Signal;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is stored of a place as columns of its panes, for what judges them as the job does. Read by
 * pages, so that no statement is long.
 */
public final class PaneHistory {

    private static final int PAGE = 10_000;

    /** How far the row of a place may be behind its panes. */
    private static final Duration MOST_BEHIND = Duration.ofDays(1);

    private final PaneStore panes;
    private final ModelHourStore models;
    private final RollingStore rollings;

    public PaneHistory(Database database) {
        this.panes = new PaneStore(database);
        this.models = new ModelHourStore(database);
        this.rollings = new RollingStore(database);
    }

    /**
     * The panes of a place.
     *
     * @param startMillis of each, rising
     * @param series what is known of them, but for the levels of conditions
     */
    public record History(long[] startMillis, PaneSeries series) {}

    /** True for what stored panes say at a cadence, and for the levels of conditions. */
    public static boolean isStored(Signal signal, Cadence cadence) {
        return switch (signal.source()) {
            case MEASURE -> isHour(cadence) || signal.spanSeconds() == 0 || isRolled(signal);
            case MODEL, CONDITION, FLOW_PERCENTILE -> true;
            case WATER_LEVEL_PERCENTILE -> false;
        };
    }

    private static boolean isRolled(Signal signal) {
        return RollingWindow.of(signal).quantities().contains(Quantity.ofCode(signal.code()));
    }

    /** The width of the panes of a cadence. */
    public static Duration width(Cadence cadence) {
        return tier(cadence).width();
    }

    /** The first start of a pane at or after an instant. */
    public static Instant ceiling(Cadence cadence, Instant instant) {
        return tier(cadence).ceiling(instant);
    }

    /**
     * The end of the newest pane of a place, where none is stored that of its newest observation.
     * Its row, which says which that is, is written once an hour of the place or a minute of the
     * job, so that panes may be stored before.
     */
    public Instant newestEnd(Place place, Cadence cadence, Instant now) {
        Tier tier = tier(cadence);
        Instant known = tier.floor(Latest.of(place, now));
        return panes.newest(place.placeId(), tier, new TimeRange(known, known.plus(MOST_BEHIND)))
                .orElse(known)
                .plus(tier.width());
    }

    private static Tier tier(Cadence cadence) {
        return isHour(cadence) ? Tier.HOUR : Tier.MINUTE;
    }

    private static boolean isHour(Cadence cadence) {
        return cadence == Cadence.HOUR;
    }

    /**
     * Reads the panes that start within a range, all of them. Of a minute it is not stored when in
     * it the first and the last observation were: both count as at its start.
     *
     * @param signals what is asked of them, as a preference is compiled
     * @param staleAfter the silence that the place allows between minutes
     */
    public History read(
            String placeId,
            Cadence cadence,
            TimeRange range,
            Collection<Signal> signals,
            Duration staleAfter) {
        Reading reading = new Reading(placeId, range, signals);
        if (isHour(cadence)) {
            reading.panes(Tier.HOUR);
            reading.models();
        } else {
            reading.panes(Tier.MINUTE);
            reading.windows(RollingWindow.QUARTER_HOUR);
            reading.windows(RollingWindow.HOUR);
        }
        return reading.history(cadence, staleAfter);
    }

    /** The columns of one place as they are filled. */
    private final class Reading {

        private final String placeId;
        private final TimeRange range;

        /** By signal its position in a row. */
        private final Map<Signal, Integer> positions = new LinkedHashMap<>();

        private final Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
        private final Set<ModelQuantity> modelQuantities = EnumSet.noneOf(ModelQuantity.class);
        private final TreeMap<Long, double[]> rows = new TreeMap<>();

        Reading(String placeId, TimeRange range, Collection<Signal> signals) {
            this.placeId = placeId;
            this.range = range;
            signals.forEach(this::add);
        }

        private void add(Signal asked) {
            Signal signal = asked.isOfHours() ? asked.ofPane() : asked;
            switch (signal.source()) {
                case MEASURE ->
                        quantities.add(SignalValues.inPanes(Quantity.ofCode(signal.code())));
                case MODEL -> modelQuantities.add(ModelQuantity.values()[signal.code()]);
                case FLOW_PERCENTILE ->
                        modelQuantities.addAll(
                                List.of(
                                        ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR,
                                        ModelQuantity.HIGH_FROM_MILLIMETRES_PER_HOUR,
                                        ModelQuantity.VERY_HIGH_FROM_MILLIMETRES_PER_HOUR));
                default -> {
                    return;
                }
            }
            positions.putIfAbsent(signal, positions.size());
        }

        void panes(Tier tier) {
            pages(
                    from ->
                            panes.panes(
                                    placeId,
                                    new RangePlan.Segment(tier, from, range.end()),
                                    quantities,
                                    PAGE),
                    Pane::start,
                    tier,
                    SignalValues::ofPanes);
        }

        /** Hours of models: also those in which nothing was observed. */
        void models() {
            if (modelQuantities.isEmpty()) {
                modelQuantities.add(ModelQuantity.WETNESS);
            }
            pages(
                    from ->
                            models.hours(
                                    placeId,
                                    new RangePlan.Segment(Tier.HOUR, from, range.end()),
                                    modelQuantities,
                                    PAGE),
                    Pane::start,
                    Tier.HOUR,
                    SignalValues::ofModels);
        }

        void windows(RollingWindow window) {
            Set<Quantity> rolled = EnumSet.noneOf(Quantity.class);
            for (Signal signal : positions.keySet()) {
                if (signal.spanSeconds() > 0 && RollingWindow.of(signal) == window) {
                    rolled.add(Quantity.ofCode(signal.code()));
                }
            }
            if (rolled.isEmpty()) {
                return;
            }
            Duration label = window.width().minus(window.step());
            pages(
                    from ->
                            rollings.windows(
                                    placeId,
                                    window,
                                    from.minus(label),
                                    range.end().minus(label),
                                    rolled,
                                    PAGE),
                    point -> point.end().minus(window.step()),
                    Tier.MINUTE,
                    (signal, point, before) ->
                            signal.spanSeconds() > 0 && RollingWindow.of(signal) == window
                                    ? SignalValues.ofWindow(signal, point, before)
                                    : before);
        }

        private <T> void pages(
                Function<Instant, List<T>> read,
                Function<T, Instant> start,
                Tier tier,
                Values<T> values) {
            Instant from = range.start();
            List<T> page;
            do {
                page = read.apply(from);
                for (T one : page) {
                    put(start.apply(one).toEpochMilli(), one, values);
                }
                if (!page.isEmpty()) {
                    from = start.apply(page.get(page.size() - 1)).plus(tier.width());
                }
            } while (page.size() == PAGE && from.isBefore(range.end()));
        }

        private <T> void put(long startMillis, T one, Values<T> values) {
            double[] row = rows.computeIfAbsent(startMillis, start -> emptyRow());
            positions.forEach(
                    (signal, position) -> row[position] = values.of(signal, one, row[position]));
        }

        private double[] emptyRow() {
            double[] row = new double[positions.size()];
            Arrays.fill(row, Double.NaN);
            return row;
        }

        History history(Cadence cadence, Duration staleAfter) {
            long[] starts = rows.keySet().stream().mapToLong(Long::longValue).toArray();
            PaneSeries series =
                    isHour(cadence)
                            ? PaneSeries.ofHours(starts)
                            : PaneSeries.ofMinutes(starts, starts, starts, staleAfter.toMillis());
            positions.forEach(
                    (signal, position) ->
                            series.with(
                                    signal,
                                    rows.values().stream()
                                            .mapToDouble(row -> row[position])
                                            .toArray()));
            return new History(starts, series);
        }
    }

    /** What is known of a signal with a stored row, by what was known before; NaN: nothing. */
    private interface Values<T> {
        double of(Signal signal, T row, double before);
    }
}

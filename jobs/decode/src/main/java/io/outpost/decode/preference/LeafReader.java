package io.outpost.decode.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.Leaf;
import io.outpost.core.preference.Expression.LevelComparison;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.preference.Threshold;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads comparisons. What is wrong in one is a fault, and makes it null. */
final class LeafReader {
    static final double MOST_THRESHOLD = 100_000;
    static final double MOST_HYSTERESIS = 10_000;

    private static final Set<String> OF_CONDITION = names("condition", "no_data");
    private static final Set<String> OF_MODEL = names("model", "unit", "hysteresis", "no_data");
    private static final Set<String> OF_MEASURE =
            names("measure", "statistic", "over", "unit", "hysteresis", "no_data");
    private static final Duration SHORTEST_SPAN = Duration.ofMinutes(15);
    private static final Duration LONGEST_SPAN = Duration.ofSeconds(Signal.LONGEST_SPAN_SECONDS);

    private final LevelNames levels;
    private final Faults faults;

    LeafReader(LevelNames levels, Faults faults) {
        this.levels = levels;
        this.faults = faults;
    }

    private static Set<String> names(String... names) {
        Set<String> all = new LinkedHashSet<>(List.of(names));
        all.addAll(Names.OPERATORS.keySet());
        return all;
    }

    Leaf ofCondition(Fields fields) {
        fields.allow(OF_CONDITION);
        Condition condition =
                Names.CONDITIONS.get(fields.oneOf("condition", Names.CONDITIONS.keySet()));
        Operator operator = operator(fields);
        NoData noData = noData(fields);
        if (condition == null || operator == null) {
            return null;
        }
        String name = fields.text(operator.documentName());
        int level = name == null ? -1 : levels.level(condition, name);
        if (name != null && level < 0) {
            faults.add(
                    fields.pointer(operator.documentName()),
                    "unknown-level",
                    "must be a level of %s: NONE, %s"
                            .formatted(condition, String.join(", ", levels.of(condition))));
        }
        return level < 0 ? null : new LevelComparison(condition, operator, level, name, noData);
    }

    Leaf ofModel(Fields fields) {
        fields.allow(OF_MODEL);
        ModelQuantity quantity = Names.MODELS.get(fields.oneOf("model", Names.MODELS.keySet()));
        return comparison(fields, quantity == null ? null : Signal.model(quantity), null);
    }

    Leaf ofMeasure(Fields fields) {
        fields.allow(OF_MEASURE);
        Quantity quantity = Names.MEASURES.get(fields.oneOf("measure", Names.MEASURES.keySet()));
        Duration over = fields.duration("over", SHORTEST_SPAN, LONGEST_SPAN, Duration.ZERO);
        Statistic statistic =
                Names.STATISTICS.get(fields.oneOf("statistic", Names.STATISTICS.keySet()));
        if (quantity == null) {
            return comparison(fields, null, null);
        }
        Statistic usual = Names.usual(quantity);
        Signal signal =
                Signal.measure(
                        quantity, statistic == null ? usual : statistic, (int) over.toSeconds());
        if (signal.cadences().isEmpty()) {
            String at = fields.has("statistic") ? "statistic" : "over";
            faults.add(fields.pointer(at), "not-known", knownSpans(quantity));
            return comparison(fields, null, null);
        }
        return comparison(fields, signal, quantity);
    }

    private static String knownSpans(Quantity quantity) {
        return switch (quantity.kind()) {
            case SUM -> "is known as the total over whole hours, up to PT168H";
            case ROLLED -> "is known as the mean over PT15M or PT1H";
            default ->
                    "is known as mean, minimum or maximum over whole hours, up to PT168H,"
                            + " and some as the mean over PT15M";
        };
    }

    private Leaf comparison(Fields fields, Signal signal, Quantity quantity) {
        Operator operator = operator(fields);
        NoData noData = noData(fields);
        double hysteresis = fields.number("hysteresis", 0, MOST_HYSTERESIS);
        if (signal != null) {
            requireUnit(fields, signal);
        }
        if (operator == null || signal == null) {
            return null;
        }
        Threshold threshold = threshold(fields, operator.documentName(), signal, quantity);
        return threshold == null
                ? null
                : new Comparison(
                        signal,
                        operator,
                        threshold,
                        Double.isNaN(hysteresis) ? 0 : hysteresis + 0.0,
                        noData);
    }

    private void requireUnit(Fields fields, Signal signal) {
        String unit = fields.text("unit");
        String own = signal.scale().name();
        if (unit != null && !unit.equals(own)) {
            faults.add(
                    fields.pointer("unit"),
                    "wrong-unit",
                    "must be %s, which %s is in; convert the numbers"
                            .formatted(own, signal.name()));
        }
    }

    private Threshold threshold(Fields fields, String name, Signal signal, Quantity quantity) {
        if (fields.get(name).value() instanceof Map<?, ?>) {
            return percentile(fields, name, signal);
        }
        double value = fields.number(name, -MOST_THRESHOLD, MOST_THRESHOLD);
        if (Double.isNaN(value)) {
            return null;
        }
        boolean isMean = quantity != null && quantity.kind() == Kind.MEAN;
        if ((isMean && !quantity.isPlausible(value))
                || (quantity != null && quantity.kind() == Kind.SUM && value < 0)) {
            faults.add(
                    fields.pointer(name),
                    "out-of-range",
                    "is no plausible " + quantity.columnName() + ", so it would never be crossed");
            return null;
        }
        return Threshold.of(value);
    }

    private Threshold percentile(Fields fields, String name, Signal signal) {
        Fields threshold = Fields.of(fields.get(name), faults);
        threshold.allow(Set.of("percentile"));
        if (!threshold.has("percentile")) {
            faults.add(threshold.pointer("percentile"), "missing", "is missing");
            return null;
        }
        double percent = threshold.number("percentile", 1, 99);
        if (!Names.PERCENTILES.contains((int) percent) || percent != (int) percent) {
            faults.add(
                    threshold.pointer("percentile"),
                    "not-learned",
                    "must be one of " + Names.PERCENTILES);
            return null;
        }
        try {
            signal.percentile((int) percent);
            return Threshold.ofPercentile((int) percent);
        } catch (IllegalArgumentException e) {
            faults.add(
                    fields.pointer(name),
                    "not-learned",
                    "must be a number: a place learns the percentiles of"
                            + " flow_millimetres_per_hour and water_level_metres alone");
            return null;
        }
    }

    private Operator operator(Fields fields) {
        List<String> names = fields.of(List.copyOf(Names.OPERATORS.keySet()));
        if (names.size() == 1) {
            return Names.OPERATORS.get(names.get(0));
        }
        faults.add(
                fields.pointer(),
                names.isEmpty() ? "missing" : "ambiguous",
                "must have one of " + String.join(", ", Names.OPERATORS.keySet()));
        return null;
    }

    private NoData noData(Fields fields) {
        NoData noData = Names.NO_DATA.get(fields.oneOf("no_data", Names.NO_DATA.keySet()));
        return noData == null ? NoData.UNKNOWN : noData;
    }

    /** What two leaves of different cadences make of each other. */
    static String mixed(Leaf leaf, String other) {
        boolean isOfMinutes = leaf.cadences().contains(Cadence.MINUTE);
        return ("is known at %s only, but %s is not: a preference is judged by minutes or by hours;"
                        + " in one of hours take the temperature, the humidity or the wind instead")
                .formatted(isOfMinutes ? "minutes" : "hours", other);
    }
}

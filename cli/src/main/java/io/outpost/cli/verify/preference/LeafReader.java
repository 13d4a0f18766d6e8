package io.outpost.cli.verify.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.cli.verify.emission.HourlyContent;
import io.outpost.cli.verify.hourly.HourRule;
import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.preference.Leaf.Kind;
import io.outpost.cli.verify.preference.Leaf.NoData;
import io.outpost.cli.verify.preference.Leaf.Operator;
import io.outpost.cli.verify.preference.Leaf.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one comparison. */
final class LeafReader {
    private static final int QUARTER_HOUR = 900;
    private static final int HOUR = 3600;
    private static final Duration LONGEST_SPAN = Duration.ofDays(7);
    private static final double MOST_THRESHOLD = 100_000;
    private static final double MOST_HYSTERESIS = 10_000;
    private static final String NONE = "NONE";
    private static final Set<Integer> PERCENTILES = Set.of(76, 90, 99);
    private static final Set<String> LEARNED =
            Set.of("flow_millimetres_per_hour", "water_level_metres");
    private static final Set<String> CONDITIONS_OF_HOURS =
            HourRule.all().stream().map(HourRule::condition).collect(Collectors.toSet());

    private static final Map<String, Measure> MEASURES =
            Arrays.stream(Measure.values())
                    .filter(
                            measure ->
                                    Measure.AGGREGATED.contains(measure)
                                            || measure.isOfAnHourOnly()
                                            || measure == Measure.PRECIPITATION_MILLIMETRES)
                    .collect(Collectors.toMap(Measure::column, measure -> measure));

    /** All columns of the hour but what the flow is judged by. */
    private static final Set<String> MODELS =
            HourlyContent.NUMBERS.stream()
                    .filter(name -> !name.contains("_from_"))
                    .collect(Collectors.toSet());

    /** By the end of a name, the longest first; what no name ends with is a share. */
    private enum Unit {
        MILLIMETRES_PER_HOUR(0.1),
        MILLIMETRES_PER_DAY(2),
        METRES_PER_SECOND(3),
        KILOGRAMS_PER_CUBIC_METRE(100),
        DEGREE_DAYS(25),
        MILLIMETRES(5),
        CENTIMETRES(10),
        METRES(0.5),
        HECTOPASCALS(10),
        CELSIUS(5),
        PERCENT(20),
        INDEX(2),
        CUBIC_METRES_PER_CUBIC_SECOND(1000),
        SHARE(0.1);

        private final double halfMatch;

        Unit(double halfMatch) {
            this.halfMatch = halfMatch;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Unit of(String name) {
            if (name.startsWith("drift")) {
                return CUBIC_METRES_PER_CUBIC_SECOND;
            }
            return Arrays.stream(values())
                    .filter(unit -> name.endsWith("_" + unit.text()))
                    .findFirst()
                    .orElse(SHARE);
        }
    }

    private final Map<String, List<String>> levels;

    LeafReader(Map<String, List<String>> levels) {
        this.levels = levels;
    }

    Leaf measure(JsonNode json) {
        JsonObject fields =
                JsonObject.of(
                        json,
                        allowed("measure", "statistic", "over", "unit", "hysteresis", "no_data"));
        Measure measure = MEASURES.get(fields.oneOf("measure", MEASURES.keySet(), null));
        boolean isRain = measure.kind() == Measure.Kind.SUM;
        String usual = isRain ? "total" : "mean";
        Statistic statistic =
                value(
                        Statistic.values(),
                        fields.oneOf("statistic", names(Statistic.values()), usual));
        long over = fields.duration("over", Duration.ofSeconds(QUARTER_HOUR), LONGEST_SPAN);
        Leaf leaf =
                comparison(fields, Kind.MEASURE, measure.column(), statistic, (int) (over / 1000));
        JsonObject.require(isKnownAtMinutes(leaf) || isKnownAtHours(leaf), "not known");
        if (leaf.percentile() > 0) {
            JsonObject.require(
                    statistic == Statistic.MEAN && leaf.spanSeconds() == 0, "not learned");
        } else {
            boolean isPlausible =
                    switch (measure.kind()) {
                        case MEAN -> measure.isPlausible(leaf.threshold());
                        case SUM -> leaf.threshold() >= 0;
                        default -> true;
                    };
            JsonObject.require(isPlausible, "out of range");
        }
        return leaf;
    }

    Leaf model(JsonNode json) {
        JsonObject fields = JsonObject.of(json, allowed("model", "unit", "hysteresis", "no_data"));
        return comparison(fields, Kind.MODEL, fields.oneOf("model", MODELS, null), null, 0);
    }

    Leaf condition(JsonNode json) {
        JsonObject fields = JsonObject.of(json, allowed("condition", "no_data"));
        String condition = fields.oneOf("condition", levels.keySet(), null);
        Operator operator = operator(fields);
        String level = fields.text(operator.field());
        int number = level.equals(NONE) ? 0 : levels.get(condition).indexOf(level) + 1;
        JsonObject.require(number > 0 || level.equals(NONE), "level");
        return new Leaf(
                Kind.CONDITION, condition, null, 0, operator, number, 0, 0, noData(fields), 1);
    }

    static boolean isKnownAtMinutes(Leaf leaf) {
        return switch (leaf.kind()) {
            case MODEL -> false;
            case CONDITION -> !CONDITIONS_OF_HOURS.contains(leaf.what());
            case MEASURE -> {
                Measure measure = MEASURES.get(leaf.what());
                boolean isRolled =
                        Measure.ROLLED.contains(measure) && leaf.statistic() == Statistic.MEAN;
                yield switch (leaf.spanSeconds()) {
                    case 0 -> isOfPanes(leaf) && leaf.percentile() == 0;
                    case QUARTER_HOUR, HOUR -> isRolled;
                    default -> false;
                };
            }
        };
    }

    static boolean isKnownAtHours(Leaf leaf) {
        return switch (leaf.kind()) {
            case MODEL -> true;
            case CONDITION -> CONDITIONS_OF_HOURS.contains(leaf.what());
            case MEASURE -> {
                boolean isRainTotal =
                        leaf.what().equals(Measure.PRECIPITATION_MILLIMETRES.column())
                                && leaf.statistic() == Statistic.TOTAL;
                yield leaf.spanSeconds() % HOUR == 0 && (isOfPanes(leaf) || isRainTotal);
            }
        };
    }

    /** What panes have a mean, a least and a greatest of. */
    private static boolean isOfPanes(Leaf leaf) {
        return Measure.AGGREGATED.contains(MEASURES.get(leaf.what()))
                && leaf.statistic() != Statistic.TOTAL;
    }

    private Leaf comparison(
            JsonObject fields, Kind kind, String what, Statistic statistic, int spanSeconds) {
        Unit unit = Unit.of(what);
        JsonObject.require(!fields.has("unit") || fields.text("unit").equals(unit.text()), "unit");
        Operator operator = operator(fields);
        int percentile = percentile(fields.required(operator.field()), what);
        double threshold =
                percentile > 0
                        ? Double.NaN
                        : fields.number(operator.field(), -MOST_THRESHOLD, MOST_THRESHOLD);
        double hysteresis =
                fields.has("hysteresis") ? fields.number("hysteresis", 0, MOST_HYSTERESIS) : 0;
        return new Leaf(
                kind,
                what,
                statistic,
                spanSeconds,
                operator,
                threshold,
                percentile,
                hysteresis,
                noData(fields),
                unit.halfMatch);
    }

    /** 0 for a number. */
    private static int percentile(JsonNode threshold, String what) {
        if (!threshold.isObject()) {
            return 0;
        }
        JsonObject fields = JsonObject.of(threshold, Set.of("percentile"));
        double percent = fields.number("percentile", 1, 99);
        JsonObject.require(percent == (int) percent, "percentile");
        JsonObject.require(PERCENTILES.contains((int) percent), "percentile");
        JsonObject.require(LEARNED.contains(what), "percentile");
        return (int) percent;
    }

    private static Operator operator(JsonObject fields) {
        List<Operator> there =
                Arrays.stream(Operator.values()).filter(one -> fields.has(one.field())).toList();
        JsonObject.require(there.size() == 1, "operator");
        return there.get(0);
    }

    private static NoData noData(JsonObject fields) {
        return value(NoData.values(), fields.oneOf("no_data", names(NoData.values()), "unknown"));
    }

    private static Set<String> allowed(String... names) {
        Set<String> all = new HashSet<>(List.of(names));
        Arrays.stream(Operator.values()).forEach(operator -> all.add(operator.field()));
        return all;
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> E value(E[] values, String name) {
        List<E> all = new ArrayList<>(List.of(values));
        all.removeIf(value -> !value.name().equalsIgnoreCase(name));
        return all.get(0);
    }
}

package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.EventTimes;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Rule;
import io.outpost.core.place.HourConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The levels that the conditions of a place had, by their numbers; 0: none. */
public final class ConditionLevels {

    /**
     * Those of minutes as shipped: heat.levels-celsius and cold.levels-celsius are settings of the
     * job. A level of another name is not known.
     */
    private static final Map<Condition, List<String>> OF_MINUTES =
            Map.of(
                    Condition.HEAT,
                    List.of("CAUTION", "EXTREME_CAUTION", "DANGER", "EXTREME_DANGER"),
                    Condition.COLD,
                    List.of(
                            "LOW",
                            "MODERATE",
                            "FROSTBITE_IN_30_MIN",
                            "FROSTBITE_IN_10_MIN",
                            "FROSTBITE_IN_5_MIN",
                            "FROSTBITE_IN_2_MIN"));

    private static final int PAGE = 1_000;

    private final ConditionStore conditions;

    public ConditionLevels(Database database) {
        this.conditions = new ConditionStore(database);
    }

    /** The names of the levels of each condition, mildest first. */
    public static Map<Condition, List<String>> names() {
        Map<Condition, List<String>> names = new EnumMap<>(OF_MINUTES);
        for (Rule rule : HourConditions.RULES) {
            names.put((Condition) rule.subject(), rule.levels().names());
        }
        return names;
    }

    /**
     * The level at the ends of panes, after all that changed until then.
     *
     * @param startMillis of the panes, rising
     * @return by pane; NaN where it is not known: before the first change, while UNKNOWN or
     *     UNCERTAIN
     */
    public double[] at(String placeId, Condition condition, long[] startMillis, Duration width) {
        double[] levels = new double[startMillis.length];
        if (levels.length == 0) {
            return levels;
        }
        Instant first = Instant.ofEpochMilli(startMillis[0]).plus(width);
        Instant last = Instant.ofEpochMilli(startMillis[levels.length - 1]).plus(width);
        double level =
                conditions
                        .newestBefore(placeId, condition.name(), first)
                        .map(before -> level(condition, before))
                        .orElse(Double.NaN);
        int from = 0;
        ConditionStore.Position after = new ConditionStore.Position(EventTimes.FIRST, "", 0, 0);
        List<Transition> page;
        do {
            page =
                    conditions.history(
                            wanted(placeId, condition, first, last, after), PAGE, Display.USUAL);
            for (Transition change : page) {
                int pane = firstEndingFrom(startMillis, change.at().minus(width).toEpochMilli());
                Arrays.fill(levels, from, pane, level);
                from = pane;
                level = level(condition, change);
                after =
                        new ConditionStore.Position(
                                change.at(), change.condition(), Long.MAX_VALUE, change.revision());
            }
        } while (page.size() == PAGE);
        Arrays.fill(levels, from, levels.length, level);
        return levels;
    }

    private static ConditionStore.Wanted wanted(
            String placeId,
            Condition condition,
            Instant first,
            Instant last,
            ConditionStore.Position after) {
        return new ConditionStore.Wanted(
                placeId,
                condition.name(),
                first,
                last.plusMillis(1),
                EventTimes.LAST,
                after,
                false);
    }

    private static int firstEndingFrom(long[] startMillis, long atMillis) {
        int found = Arrays.binarySearch(startMillis, atMillis);
        return found >= 0 ? found : -found - 1;
    }

    private static double level(Condition condition, Transition change) {
        return switch (change.state()) {
            case "ACTIVE", "RECOVERING" -> number(condition, change.level());
            case "OK", "PENDING" -> quiet(condition, number(condition, change.level()));
            default -> Double.NaN;
        };
    }

    /** The change that ends an episode shows its level; only a quiet one is said without one. */
    private static double quiet(Condition condition, double level) {
        return level >= episodesFrom(condition) ? 0 : level;
    }

    private static int episodesFrom(Condition condition) {
        return HourConditions.RULES.stream()
                .filter(rule -> rule.subject() == condition)
                .mapToInt(Rule::episodesFromLevel)
                .findFirst()
                .orElse(1);
    }

    private static double number(Condition condition, String name) {
        if (name == null) {
            return 0;
        }
        int index = names().get(condition).indexOf(name);
        return index < 0 ? Double.NaN : index + 1;
    }
}

package io.outpost.bench.report;

import io.outpost.bench.suite.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one contender is to reach beside another in the same run.
 *
 * @param least the ratio of their throughputs that is a must
 * @param wanted the one that is aimed at
 */
record Goal(String contender, String peer, double least, double wanted) {
    private static final String CORE = "outpost-core-p2";
    private static final String FULL = "outpost-full-p2";
    private static final String TWIN = "streams-twin-p2";
    private static final String STORES = "streams-stores-p2";

    private static final List<Goal> ALL =
            List.of(
                    new Goal("loop", "decode-only", 0.5, 0.6),
                    new Goal(CORE, "loop", 0.5, 0.7),
                    new Goal(FULL, "loop", 0.3, 0.4),
                    new Goal(CORE, TWIN, 1.3, 1.8),
                    new Goal(FULL, TWIN, 0.8, 1.1),
                    new Goal(CORE, STORES, 1.3, 4),
                    new Goal(FULL, STORES, 0.8, 3),
                    new Goal(FULL, "naive-flink-p2", 8, 12),
                    new Goal(FULL, "streams-hopping-p2", 50, 100));

    /** Those of which both sides were measured; empty: none. */
    static String table(Map<String, List<Measurement>> runs) {
        MarkdownTable table =
                new MarkdownTable(
                        List.of("throughput", "median (min..max)", "at least", "wanted", "rounds"));
        boolean isEmpty = true;
        for (Goal goal : ALL) {
            if (runs.containsKey(goal.contender) && runs.containsKey(goal.peer)) {
                table.row(goal.cells(runs));
                isEmpty = false;
            }
        }
        return isEmpty ? "" : table.toString();
    }

    private List<String> cells(Map<String, List<Measurement>> runs) {
        List<Double> ratios =
                Measurement.ratios(
                        runs.get(contender), runs.get(peer), Measurement::eventsPerSecond);
        return List.of(
                contender + " / " + peer,
                Spread.of(ratios).text(),
                number(least),
                number(wanted),
                Integer.toString(ratios.size()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}

package io.outpost.bench.report;

import java.util.List;
import java.util.Map;

/**
 * One line of the second table.
 *
 * @param workload the difference from the main table
 * @param what the figure is, with its unit
 * @param wanted as in {@code ≥ 0.9}; empty: nothing is asked of it
 * @param values one per round
 */
public record Figure(
        String workload, String contender, String what, String wanted, List<Double> values) {

    /** One per contender, by its name. */
    public static List<Figure> each(
            String workload, String what, String wanted, Map<String, List<Double>> values) {
        return values.entrySet().stream()
                .map(of -> new Figure(workload, of.getKey(), what, wanted, of.getValue()))
                .toList();
    }

    List<String> cells() {
        return List.of(
                workload,
                contender,
                what,
                Spread.of(values).text(),
                wanted,
                Integer.toString(values.size()));
    }
}

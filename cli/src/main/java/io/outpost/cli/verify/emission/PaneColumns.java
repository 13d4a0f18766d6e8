package io.outpost.cli.verify.emission;

import io.outpost.cli.verify.log.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns of the tables of panes: all but key, revision, as_of and writer epoch. */
public final class PaneColumns {
    private PaneColumns() {}

    static List<String> aggregates() {
        List<String> columns = new ArrayList<>(List.of("observations", "coverage"));
        Measure.AGGREGATED.forEach(measure -> add(columns, measure, "_n", "_min", "_max", "_sum"));
        Measure.of(Measure.Kind.CIRCULAR)
                .forEach(measure -> add(columns, measure, "_n", "_east_sum", "_north_sum"));
        Measure.of(Measure.Kind.SUM).forEach(measure -> add(columns, measure, "_n", "_total"));
        return columns;
    }

    /** Rolling values over a window, such as 1h. */
    static List<String> rolling(String window) {
        List<String> columns = new ArrayList<>(List.of("coverage_" + window));
        for (Measure measure : Measure.ROLLED) {
            if (!measure.isOfAnHourOnly() || window.equals("1h")) {
                add(columns, measure, "_n_" + window, "_mean_" + window);
            }
        }
        return columns;
    }

    private static void add(List<String> columns, Measure measure, String... suffixes) {
        Stream.of(suffixes).map(measure.column()::concat).forEach(columns::add);
    }

    static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** True for means, sums and coverage, which may differ in the last digits. */
    static boolean isRounded(String column) {
        return column.endsWith("_sum")
                || column.endsWith("_total")
                || column.contains("_mean_")
                || column.startsWith("coverage");
    }
}

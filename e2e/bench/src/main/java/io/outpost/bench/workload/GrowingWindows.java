package io.outpost.bench.workload;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.outpost.bench.report.Figure;
import io.outpost.bench.suite.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of an event while the windows are still short beside its cost when 24 h are full, in the
 * same run; from the runs of the main table.
 */
public final class GrowingWindows {
    /** Hour 1 to 3; to full windows; two hours with full windows; the rest. */
    private static final int SPANS = 4;

    private static final int SHORT = 0;
    private static final int FULL = 2;
    private static final String WANTED = "≥ 0.95";

    private GrowingWindows() {}

    /** One figure per contender whose runs were marked for it. */
    public static List<Figure> of(List<Measurement> runs) {
        Map<String, List<Double>> ratios =
                runs.stream()
                        .filter(run -> run.contender().startsWith("outpost-"))
                        .filter(run -> run.spans().size() == SPANS)
                        .collect(
                                groupingBy(
                                        Measurement::contender,
                                        LinkedHashMap::new,
                                        mapping(GrowingWindows::ratio, toList())));
        return Figure.each(
                "windows grow to 24 h",
                "processor time per event, hours 1 to 3 / two hours with full windows",
                WANTED,
                ratios);
    }

    private static double ratio(Measurement run) {
        return run.spans().get(SHORT).processorSecondsPerMillion()
                / run.spans().get(FULL).processorSecondsPerMillion();
    }
}

package io.outpost.bench.workload;

import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event costs while the windows are still short beside what it costs when 24 h are full, in
 * the same run; read off the runs of the main table.
 */
public final class GrowingWindows {
    /** Hour 1 to 3; to full windows; two hours with full windows; the rest. */
    private static final int SPANS = 4;

    private static final int SHORT = 0;
    private static final int FULL = 2;
    private static final double WANTED = 0.95;

    private GrowingWindows() {}

    /** One figure per contender whose runs were marked for it. */
    public static List<Figure> of(List<Measurement> runs) {
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        for (Measurement run : runs) {
            if (run.contender().startsWith("outpost-") && run.spans().size() == SPANS) {
                Span few = run.spans().get(SHORT);
                Span full = run.spans().get(FULL);
                ratios.computeIfAbsent(run.contender(), name -> new ArrayList<>())
                        .add(few.processorSecondsPerMillion() / full.processorSecondsPerMillion());
            }
        }
        List<Figure> figures = new ArrayList<>();
        ratios.forEach(
                (contender, values) ->
                        figures.add(
                                Figure.of(
                                        new Figure.Subject(
                                                "windows grow to 24 h",
                                                contender,
                                                "processor time per event, hours 1 to 3 / two hours with full windows",
                                                WANTED),
                                        values)));
        return figures;
    }
}

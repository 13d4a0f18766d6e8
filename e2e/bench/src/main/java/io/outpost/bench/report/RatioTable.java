package io.outpost.bench.report;

import io.outpost.bench.measure.Measurement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Ratios to the first contender, first; then processor time and throughput. */
public final class RatioTable {
    private RatioTable() {}

    /** A Markdown table; one line per contender, medians of the rounds. */
    public static String markdown(List<Measurement> all) {
        Map<String, List<Measurement>> byName =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Measurement::contender,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        if (byName.isEmpty()) {
            return "nothing was measured";
        }
        List<Measurement> reference = byName.values().iterator().next();
        StringBuilder table = new StringBuilder();
        table.append(
                "| contender | throughput / loop (min..max) | CPU-s per million: all | own | broker | Postgres | events/s |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        byName.forEach((name, runs) -> table.append(line(name, runs, reference)));
        return table.toString();
    }

    private static String line(String name, List<Measurement> runs, List<Measurement> reference) {
        double[] ratios = new double[Math.min(runs.size(), reference.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i).eventsPerSecond() / reference.get(i).eventsPerSecond();
        }
        Arrays.sort(ratios);
        return "| %s | %.3f (%.3f..%.3f) | %.2f | %.2f | %.2f | %.2f | %,.0f |%n"
                .formatted(
                        name,
                        median(ratios),
                        ratios[0],
                        ratios[ratios.length - 1],
                        median(runs, Measurement::processorSecondsPerMillion),
                        median(runs, Measurement::ownPerMillion),
                        median(runs, Measurement::brokerPerMillion),
                        median(runs, Measurement::postgresPerMillion),
                        median(runs, Measurement::eventsPerSecond));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        return median(runs.stream().mapToDouble(value).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

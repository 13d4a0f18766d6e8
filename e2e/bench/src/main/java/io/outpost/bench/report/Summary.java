package io.outpost.bench.report;

import io.outpost.bench.measure.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A contender over all rounds. Ratios are to the reference of the same round; processor times are
 * medians, in s per million events.
 */
public record Summary(
        String contender,
        int rounds,
        double medianRatio,
        double leastRatio,
        double greatestRatio,
        double processorSeconds,
        double ownSeconds,
        double compileSeconds,
        double brokerSeconds,
        double postgresSeconds,
        double eventsPerSecond,
        long peakBytes,
        long checkpointBytes) {

    /** One per contender, in the order of their first run; the first is the reference. */
    public static List<Summary> of(List<Measurement> all) {
        Map<String, List<Measurement>> byName =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Measurement::contender,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Summary> summaries = new ArrayList<>();
        if (!byName.isEmpty()) {
            List<Measurement> reference = byName.values().iterator().next();
            byName.forEach((name, runs) -> summaries.add(of(name, runs, reference)));
        }
        return summaries;
    }

    private static Summary of(String name, List<Measurement> runs, List<Measurement> reference) {
        double[] ratios = new double[Math.min(runs.size(), reference.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i).eventsPerSecond() / reference.get(i).eventsPerSecond();
        }
        Arrays.sort(ratios);
        return new Summary(
                name,
                runs.size(),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1],
                median(runs, Measurement::processorSecondsPerMillion),
                median(runs, Measurement::ownPerMillion),
                median(runs, Measurement::compilePerMillion),
                median(runs, Measurement::brokerPerMillion),
                median(runs, Measurement::postgresPerMillion),
                median(runs, Measurement::eventsPerSecond),
                runs.stream().mapToLong(Measurement::peakBytes).max().orElse(0),
                runs.stream().mapToLong(Measurement::checkpointBytes).max().orElse(0));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        return median(runs.stream().mapToDouble(value).sorted().toArray());
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

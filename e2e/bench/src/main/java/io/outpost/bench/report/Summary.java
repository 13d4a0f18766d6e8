package io.outpost.bench.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.outpost.bench.suite.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
                        .collect(groupingBy(Measurement::contender, LinkedHashMap::new, toList()));
        List<Measurement> reference = byName.values().stream().findFirst().orElse(List.of());
        return byName.values().stream().map(runs -> of(runs, reference)).toList();
    }

    private static Summary of(List<Measurement> runs, List<Measurement> reference) {
        Spread ratio = Spread.of(Measurement.ratios(runs, reference, Measurement::eventsPerSecond));
        return new Summary(
                runs.get(0).contender(),
                runs.size(),
                ratio.median(),
                ratio.least(),
                ratio.greatest(),
                median(runs, run -> run.clock().processorSecondsPerMillion()),
                median(runs, run -> run.clock().perMillion(run.clock().ownSeconds())),
                median(runs, run -> run.clock().perMillion(run.clock().compileSeconds())),
                median(runs, run -> run.clock().perMillion(run.clock().brokerSeconds())),
                median(runs, run -> run.clock().perMillion(run.clock().postgresSeconds())),
                median(runs, Measurement::eventsPerSecond),
                runs.stream().mapToLong(Measurement::peakBytes).max().orElse(0),
                runs.stream().mapToLong(Measurement::checkpointBytes).max().orElse(0));
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        return Spread.of(runs.stream().map(value::applyAsDouble).toList()).median();
    }
}

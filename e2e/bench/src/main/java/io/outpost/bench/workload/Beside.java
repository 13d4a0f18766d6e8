package io.outpost.bench.workload;

import io.outpost.bench.measure.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs under a workload beside the clean runs of the same contender in the same round. */
final class Beside {
    private final Map<String, List<Measurement>> clean = new LinkedHashMap<>();
    private final Map<String, List<Measurement>> other = new LinkedHashMap<>();

    void add(Measurement cleanRun, Measurement otherRun) {
        clean.computeIfAbsent(cleanRun.contender(), name -> new ArrayList<>()).add(cleanRun);
        other.computeIfAbsent(otherRun.contender(), name -> new ArrayList<>()).add(otherRun);
    }

    /** Throughput under the workload / clean, one figure per contender. */
    List<Figure> throughput(String workload, double wanted) {
        List<Figure> figures = new ArrayList<>();
        clean.forEach(
                (contender, runs) ->
                        figures.add(
                                Figure.of(
                                        new Figure.Subject(
                                                workload, contender, "throughput / clean", wanted),
                                        ratios(
                                                other.get(contender),
                                                runs,
                                                Measurement::eventsPerSecond))));
        return figures;
    }

    static List<Double> ratios(
            List<Measurement> runs, List<Measurement> beside, ToDoubleFunction<Measurement> value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(runs.size(), beside.size()); i++) {
            ratios.add(value.applyAsDouble(runs.get(i)) / value.applyAsDouble(beside.get(i)));
        }
        return ratios;
    }
}

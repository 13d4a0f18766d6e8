package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.suite.Contenders;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.suite.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * The same reports from a hundred times as many places: one sensor each, every 10 min, over fewer
 * hours the more places there are. The clock runs while all places are known and none closes.
 */
final class MorePlaces {
    private static final int INTERVAL_MINUTES = 10;
    private static final int REPORTS_PER_HOUR = 60 / INTERVAL_MINUTES;
    private static final int MOST_HOURS = 26;
    private static final double WANTED = 0.7;

    private final Workloads workloads;
    private final Workloads.Scale scale;

    MorePlaces(Workloads workloads) {
        this.workloads = workloads;
        this.scale = workloads.scale();
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        List<Measurement> fewest = List.of();
        for (int divisor : List.of(100, 10, 1)) {
            int places = Math.max(1, scale.placesUpTo() / divisor);
            List<Measurement> runs = measure(places);
            if (divisor == 100) {
                fewest = runs;
            } else if (!runs.isEmpty() && !fewest.isEmpty()) {
                figures.add(
                        figure(
                                places,
                                "throughput / with the fewest places",
                                divisor == 1 ? WANTED : 0,
                                Measurement.ratios(runs, fewest, Measurement::eventsPerSecond)));
            }
            if (!runs.isEmpty()) {
                figures.add(perPlace(places, "heap", runs, Measurement::heapBytes));
                figures.add(perPlace(places, "checkpoint", runs, Measurement::checkpointBytes));
            }
        }
        return figures;
    }

    static Backlog backlog(Workloads.Scale scale, int places) {
        long hours = scale.placesRecords() / ((long) places * REPORTS_PER_HOUR);
        int some = (int) Math.max(1, Math.min(MOST_HOURS, hours));
        return Backlog.inOrder(places, 1, INTERVAL_MINUTES, some, scale.base().seed());
    }

    private List<Measurement> measure(int places)
            throws IOException, InterruptedException, ExecutionException {
        Backlog backlog = backlog(scale, places);
        Contenders contenders = workloads.contenders();
        Suite.Setup setup =
                new Suite.Setup(
                        "places-" + places,
                        ", " + workload(places),
                        scale.firstPort(),
                        backlog,
                        scale.config().with(RunConfig.Clock.STEADY),
                        new AtomicReference<>(),
                        workloads.failures());
        try (Suite suite = Suite.open(workloads.fixtures(), setup)) {
            suite.run(contenders.loop(backlog), 0);
            return suite.run(List.of(contenders.core(backlog)), scale.rounds());
        }
    }

    private Figure perPlace(
            int places, String what, List<Measurement> runs, ToDoubleFunction<Measurement> bytes) {
        List<Double> values = runs.stream().map(run -> bytes.applyAsDouble(run) / places).toList();
        return figure(places, what + ", bytes per place", 0, values);
    }

    private Figure figure(int places, String what, double wanted, List<Double> values) {
        String contender = workloads.contenders().core(scale.base()).name();
        return new Figure(workload(places), contender, what, wanted, values);
    }

    private static String workload(int places) {
        return "%,d places".formatted(places);
    }
}

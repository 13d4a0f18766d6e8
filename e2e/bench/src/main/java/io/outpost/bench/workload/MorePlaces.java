package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.report.Figure;
import io.outpost.bench.suite.Contender;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.suite.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The same reports from a hundred times as many places: one sensor each, every 10 min, over fewer
 * hours the more places there are. The clock runs while all places are known and none closes.
 */
final class MorePlaces {
    private static final int REPORTS_PER_HOUR = 6;
    private static final int MOST_HOURS = 26;
    private static final String WANTED = "≥ 0.7";

    private final Workloads workloads;
    private final List<Figure> figures = new ArrayList<>();

    MorePlaces(Workloads workloads) {
        this.workloads = workloads;
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        int most = workloads.scale().placesUpTo();
        List<Measurement> fewest = measure(Math.max(1, most / 100), "", List.of());
        measure(Math.max(1, most / 10), "", fewest);
        measure(most, WANTED, fewest);
        return figures;
    }

    private List<Measurement> measure(int places, String wanted, List<Measurement> fewest)
            throws IOException, InterruptedException, ExecutionException {
        Backlog backlog = backlog(workloads.scale(), places);
        String workload = "%,d places".formatted(places);
        RunConfig config = workloads.scale().config().with(RunConfig.Clock.STEADY);
        List<Measurement> runs;
        try (Suite suite =
                workloads.open(
                        "places-" + places,
                        workload,
                        0,
                        backlog,
                        config,
                        new AtomicReference<>())) {
            suite.run(Contender.loop(backlog), 0);
            runs = suite.run(List.of(Contender.core(backlog)), workloads.scale().rounds());
        }
        var ratios = Measurement.ratios(runs, fewest, Measurement::eventsPerSecond);
        add(workload, "throughput / with the fewest places", wanted, ratios);
        List<Double> bytes =
                runs.stream().map(run -> (double) run.checkpointBytes() / places).toList();
        add(workload, "checkpoint, bytes per place", "", bytes);
        return runs;
    }

    static Backlog backlog(Workloads.Scale scale, int places) {
        long hours = scale.placesRecords() / ((long) places * REPORTS_PER_HOUR);
        int some = (int) Math.max(1, Math.min(MOST_HOURS, hours));
        return Backlog.inOrder(places, 1, 10, some, scale.base().seed());
    }

    private void add(String workload, String what, String wanted, List<Double> values) {
        if (!values.isEmpty()) {
            figures.add(new Figure(workload, "outpost-core-p2", what, wanted, values));
        }
    }
}

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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What preferences cost: the job at places of which people want something, 100,000 of 15,000
 * places, beside the job on the same observations of the same places without. One in twenty holds
 * at any time.
 */
final class WantedPlaces {
    private final Workloads workloads;

    /** One round. */
    private record Pair(Measurement without, Measurement with) {
        double throughput() {
            return with.eventsPerSecond() / without.eventsPerSecond();
        }

        double checkpointBytesPer(int preferences) {
            return (double) (with.checkpointBytes() - without.checkpointBytes()) / preferences;
        }
    }

    WantedPlaces(Workloads workloads) {
        this.workloads = workloads;
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        Backlog shape = DescribedPlaces.backlog(workloads.scale(), DescribedPlaces.STATION);
        Backlog wanted = shape.with(Backlog.Sites.WANTED);
        String workload =
                "%,d preferences of %,d places".formatted(wanted.preferences(), wanted.places());
        List<Pair> pairs;
        try (Suite without =
                        open(
                                "not-wanted",
                                0,
                                workload + ", without",
                                shape.with(Backlog.Sites.DESCRIBED));
                Suite with = open("wanted", 2, workload, wanted)) {
            pairs = interleaved(without, with);
        }
        List<Figure> figures = new ArrayList<>();
        if (!pairs.isEmpty()) {
            figures.add(
                    figure(
                            workload,
                            "throughput / without preferences",
                            "≥ 0.7",
                            pairs.stream().map(Pair::throughput).toList()));
            figures.add(
                    figure(
                            workload,
                            "checkpoint, bytes per preference more than without",
                            "",
                            pairs.stream()
                                    .map(pair -> pair.checkpointBytesPer(wanted.preferences()))
                                    .toList()));
        }
        return figures;
    }

    private static Figure figure(String workload, String what, String wanted, List<Double> values) {
        return new Figure(workload, "outpost-core-p2", what, wanted, values);
    }

    private Suite open(String folder, int portOffset, String workload, Backlog backlog)
            throws IOException, InterruptedException, ExecutionException {
        RunConfig config = workloads.scale().config().with(RunConfig.Clock.WHOLE_HOURS);
        return workloads.open(
                folder, workload, portOffset, backlog, config, new AtomicReference<>());
    }

    private List<Pair> interleaved(Suite without, Suite with) throws InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        without.run(Contender.loop(without.setup().backlog()), 0);
        with.run(Contender.loop(with.setup().backlog()), 0);
        for (int round = 1; round <= workloads.scale().rounds(); round++) {
            Optional<Measurement> one = core(without, round);
            Optional<Measurement> other = core(with, round);
            if (one.isPresent() && other.isPresent()) {
                pairs.add(new Pair(one.get(), other.get()));
            }
        }
        return pairs;
    }

    private static Optional<Measurement> core(Suite suite, int round) throws InterruptedException {
        return suite.run(Contender.core(suite.setup().backlog()), round);
    }
}

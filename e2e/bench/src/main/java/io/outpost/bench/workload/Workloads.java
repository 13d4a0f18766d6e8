package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.report.Figure;
import io.outpost.bench.suite.MeasuredRuns;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The runs after the main table: each workload beside its baseline.
 *
 * @param failures receives why runs have no number, by contender and workload
 */
public record Workloads(Fixtures fixtures, Scale scale, Map<String, String> failures) {
    public static final int MOST_PLACES = 3200;
    public static final int MOST_ROUNDS = 3;

    /**
     * How large the workloads are.
     *
     * @param base what disorder and catch-up are measured with, in order and without duplicates
     * @param config of their runs
     * @param rounds of each
     * @param placesUpTo the greatest number of places; the others are a tenth and a hundredth of it
     * @param placesRecords about so many records at most with any number of places
     * @param firstPort of four for brokers
     * @param runs those that were measured, also by the same command before
     * @param profile folder for flight recordings of the hourly models' runs; null: none
     */
    public record Scale(
            Backlog base,
            RunConfig config,
            int rounds,
            int placesUpTo,
            long placesRecords,
            int firstPort,
            MeasuredRuns runs,
            Path profile) {}

    /** Runs all of them. */
    public List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>(new DirtyLog(this).run());
        figures.addAll(new MorePlaces(this).run());
        figures.addAll(models());
        return figures;
    }

    /** Runs that of the hourly models alone. */
    public List<Figure> models() throws IOException, InterruptedException, ExecutionException {
        return new DescribedPlaces(this).run();
    }

    /** Runs that of preferences alone. */
    public List<Figure> preferences() throws IOException, InterruptedException, ExecutionException {
        return new WantedPlaces(this).run();
    }

    /** A suite of a workload; its broker has the port that is so many behind the first. */
    Suite open(
            String folder,
            String workload,
            int portOffset,
            Backlog backlog,
            RunConfig config,
            AtomicReference<Measurement> reference)
            throws IOException, InterruptedException, ExecutionException {
        int port = scale.firstPort() + portOffset;
        return Suite.open(
                fixtures,
                new Suite.Setup(
                        folder,
                        ", " + workload,
                        port,
                        backlog,
                        config,
                        scale.runs(),
                        reference,
                        failures));
    }
}

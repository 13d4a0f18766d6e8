package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.suite.Contenders;
import io.outpost.bench.suite.RunConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The runs after the main table: each workload beside its baseline.
 *
 * @param failures receives why runs have no number, by contender and workload
 */
public record Workloads(
        Fixtures fixtures, Contenders contenders, Scale scale, Map<String, String> failures) {

    /** Runs all of them. */
    public List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(new DirtyLog(this).run());
        figures.addAll(new MorePlaces(this).run());
        return figures;
    }

    /**
     * How large the workloads are.
     *
     * @param base what disorder and catch-up are measured with, in order and without duplicates
     * @param config of their runs
     * @param rounds of each
     * @param placesUpTo the greatest number of places; the others are a tenth and a hundredth of it
     * @param placesRecords about so many records at most with any number of places
     * @param firstPort of four for brokers
     */
    public record Scale(
            Backlog base,
            RunConfig config,
            int rounds,
            int placesUpTo,
            long placesRecords,
            int firstPort) {}
}

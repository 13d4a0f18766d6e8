package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.measure.Entries;
import io.outpost.bench.measure.Ground;
import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Plan;
import io.outpost.bench.measure.Reference;
import io.outpost.bench.measure.Rounds;
import io.outpost.bench.measure.Yard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

    private final Ground ground;
    private final Entries entries;
    private final Scale scale;
    private final Map<String, String> failures;

    MorePlaces(Ground ground, Entries entries, Scale scale, Map<String, String> failures) {
        this.ground = ground;
        this.entries = entries;
        this.scale = scale;
        this.failures = failures;
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        List<Measurement> fewest = List.of();
        for (int divisor : List.of(100, 10, 1)) {
            int places = Math.max(1, scale.placesUpTo() / divisor);
            List<Measurement> runs = measure(places);
            fewest = divisor == 100 ? runs : fewest;
            if (!runs.isEmpty()) {
                figures.addAll(figures(places, runs, fewest, divisor == 1 ? WANTED : 0));
            }
        }
        return figures;
    }

    Backlog backlog(int places) {
        long hours = scale.placesRecords() / ((long) places * REPORTS_PER_HOUR);
        int some = (int) Math.max(1, Math.min(MOST_HOURS, hours));
        return new Backlog(places, 1, INTERVAL_MINUTES, some, 0, scale.base().seed());
    }

    private List<Measurement> measure(int places)
            throws IOException, InterruptedException, ExecutionException {
        Backlog backlog = backlog(places);
        Plan plan = scale.plan().with(Plan.Clock.STEADY);
        Yard.Load load = new Yard.Load(backlog, plan, new Reference());
        try (Yard yard = Yard.open(ground, "places-" + places, scale.firstPort(), load)) {
            yard.track().run(entries.loop(backlog), 0);
            List<Measurement> runs =
                    Rounds.run(yard.track(), List.of(entries.core(backlog)), scale.rounds());
            yard.track()
                    .failures()
                    .forEach((name, why) -> failures.put(name + ", " + workload(places), why));
            return runs;
        }
    }

    private static String workload(int places) {
        return "%,d places".formatted(places);
    }

    private static List<Figure> figures(
            int places, List<Measurement> runs, List<Measurement> fewest, double wanted) {
        String contender = runs.get(0).contender();
        List<Figure> figures = new ArrayList<>();
        if (runs != fewest && !fewest.isEmpty()) {
            figures.add(
                    Figure.of(
                            new Figure.Subject(
                                    workload(places),
                                    contender,
                                    "throughput / with the fewest places",
                                    wanted),
                            Beside.ratios(runs, fewest, Measurement::eventsPerSecond)));
        }
        figures.add(
                Figure.of(
                        new Figure.Subject(workload(places), contender, "heap, bytes per place", 0),
                        perPlace(runs, Measurement::heapBytes, places)));
        figures.add(
                Figure.of(
                        new Figure.Subject(
                                workload(places), contender, "checkpoint, bytes per place", 0),
                        perPlace(runs, Measurement::checkpointBytes, places)));
        return figures;
    }

    private static List<Double> perPlace(
            List<Measurement> runs, ToDoubleFunction<Measurement> bytes, int places) {
        return runs.stream().map(run -> bytes.applyAsDouble(run) / places).toList();
    }
}

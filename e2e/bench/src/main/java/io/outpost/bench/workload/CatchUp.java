package io.outpost.bench.workload;

import io.outpost.bench.measure.Entries;
import io.outpost.bench.measure.Entry;
import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Plan;
import io.outpost.bench.measure.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of a cold process to the last row of the backlog. */
final class CatchUp {
    /** What arrives in an hour at 15,000 observations a second. */
    private static final double HOUR_RECORDS = 54e6;

    private final Entries entries;
    private final int rounds;
    private final Map<String, String> failures;

    CatchUp(Entries entries, int rounds, Map<String, String> failures) {
        this.entries = entries;
        this.rounds = rounds;
        this.failures = failures;
    }

    List<Figure> run(Track clean) throws InterruptedException {
        Track track = clean.with(clean.plan().with(Plan.Clock.PROCESS));
        long records = track.backlog().records();
        List<Figure> figures = new ArrayList<>();
        for (Entry entry : List.of(entries.core(track.backlog()), entries.full(track.backlog()))) {
            List<Double> seconds = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                track.run(entry, round)
                        .map(m -> secondsForAnHour(m, records))
                        .ifPresent(seconds::add);
            }
            if (!seconds.isEmpty()) {
                figures.add(Figure.of(subject(entry, records), seconds));
            }
        }
        track.failures().forEach((name, why) -> failures.put(name + ", catch-up", why));
        return figures;
    }

    private static double secondsForAnHour(Measurement run, long records) {
        return run.clock().seconds() * HOUR_RECORDS / records;
    }

    private static Figure.Subject subject(Entry entry, long records) {
        return new Figure.Subject(
                "catch-up from a cold start",
                entry.name(),
                "s per 54 million records, an hour of 15,000/s"
                        + (records < HOUR_RECORDS
                                ? ", scaled up from %.1f million".formatted(records / 1e6)
                                : ""),
                0);
    }
}

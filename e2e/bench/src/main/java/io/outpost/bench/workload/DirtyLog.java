package io.outpost.bench.workload;

import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.measure.Entries;
import io.outpost.bench.measure.Entry;
import io.outpost.bench.measure.Ground;
import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Reference;
import io.outpost.bench.measure.Track;
import io.outpost.bench.measure.Yard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Duplicates and disorder beside the clean log of the same observations, with the same last
 * revisions as the loop's rows; and the time in which a new process catches up with the clean log.
 */
final class DirtyLog {
    private static final int DUPLICATE_PERCENT = 20;
    private static final int LATE_PERCENT = 30;

    /** Within the 10 s that a pane waits after its end. */
    private static final int SECONDS_BEFORE_CLOSING = 8;

    /** Well within the minute horizon: closed panes are written again. */
    private static final int SECONDS_AFTER_CLOSING = 600;

    private static final double WANTED = 0.9;

    private final Ground ground;
    private final Entries entries;
    private final Scale scale;
    private final Map<String, String> failures;
    private final Reference reference = new Reference();

    DirtyLog(Ground ground, Entries entries, Scale scale, Map<String, String> failures) {
        this.ground = ground;
        this.entries = entries;
        this.scale = scale;
        this.failures = failures;
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        Yard.Load clean = new Yard.Load(scale.base(), scale.plan(), reference);
        try (Yard yard = Yard.open(ground, "clean", scale.firstPort(), clean)) {
            yard.track().run(entries.loop(scale.base()), 0);
            figures.addAll(beside(yard.track(), SECONDS_BEFORE_CLOSING, WANTED));
            figures.addAll(beside(yard.track(), SECONDS_AFTER_CLOSING, 0));
            figures.addAll(new CatchUp(entries, scale.rounds(), failures).run(yard.track()));
            keepFailures(yard.track(), "clean");
        }
        return figures;
    }

    private List<Figure> beside(Track clean, int upToSeconds, double wanted)
            throws IOException, InterruptedException, ExecutionException {
        Disorder disorder = new Disorder(LATE_PERCENT, upToSeconds);
        var backlog = scale.base().with(DUPLICATE_PERCENT, disorder);
        String workload =
                "%d %% twice, %d %% late by up to %d s"
                        .formatted(DUPLICATE_PERCENT, LATE_PERCENT, upToSeconds);
        Beside beside = new Beside();
        Yard.Load load = new Yard.Load(backlog, scale.plan(), reference);
        try (Yard yard = Yard.open(ground, "dirty", scale.firstPort() + 2, load)) {
            for (int round = 1; round <= scale.rounds(); round++) {
                for (Entry entry : List.of(entries.core(backlog), entries.full(backlog))) {
                    run(entry, round, List.of(clean, yard.track()), beside);
                }
            }
            keepFailures(yard.track(), workload);
        }
        return beside.throughput(workload, wanted);
    }

    private static void run(Entry entry, int round, List<Track> cleanAndDirty, Beside beside)
            throws InterruptedException {
        Optional<Measurement> clean = cleanAndDirty.get(0).run(entry, round);
        Optional<Measurement> dirty = cleanAndDirty.get(1).run(entry, round);
        if (clean.isPresent() && dirty.isPresent()) {
            beside.add(clean.get(), dirty.get());
        }
    }

    private void keepFailures(Track track, String workload) {
        track.failures().forEach((name, why) -> failures.put(name + ", " + workload, why));
    }
}

package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.report.Figure;
import io.outpost.bench.suite.Contender;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.suite.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

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

    private static final String WANTED = "≥ 0.9";

    /** What arrives in an hour at 15,000 observations a second. */
    private static final double HOUR_RECORDS = 54e6;

    private final Workloads workloads;
    private final Workloads.Scale scale;
    private final AtomicReference<Measurement> reference = new AtomicReference<>();

    DirtyLog(Workloads workloads) {
        this.workloads = workloads;
        this.scale = workloads.scale();
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        try (Suite clean = open("clean", "clean", 0, scale.base())) {
            clean.run(Contender.loop(scale.base()), 0);
            figures.addAll(dirty(clean, SECONDS_BEFORE_CLOSING, WANTED));
            figures.addAll(dirty(clean, SECONDS_AFTER_CLOSING, ""));
            RunConfig cold = scale.config().with(RunConfig.Clock.PROCESS);
            figures.addAll(catchUp(clean.with(", catch-up", cold)));
        }
        return figures;
    }

    private Suite open(String folder, String workload, int portOffset, Backlog backlog)
            throws IOException, InterruptedException, ExecutionException {
        return workloads.open(folder, workload, portOffset, backlog, scale.config(), reference);
    }

    /** Throughput on the dirty log / on the clean one, in the same round. */
    private List<Figure> dirty(Suite clean, int upToSeconds, String wanted)
            throws IOException, InterruptedException, ExecutionException {
        Backlog backlog =
                scale.base().with(DUPLICATE_PERCENT, new Disorder(LATE_PERCENT, upToSeconds));
        String workload =
                "%d %% twice, %d %% late by up to %d s"
                        .formatted(DUPLICATE_PERCENT, LATE_PERCENT, upToSeconds);
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        try (Suite dirty = open("dirty", workload, 2, backlog)) {
            for (int round = 1; round <= scale.rounds(); round++) {
                for (Contender contender : coreAndFull(backlog)) {
                    Optional<Measurement> one = clean.run(contender, round);
                    Optional<Measurement> other = dirty.run(contender, round);
                    if (one.isPresent() && other.isPresent()) {
                        ratios.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                                .add(other.get().eventsPerSecond() / one.get().eventsPerSecond());
                    }
                }
            }
        }
        return Figure.each(workload, "throughput / clean", wanted, ratios);
    }

    /** From the start of a cold process to the last row of the backlog. */
    private List<Figure> catchUp(Suite cold) throws InterruptedException {
        long records = scale.base().records();
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 1; round <= scale.rounds(); round++) {
            for (Contender contender : coreAndFull(scale.base())) {
                Optional<Measurement> run = cold.run(contender, round);
                if (run.isPresent()) {
                    seconds.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                            .add(run.get().clock().seconds() * HOUR_RECORDS / records);
                }
            }
        }
        String what =
                "s per 54 million records, an hour of 15,000/s, scaled up from %.1f million"
                        .formatted(records / 1e6);
        return Figure.each("catch-up from a cold start", what, "", seconds);
    }

    private static List<Contender> coreAndFull(Backlog backlog) {
        return List.of(Contender.core(backlog), Contender.full(backlog));
    }
}

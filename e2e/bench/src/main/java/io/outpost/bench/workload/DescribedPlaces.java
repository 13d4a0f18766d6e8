package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.report.Figure;
import io.outpost.bench.suite.Contender;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the hourly models cost: the job at places with a position beside the job on the same
 * observations of places without one. With many observations an hour, as stations send them, and
 * with few, where an hour of the models is so much of the work that its cost can be read off.
 */
final class DescribedPlaces {
    static final int PLACES = 15_000;
    private static final int LEAST_HOURS = 4;

    /** The loop takes no more than 8 days, of which the last report of a place is one. */
    private static final int MOST_HOURS = 6 * 24;

    /** They are not on the clock: when the models begin, and when the places close. */
    private static final int HOURS_OFF_CLOCK = 2;

    private static final double MICROS = 1e6;

    /** As a station sends. */
    static final Density STATION = new Density(10, 10, "≥ 0.9", "", false);

    /** As much of the work as may be is that of the models. */
    static final Density SPARSE = new Density(1, 30, "", "≤ 2", true);

    private final Workloads workloads;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * How often places report.
     *
     * @param isGatedInFull true: the rows in Postgres are held against the loop's, too
     */
    record Density(
            int sensors,
            int intervalMinutes,
            String throughputWanted,
            String microsWanted,
            boolean isGatedInFull) {
        int perPlaceHour() {
            return sensors * 60 / intervalMinutes;
        }
    }

    /** One round. */
    private record Pair(Measurement without, Measurement with) {
        double throughput() {
            return with.eventsPerSecond() / without.eventsPerSecond();
        }

        double checkpointBytesPerPlace() {
            return (double) (with.checkpointBytes() - without.checkpointBytes()) / PLACES;
        }

        double microsPer(long placeHours) {
            double seconds = with.clock().workSeconds() - without.clock().workSeconds();
            return seconds * MICROS / placeHours;
        }
    }

    DescribedPlaces(Workloads workloads) {
        this.workloads = workloads;
    }

    List<Figure> run() throws IOException, InterruptedException, ExecutionException {
        measure(STATION);
        measure(SPARSE);
        return figures;
    }

    static Backlog backlog(Workloads.Scale scale, Density density) {
        long hours = scale.placesRecords() / ((long) PLACES * density.perPlaceHour());
        int some = (int) Math.max(LEAST_HOURS, Math.min(MOST_HOURS, hours));
        return Backlog.inOrder(
                PLACES, density.sensors, density.intervalMinutes, some, scale.base().seed());
    }

    private void measure(Density density)
            throws IOException, InterruptedException, ExecutionException {
        int perPlaceHour = density.perPlaceHour();
        Backlog shape = backlog(workloads.scale(), density);
        String workload =
                "hourly models, %,d places, %d observations of each per hour"
                        .formatted(PLACES, perPlaceHour);
        List<Pair> pairs;
        try (Suite without =
                        open(
                                "gauged-" + perPlaceHour,
                                0,
                                workload + ", without",
                                shape.with(Backlog.Sites.GAUGED));
                Suite with =
                        open(
                                "described-" + perPlaceHour,
                                2,
                                workload,
                                shape.with(Backlog.Sites.DESCRIBED))) {
            pairs = interleaved(without, with);
            if (density.isGatedInFull) {
                with.run(Contender.full(with.setup().backlog()), 1);
            }
        }
        long placeHours = (long) PLACES * (shape.hours() - HOURS_OFF_CLOCK);
        add(
                workload,
                "throughput / without positions",
                density.throughputWanted,
                pairs.stream().map(Pair::throughput).toList());
        add(
                workload,
                "processor time more than without positions, us per place-hour",
                density.microsWanted,
                pairs.stream().map(pair -> pair.microsPer(placeHours)).toList());
        add(
                workload,
                "checkpoint, bytes per place more than without positions",
                "",
                pairs.stream().map(Pair::checkpointBytesPerPlace).toList());
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
            // By turns first, so that neither side has more of what else the machine does.
            boolean isWithFirst = round % 2 == 0;
            Optional<Measurement> first = core(isWithFirst ? with : without, round);
            Optional<Measurement> second = core(isWithFirst ? without : with, round);
            if (first.isPresent() && second.isPresent()) {
                pairs.add(
                        isWithFirst
                                ? new Pair(second.get(), first.get())
                                : new Pair(first.get(), second.get()));
            }
        }
        return pairs;
    }

    private Optional<Measurement> core(Suite suite, int round) throws InterruptedException {
        Contender core = Contender.core(suite.setup().backlog());
        Path profile = workloads.scale().profile();
        return suite.run(
                profile == null ? core : core.profiledIn(profile.resolve(suite.setup().name())),
                round);
    }

    private void add(String workload, String what, String wanted, List<Double> values) {
        if (!values.isEmpty()) {
            figures.add(new Figure(workload, "outpost-core-p2", what, wanted, values));
        }
    }
}

package io.outpost.bench;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.measure.Entry;
import io.outpost.bench.measure.Plan;
import io.outpost.bench.workload.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the command. */
final class BenchOptions {
    private static final long SEED = 7;

    /** Records for peers that are tens of times slower. */
    private static final long PREFIX = 200_000;

    private static final long QUICK_PREFIX = 100_000;
    private static final int MOST_WORKLOAD_PLACES = 3200;
    private static final int MOST_WORKLOAD_ROUNDS = 3;

    @Option(
            names = "--quick",
            description =
                    "The table in under 5 minutes: 1,000 places and 1 round, where not given otherwise.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds (default: 5; quick: 1).")
    private Integer rounds;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Places in the backlog (default: 15000; quick: 1000).")
    private Integer places;

    @Option(
            names = "--sensors",
            paramLabel = "N",
            defaultValue = "10",
            description = "Sensors of a place (default: ${DEFAULT-VALUE}).")
    private int sensors;

    @Option(
            names = "--interval",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description = "Minutes between a sensor's reports (default: ${DEFAULT-VALUE}).")
    private int intervalMinutes;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "26",
            description =
                    "Hours of event time, 26 or more fill all windows (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--duplicates",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Share of the records that are sent twice (default: ${DEFAULT-VALUE}).")
    private int duplicatePercent;

    @Option(
            names = "--disorder",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "Share of the records that arrive late; the loop reads them in order (default: ${DEFAULT-VALUE}).")
    private int disorderPercent;

    @Option(
            names = "--disorder-up-to",
            paramLabel = "SECONDS",
            defaultValue = "8",
            description =
                    "How late: below 10 no closed pane is written again, up to 7199 some are (default: ${DEFAULT-VALUE}).")
    private int disorderSeconds;

    @Option(
            names = "--warm-records",
            paramLabel = "N",
            defaultValue = "10000000",
            description =
                    "Records of the pass before, which warms the same process and is not measured (default: ${DEFAULT-VALUE}, or all).")
    private long warmRecords;

    @Option(
            names = "--warm-seconds",
            paramLabel = "N",
            description =
                    "Such passes follow each other until the compilers are quiet, at most until then (default: 30; quick: 15).")
    private Integer warmSeconds;

    @Option(
            names = "--workloads",
            negatable = true,
            description =
                    "After the table also duplicates and disorder, more places, and catch-up (default: not with --quick or --contenders).")
    private Boolean workloads;

    @Option(
            names = "--places-up-to",
            paramLabel = "N",
            description =
                    "Most places of the workloads, beside a tenth and a hundredth of it (default: 1500000; quick: 150000).")
    private Integer placesUpTo;

    @Option(
            names = "--micro",
            description =
                    "Only the small pieces by themselves, in a minute: decode, formulas, a place.")
    private boolean micro;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "Only these; the loop always takes part (default: all).")
    private Set<String> only = Set.of();

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            defaultValue = "18180",
            description = "First of ten ports on loopback (default: ${DEFAULT-VALUE}).")
    private int firstPort;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Scratch folder, thrown away after (default: e2e/bench/target/bench).")
    private Path data;

    @Option(
            names = "--limit-seconds",
            paramLabel = "N",
            defaultValue = "600",
            description = "A single run that takes longer has failed (default: ${DEFAULT-VALUE}).")
    private int limitSeconds;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write all figures of all rounds here.")
    private Path json;

    @Option(
            names = "--profile",
            paramLabel = "FOLDER",
            description =
                    "Record where the measured passes spend their time: a .jfr file of each contender's last round, for JDK Mission Control or `jfr`. Recording slows them down: take the figures from a run without.")
    private Path profile;

    @Option(
            names = "--write-docs",
            description = "Put the table and its picture into docs/performance.md.")
    private boolean writeDocs;

    Path json() {
        return json;
    }

    boolean writeDocs() {
        return writeDocs;
    }

    int rounds() {
        return rounds != null ? rounds : quick ? 1 : 5;
    }

    int firstPort() {
        return firstPort;
    }

    Path folder(Path home) {
        return data != null ? data.toAbsolutePath() : home.resolve("e2e/bench/target/bench");
    }

    boolean micro() {
        return micro;
    }

    boolean workloads() {
        return workloads != null ? workloads : !quick && only.isEmpty();
    }

    Plan plan() {
        return new Plan(
                Duration.ofSeconds(limitSeconds),
                warmRecords,
                warmSeconds != null ? warmSeconds : quick ? 15 : 30,
                quick ? QUICK_PREFIX : PREFIX,
                Plan.Clock.HOURS);
    }

    Backlog backlog() {
        int many = places != null ? places : quick ? 1000 : 15_000;
        Disorder disorder = new Disorder(disorderPercent, disorderSeconds);
        return new Backlog(many, sensors, intervalMinutes, hours, duplicatePercent, SEED, disorder);
    }

    Scale scale() {
        Backlog all = backlog();
        Backlog base =
                new Backlog(
                        Math.min(MOST_WORKLOAD_PLACES, all.places()),
                        sensors,
                        intervalMinutes,
                        hours,
                        0,
                        SEED);
        return new Scale(
                base,
                plan(),
                Math.min(MOST_WORKLOAD_ROUNDS, rounds()),
                placesUpTo != null ? placesUpTo : quick ? 150_000 : 1_500_000,
                quick ? 1_000_000 : 10_000_000,
                firstPort + 2);
    }

    /** The contenders that take part; the loop always does. */
    List<Entry> chosen(List<Entry> all) {
        return all.stream()
                .filter(
                        entry ->
                                entry.kind() == ContenderKind.LOOP
                                        || only.isEmpty()
                                        || only.contains(entry.name()))
                .map(entry -> profile == null ? entry : entry.profiledIn(profile.toAbsolutePath()))
                .toList();
    }
}

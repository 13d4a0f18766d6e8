package io.outpost.bench;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.suite.ContenderConfig;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.workload.Workloads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the command; their descriptions are in Bench.properties. */
final class BenchOptions {
    private static final long SEED = 7;
    private static final int MOST_WORKLOAD_PLACES = 3200;
    private static final int MOST_WORKLOAD_ROUNDS = 3;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N")
    private Integer rounds;

    @Option(names = "--places", paramLabel = "N")
    private Integer places;

    @Option(names = "--sensors", paramLabel = "N", defaultValue = "10")
    private int sensors;

    @Option(names = "--interval", paramLabel = "MINUTES", defaultValue = "10")
    private int intervalMinutes;

    @Option(names = "--hours", paramLabel = "N", defaultValue = "26")
    private int hours;

    @Option(names = "--duplicates", paramLabel = "PERCENT", defaultValue = "0")
    private int duplicatePercent;

    @Option(names = "--disorder", paramLabel = "PERCENT", defaultValue = "0")
    private int disorderPercent;

    @Option(names = "--disorder-up-to", paramLabel = "SECONDS", defaultValue = "8")
    private int disorderSeconds;

    @Option(names = "--warm-records", paramLabel = "N", defaultValue = "10000000")
    private long warmRecords;

    @Option(names = "--warm-seconds", paramLabel = "N")
    private Integer warmSeconds;

    @Option(names = "--workloads", negatable = true)
    private Boolean workloads;

    @Option(names = "--places-up-to", paramLabel = "N")
    private Integer placesUpTo;

    @Option(names = "--micro")
    boolean micro;

    @Option(names = "--contenders", split = ",", paramLabel = "NAME")
    private Set<String> only = Set.of();

    @Option(names = "--ports-from", paramLabel = "PORT", defaultValue = "18180")
    int firstPort;

    @Option(names = "--data", paramLabel = "FOLDER")
    private Path data;

    @Option(names = "--limit-seconds", paramLabel = "N", defaultValue = "600")
    private int limitSeconds;

    @Option(names = "--json", paramLabel = "FILE")
    Path json;

    @Option(names = "--profile", paramLabel = "FOLDER")
    private Path profile;

    @Option(names = "--write-docs")
    boolean writeDocs;

    int rounds() {
        return either(rounds, 5, 1);
    }

    Path folder(Path home) {
        return data != null ? data.toAbsolutePath() : home.resolve("e2e/bench/target/bench");
    }

    boolean workloads() {
        return workloads != null ? workloads : !quick && only.isEmpty();
    }

    RunConfig runConfig() {
        // Peers that compute a part are tens of times slower, and get a part of the records.
        return new RunConfig(
                Duration.ofSeconds(limitSeconds),
                warmRecords,
                either(warmSeconds, 30, 15),
                either(null, 200_000, 100_000),
                RunConfig.Clock.HOURS);
    }

    Backlog backlog() {
        return new Backlog(
                either(places, 15_000, 1000),
                sensors,
                intervalMinutes,
                hours,
                duplicatePercent,
                SEED,
                new Disorder(disorderPercent, disorderSeconds));
    }

    Workloads.Scale scale() {
        int some = Math.min(MOST_WORKLOAD_PLACES, backlog().places());
        return new Workloads.Scale(
                Backlog.inOrder(some, sensors, intervalMinutes, hours, SEED),
                runConfig(),
                Math.min(MOST_WORKLOAD_ROUNDS, rounds()),
                either(placesUpTo, 1_500_000, 150_000),
                either(null, 10_000_000, 1_000_000),
                firstPort + 2);
    }

    /** The contenders that take part; the loop always does. */
    List<ContenderConfig> chosen(List<ContenderConfig> all) {
        return all.stream()
                .filter(one -> isChosen(one))
                .map(one -> profile == null ? one : one.profiledIn(profile.toAbsolutePath()))
                .toList();
    }

    private boolean isChosen(ContenderConfig contender) {
        return contender.kind() == ContenderKind.LOOP
                || only.isEmpty()
                || only.contains(contender.name());
    }

    private int either(Integer given, int usual, int whenQuick) {
        return given != null ? given : quick ? whenQuick : usual;
    }
}

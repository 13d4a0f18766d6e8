package io.outpost.bench;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.measure.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine.Option;

/** The options of the command. */
final class BenchOptions {
    private static final long SEED = 7;

    @Option(
            names = "--quick",
            description =
                    "The table in under 5 minutes: 2,000 places and 3 rounds, where not given otherwise.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds (default: 5; quick: 3).")
    private Integer rounds;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Places in the backlog (default: 15000; quick: 2000).")
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
        return rounds != null ? rounds : quick ? 3 : 5;
    }

    int firstPort() {
        return firstPort;
    }

    Duration limit() {
        return Duration.ofSeconds(limitSeconds);
    }

    Path folder(Path home) {
        return data != null ? data.toAbsolutePath() : home.resolve("e2e/bench/target/bench");
    }

    Backlog backlog() {
        int many = places != null ? places : quick ? 2000 : 15_000;
        return new Backlog(many, sensors, intervalMinutes, hours, duplicatePercent, SEED);
    }

    /** The contenders that take part, the loop first. */
    List<Entry> entries(Path home) {
        int flinkHeap = 1024 + (int) (backlog().records() / 8000);
        int loopHeap = 512 + (int) (backlog().records() / 20_000);
        List<String> flink = flinkOptions(home);
        List<Entry> all = new ArrayList<>();
        all.add(new Entry("loop", ContenderKind.LOOP, 1, loopHeap, List.of()));
        all.add(new Entry("decode-only", ContenderKind.DECODE_ONLY, 1, loopHeap, List.of()));
        all.add(new Entry("outpost-core-p1", ContenderKind.OUTPOST_CORE, 1, flinkHeap, flink));
        all.add(new Entry("outpost-core-p2", ContenderKind.OUTPOST_CORE, 2, flinkHeap, flink));
        all.add(new Entry("outpost-full-p2", ContenderKind.OUTPOST_FULL, 2, flinkHeap, flink));
        all.add(
                new Entry(
                        "streams-twin-p2", ContenderKind.STREAMS_TWIN, 2, 2 * loopHeap, List.of()));
        all.add(new Entry("naive-flink-p2", ContenderKind.NAIVE_FLINK, 2, flinkHeap, flink));
        all.add(
                new Entry(
                        "streams-hopping-p2",
                        ContenderKind.STREAMS_HOPPING,
                        2,
                        flinkHeap,
                        List.of()));
        all.removeIf(
                entry ->
                        entry.kind() != ContenderKind.LOOP
                                && !only.isEmpty()
                                && !only.contains(entry.name()));
        return all;
    }

    /** As the TaskManager of production. */
    private static List<String> flinkOptions(Path home) {
        var configuration =
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString());
        List<String> options = new ArrayList<>();
        for (String key : List.of("env.java.opts.all", "env.java.opts.taskmanager")) {
            options.addAll(List.of(configuration.getString(key, "").strip().split("\\s+")));
        }
        options.removeIf(String::isEmpty);
        return options;
    }
}

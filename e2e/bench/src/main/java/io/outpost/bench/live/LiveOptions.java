package io.outpost.bench.live;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the command. */
final class LiveOptions {
    private static final int RAMP_FROM = 1000;
    private static final int RAMP_TO = 60_000;
    private static final int KILL_RATE = 15_000;

    @Option(
            names = "--quick",
            description =
                    "The short form of about 3 minutes, where not given otherwise: a warm-up of 5 s, 15 s each.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WORKLOAD",
            description = "Only these: constant, ramp, kill (default: all).")
    private Set<Workload> only = EnumSet.allOf(Workload.class);

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            defaultValue = "15000,30000",
            description = "Constant rates, observations per second (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "Seconds that each constant rate is measured, 10 or more (default: 60; quick: 15).")
    private Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description =
                    "Sent at the same rate before that, at least; before further rates at most 20 (default: 60; quick: 5).")
    private Integer warmUpSeconds;

    @Option(
            names = "--ramp-seconds",
            paramLabel = "N",
            description = "Seconds from 1,000/s to 60,000/s (default: 60; quick: 15).")
    private Integer rampSeconds;

    @Option(
            names = "--kill-seconds",
            paramLabel = "N",
            description =
                    "Seconds at 15,000/s around the kill, 20 or more, and until its minute has closed (default: 60; quick: 25).")
    private Integer killSeconds;

    @Option(
            names = "--places",
            paramLabel = "N",
            defaultValue = "15000",
            description = "Places (default: ${DEFAULT-VALUE}).")
    private int places;

    @Option(
            names = "--watched",
            paramLabel = "N",
            defaultValue = "500",
            description =
                    "Places, spread evenly, whose rows and alerts are looked at (default: ${DEFAULT-VALUE}).")
    private int watched;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of the job (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "1536",
            description = "Heap of the job's process (default: ${DEFAULT-VALUE}).")
    private int heapMebibytes;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            defaultValue = "18280",
            description = "First of ten ports on loopback (default: ${DEFAULT-VALUE}).")
    private int firstPort;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Scratch folder, thrown away after (default: e2e/bench/target/bench).")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures here.")
    private Path json;

    @Option(
            names = "--write-docs",
            description =
                    "Put the result into docs/performance.md, between its marks, when all has run.")
    private boolean writeDocs;

    Path json() {
        return json;
    }

    boolean writeDocs() {
        return writeDocs;
    }

    Path folder(Path home) {
        return data != null ? data.toAbsolutePath() : home.resolve("e2e/bench/target/bench");
    }

    LivePlan plan() {
        return new LivePlan(
                only,
                places,
                watched,
                rates,
                either(warmUpSeconds, 60, 5),
                either(seconds, 60, 15),
                RAMP_FROM,
                RAMP_TO,
                either(rampSeconds, 60, 15),
                KILL_RATE,
                either(killSeconds, 60, 25),
                heapMebibytes,
                parallelism,
                firstPort);
    }

    private int either(Integer given, int usual, int whenQuick) {
        return given != null ? given : quick ? whenQuick : usual;
    }
}

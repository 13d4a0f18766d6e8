package io.outpost.bench.live;

import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.report.MachineInfo;
import io.outpost.bench.report.Page;
import io.outpost.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures the conditions job live: at constant rates, up a ramp, and around a kill. Its options
 * are described in Live.properties.
 */
@Command(
        name = "live",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        resourceBundle = "io.outpost.bench.Live")
public final class LiveCommand implements Callable<Integer> {
    private static final int RAMP_FROM = 1000;
    private static final int RAMP_TO = 60_000;
    private static final int KILL_RATE = 15_000;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "WORKLOAD")
    private Set<LivePlan.Workload> only = EnumSet.allOf(LivePlan.Workload.class);

    @Option(names = "--rates", split = ",", paramLabel = "N", defaultValue = "15000,30000")
    private List<Integer> rates;

    @Option(names = "--seconds", paramLabel = "N")
    private Integer seconds;

    @Option(names = "--warm-up", paramLabel = "SECONDS")
    private Integer warmUpSeconds;

    @Option(names = "--ramp-seconds", paramLabel = "N")
    private Integer rampSeconds;

    @Option(names = "--kill-seconds", paramLabel = "N")
    private Integer killSeconds;

    @Option(names = "--places", paramLabel = "N", defaultValue = "15000")
    private int places;

    @Option(names = "--watched", paramLabel = "N", defaultValue = "500")
    private int watched;

    @Option(names = "--parallelism", paramLabel = "N", defaultValue = "2")
    private int parallelism;

    @Option(names = "--heap", paramLabel = "MIB", defaultValue = "1536")
    private int heapMebibytes;

    @Option(names = "--ports-from", paramLabel = "PORT", defaultValue = "18280")
    private int firstPort;

    @Option(names = "--data", paramLabel = "FOLDER")
    private Path data;

    @Option(names = "--json", paramLabel = "FILE")
    private Path json;

    @Option(names = "--write-docs")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path home = Fixtures.repository();
        LivePlan plan = checkedPlan();
        Path scratch =
                data != null ? data.toAbsolutePath() : home.resolve("e2e/bench/target/bench");
        try (Fixtures fixtures = Fixtures.start(home, scratch, firstPort);
                LiveFixture live = LiveFixture.start(fixtures, plan, firstPort + 2)) {
            LiveResults results = new LiveRun(live, plan).run();
            report(
                    home,
                    new LiveReport(command(), MachineInfo.here(), plan, wanted(home), results));
            return results.isSound() ? 0 : 1;
        }
    }

    private LivePlan checkedPlan() {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
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
                parallelism);
    }

    private int either(Integer given, int usual, int whenQuick) {
        return given != null ? given : quick ? whenQuick : usual;
    }

    private void report(Path home, LiveReport report) throws IOException {
        System.out.println(report.markdown());
        if (json != null) {
            Files.writeString(json, Report.json(report));
        }
        // What was interrupted is no result.
        if (writeDocs && report.results().failure == null) {
            Page.LIVE.write(home.resolve("docs"), report.markdown());
        }
    }

    private String command() {
        return "./outpost bench "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private static LiveReport.Wanted wanted(Path home) {
        return LiveReport.Wanted.with(
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString())
                        .get(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .toMillis());
    }
}

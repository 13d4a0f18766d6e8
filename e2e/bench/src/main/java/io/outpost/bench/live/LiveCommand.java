package io.outpost.bench.live;

import io.outpost.bench.measure.Scratch;
import io.outpost.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the conditions job live: at constant rates, up a ramp, and around a kill. */
@Command(
        name = "live",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Measures the conditions job live, as in production, with observations of now sent by a schedule that waits for nothing: latencies to Postgres and to the alert, processor time and lag at constant rates; the lag up a ramp; a kill and the way back. Ends with 1 when something failed or was lost, with 0 also when it is slower than wanted.")
public final class LiveCommand implements Callable<Integer> {
    @Mixin private LiveOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home", ".")).toAbsolutePath().normalize();
        LivePlan plan = plan();
        Path scratch = Files.createDirectories(options.folder(home));
        Path folder = Files.createTempDirectory(scratch, "live-");
        try (LiveStage stage = LiveStage.start(home, folder, plan)) {
            LiveResults results = new LiveRun(stage, plan, System.err::println).run();
            report(home, new LiveReport(command(), Machine.here(), plan, wanted(home), results));
            return results.isSound() ? 0 : 1;
        } finally {
            Scratch.delete(folder);
        }
    }

    private LivePlan plan() {
        try {
            return options.plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void report(Path home, LiveReport report) throws IOException {
        System.out.println(report.markdown());
        if (options.json() != null) {
            Files.writeString(options.json(), report.json());
        }
        // What was interrupted is no result.
        if (options.writeDocs() && report.results().failure() == null) {
            report.writeDocs(home.resolve("docs"));
        }
    }

    private String command() {
        return "./outpost bench "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private static Wanted wanted(Path home) {
        return Wanted.with(
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString())
                        .get(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .toMillis());
    }
}

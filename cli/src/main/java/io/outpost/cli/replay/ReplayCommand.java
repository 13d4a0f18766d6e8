package io.outpost.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.outpost.cli.console.Progress;
import io.outpost.cli.outcome.OutcomeTable;
import io.outpost.cli.outcome.Patience;
import io.outpost.cli.replay.mapping.BuiltInMappings;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code outpost replay}: sends recordings to the stack as if they were measured now. */
@Command(
        name = "replay",
        description = {
            "Sends recordings (CSV or JSON lines, also gzipped or zipped) to the running stack, in the order of their time.",
            "A mapping file says what the columns mean; for known sets (--list) it is found by itself.",
            "The rows of all files are merged by the time at which they were observed; of equal times the earlier",
            "file and row comes first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "recordings, or folders with some")
    private List<Path> files = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            description = "what the columns mean (default: found by the file's header)")
    private String mapping;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "seconds of recorded time per second (default: as fast as possible)")
    private Double speed;

    @Option(names = "--wait", description = "end when the results are in Postgres")
    private boolean waitForResults;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "with --wait: give up after this long without progress (default: "
                            + Patience.DEFAULTS
                            + ")")
    private Duration timeout;

    @Option(
            names = "--shuffle",
            paramLabel = "DURATION",
            description = "inject disorder: up to this much late, in recorded time, such as PT2H")
    private Duration shuffle;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the disorder (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--compression",
            defaultValue = "lz4",
            description =
                    "of the producer: none, lz4, zstd, gzip, snappy (default: ${DEFAULT-VALUE})")
    private String compression;

    @Option(
            names = "--before-2000",
            description = {
                "the recording is as old as that: without this, observations of before 2000 are rejected, as a sensor without",
                "a clock sends them"
            })
    private boolean before2000;

    @Option(
            names = "--expect",
            description = {
                "with --wait: compare the counts with those that the whole of a known set must give in places that were",
                "new; exit code 1 on a difference"
            })
    private boolean expect;

    @Option(
            names = "--dry-run",
            description = {
                "without a stack: read all, show the first observations and what could not be read, send nothing; the exit",
                "code is that of the replay"
            })
    private boolean dryRun;

    @Option(
            names = "--max-unreadable",
            paramLabel = "PERCENT",
            defaultValue = "10%",
            converter = Acceptance.Percent.class,
            description =
                    "send nothing when anything is lost of more rows than this (default: ${DEFAULT-VALUE})")
    private double mostUnreadable;

    @Option(
            names = "--allow-late",
            description =
                    "send also when most is more than 7 days older than what its places have, and so in no table")
    private boolean allowLate;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Option(
            names = {"--list", "--list-mappings"},
            description = "print the known sets, each with a mapping of its name")
    private boolean listMappings;

    @Option(
            names = "--print-mapping",
            paramLabel = "NAME",
            description = "print a built-in mapping, to copy and change it")
    private String printMapping;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, RegistryUnavailableException, IOException {
        if (listMappings || printMapping != null) {
            return showMappings();
        }
        checkUsage();
        if (dryRun) {
            return dryRun();
        }
        Replay replay = new Replay(endpoints.resolve(), settings(), Progress.onErrorChannel());
        SentReport report = replay.run(files, new MappingChoice(mapping));
        print(report);
        // On the error channel, so that --json stays JSON.
        boolean asExpected = !expect || ExpectedCounts.check(report, System.err);
        boolean balances = report.outcome() == null || report.outcome().balances();
        String late =
                report.outcome() == null || allowLate ? null : History.complaint(report.outcome());
        if (late != null) {
            System.err.println(late);
        }
        return balances && asExpected && late == null ? 0 : 1;
    }

    private int dryRun() throws JsonProcessingException {
        ReplaySettings settings = settings();
        Recordings recordings =
                Recordings.read(
                        files,
                        new MappingChoice(mapping),
                        DryRun.ENCODER_OF_NO_SCHEMA,
                        settings.arrival());
        DryRun run = DryRun.of(recordings, settings.acceptance());
        out(json ? asJson(run) : DryRun.text(recordings, run));
        if (run.complaint() != null) {
            spec.commandLine().getErr().println(run.complaint());
        }
        return run.complaint() == null ? 0 : 1;
    }

    private static String asJson(Object answer) throws JsonProcessingException {
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(answer);
    }

    private ReplaySettings settings() {
        return new ReplaySettings(
                endpoints.dataFolder().resolve("ledger"),
                speed,
                shuffle,
                seed,
                compression,
                before2000,
                waitForResults,
                Patience.of(timeout),
                new Acceptance(mostUnreadable),
                allowLate);
    }

    private void checkUsage() {
        if (files.isEmpty()) {
            throw usage("Which recording? For example: outpost replay weather.csv.gz --wait");
        }
        if (dryRun && waitForResults) {
            throw usage("--dry-run sends nothing to --wait for");
        }
        if (expect && !waitForResults) {
            throw usage("--expect needs --wait");
        }
        if (speed != null && !(speed > 0)) {
            throw usage("--speed must be greater than 0");
        }
        if (shuffle != null && shuffle.isNegative()) {
            throw usage("--shuffle must not be negative");
        }
        if (!List.of("none", "lz4", "zstd", "gzip", "snappy").contains(compression)) {
            throw usage("--compression must be none, lz4, zstd, gzip or snappy");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private int showMappings() {
        BuiltInMappings builtIn = new BuiltInMappings();
        if (printMapping == null) {
            builtIn.all().forEach(m -> out(String.format("%-16s %s", m.name(), m.description())));
            return 0;
        }
        if (builtIn.named(printMapping).isEmpty()) {
            throw usage("There is no mapping " + printMapping);
        }
        out(BuiltInMappings.textOf(printMapping));
        return 0;
    }

    private void print(SentReport report) throws JsonProcessingException {
        if (json) {
            out(asJson(report));
            return;
        }
        out(
                "replayed "
                        + report.replayed()
                        + (report.injected().isEmpty() ? "" : "; injected: " + report.injected()));
        if (!report.unreadable().isEmpty()) {
            out("not read as it stands " + report.unreadable());
            report.unreadableExamples().forEach(example -> out("  " + example));
        }
        out(
                report.outcome() == null
                        ? String.format("  %-48s%,12d", "sent", report.sent())
                        : OutcomeTable.of(report.outcome()).stripTrailing());
        out(String.format("%.1f s; ledger: %s", report.totalSeconds(), report.ledger()));
    }

    private void out(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}

package io.outpost.cli.verify;

import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost verify}: recomputes every row from the log and compares. */
@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Recomputes everything from the log and compares it with what the stack holds.",
            "",
            "Reads the log from offset 0, computes every event of every place in separate plain"
                    + " code, and compares all tables with what was emitted last, the topics"
                    + " (read_committed), and the ledgers of the senders; with --every also every"
                    + " emission. The log is read to where it ends at the start; what the jobs make of"
                    + " later records is not compared.",
            "",
            "Exit code: 0 no difference, 1 some, 2 wrong usage."
        })
public final class VerifyCommand implements Callable<Integer> {
    /** How far the log is read. */
    enum Wait {
        /** To where it ends now; the jobs must come there. */
        settled,
        /** To where the conditions job has come. */
        none
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:outpost.home:-.}/.outpost",
            description = "The stack's folder (default: .outpost in the repository).")
    private Path data;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Kafka brokers.")
    private String bootstrapServers;

    @Option(
            names = "--kafka-client-properties",
            paramLabel = "FILE",
            description = "What the brokers want of a client, such as TLS and a login.")
    private Path kafkaClientProperties;

    @Option(
            names = "--log-topic",
            paramLabel = "TOPIC",
            description = "Topic with the log, log.topic of the jobs' settings.")
    private String logTopic;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema registry, Confluent API.")
    private String registryUrl;

    @Option(
            names = "--postgres-url",
            paramLabel = "URL",
            description = "Results, jdbc:postgresql://...")
    private String postgresUrl;

    @Option(names = "--postgres-user", paramLabel = "NAME", description = "User of Postgres.")
    private String postgresUser;

    @Option(
            names = "--postgres-password",
            paramLabel = "TEXT",
            description = "Password of Postgres.")
    private String postgresPassword;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "Settings of the jobs (default: conf/flink/outpost.yaml of the stack, else"
                            + " flink-conf/outpost.yaml).")
    private Path settings;

    @Option(
            names = "--ledgers",
            paramLabel = "DIR",
            description = "What the senders wrote down (default: ledger in the stack's folder).")
    private Path ledgers;

    @Option(
            names = "--wait",
            defaultValue = "settled",
            description =
                    "${COMPLETION-CANDIDATES}: compare to where the log ends now, when the jobs have"
                            + " come there, or at once to where the conditions job has come, for stacks"
                            + " that are far behind (default: ${DEFAULT-VALUE}).")
    private Wait wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT3M",
            description =
                    "How long to wait for that; then it compares what there is (default: PT3M).")
    private Duration timeout;

    @Option(
            names = "--every",
            description =
                    "Compare every emission too: the job must run with emissions.topic set from its"
                            + " first record on.")
    private boolean every;

    @Option(
            names = "--differences",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many differences of a table are listed (default: 20).")
    private int differences;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        StackAddress address =
                StackAddress.of(data)
                        .with(
                                new StackAddress(
                                        Brokers.of(bootstrapServers, kafkaClientProperties),
                                        logTopic,
                                        registryUrl,
                                        postgresUrl,
                                        postgresUser,
                                        postgresPassword));
        if (!address.isComplete()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No stack runs in "
                            + data
                            + ". Start one (./outpost up --detach), or give --bootstrap-servers,"
                            + " --registry-url and --postgres-url.");
        }
        if (differences < 0 || timeout.isNegative()) {
            throw new ParameterException(
                    spec.commandLine(), "--differences and --timeout must not be negative");
        }
        Path scratch = Files.createTempDirectory("outpost-verify-");
        try {
            Report report = new Verification(address, choices(scratch), progress()).run();
            if (json) {
                report.printJson(System.out);
            } else {
                report.print(System.out);
            }
            return report.isClean() ? 0 : 1;
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static Progress progress() {
        return new Progress(System.err);
    }

    private Verification.Choices choices(Path scratch) throws IOException {
        return new Verification.Choices(
                Rules.read(settingsFile()),
                wait == Wait.settled,
                every,
                timeout,
                scratch,
                ledgers == null ? data.resolve("ledger") : ledgers,
                JobSettings.read(settingsFile(), data.resolve("run/processes.json")),
                differences);
    }

    private Path settingsFile() {
        if (settings != null) {
            return settings;
        }
        Path ofStack = data.resolve("conf/flink/outpost.yaml");
        return Files.exists(ofStack)
                ? ofStack
                : Path.of(System.getProperty("outpost.home", "."), "flink-conf", "outpost.yaml");
    }
}

package io.outpost.cli;

import io.outpost.cli.console.Explanation;
import io.outpost.cli.deliver.DeliverCommand;
import io.outpost.cli.mqtt.MqttCommand;
import io.outpost.cli.poll.PollCommand;
import io.outpost.cli.reconcile.ReconcileCommand;
import io.outpost.cli.relog.RelogCommand;
import io.outpost.cli.replay.ReplayCommand;
import io.outpost.cli.sensors.SensorsCommand;
import io.outpost.cli.simulate.SimulateCommand;
import io.outpost.cli.stack.DownCommand;
import io.outpost.cli.stack.GateCommand;
import io.outpost.cli.stack.PrepareCommand;
import io.outpost.cli.stack.SecretsCommand;
import io.outpost.cli.stack.StatusCommand;
import io.outpost.cli.stack.SubmitCommand;
import io.outpost.cli.stack.SuperviseCommand;
import io.outpost.cli.stack.UpCommand;
import io.outpost.cli.upgrade.RescaleCommand;
import io.outpost.cli.upgrade.UpgradeCommand;
import io.outpost.cli.validate.ValidateCommand;
import io.outpost.cli.verify.VerifyCommand;
import io.outpost.environment.Environment;
import io.outpost.environment.EnvironmentDefaults;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The outpost command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "outpost",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "Runs and feeds a local Outpost.",
        footer = {
            "",
            "What proves it, each with a --help of its own:",
            "  mutants    Shows that verify finds each of the errors that it is to find.",
            "  faults     Kills parts of the stack under load, and verifies.",
            "  burst      Kills each process in the middle of a burst of alerts.",
            "  rerun      Runs the job over one log in three ways, and compares every emission.",
            "  hostile    Sends all kinds of trouble beside honest stations, and compares.",
            "  drill      Rebuilds a stack from its log and from logs made of it, and compares.",
            "  bench      Measures it beside other ways to do the same.",
            "",
            "Options that say where a stack is can be given by variables as well, such as",
            "OUTPOST_POSTGRES_PASSWORD, or OUTPOST_POSTGRES_PASSWORD_FILE with a file's name",
            "(docs/operations.md)."
        },
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            SensorsCommand.class,
            PollCommand.class,
            MqttCommand.class,
            DeliverCommand.class,
            VerifyCommand.class,
            ValidateCommand.class,
            ReconcileCommand.class,
            PrepareCommand.class,
            SubmitCommand.class,
            SecretsCommand.class,
            GateCommand.class,
            RelogCommand.class,
            UpgradeCommand.class,
            RescaleCommand.class,
            SuperviseCommand.class,
            CompletionCommand.class
        })
public final class Outpost {
    /**
     * By which of them an option can be given; each may be a file as well, with _FILE at its end.
     */
    static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry("--data", "OUTPOST_DATA"),
                    Map.entry("--bootstrap-servers", "OUTPOST_KAFKA_BOOTSTRAP_SERVERS"),
                    Map.entry("--kafka-client-properties", "OUTPOST_KAFKA_CLIENT_PROPERTIES"),
                    Map.entry("--acl-principals", "OUTPOST_ACL_PRINCIPALS"),
                    Map.entry("--log-topic", "OUTPOST_LOG_TOPIC"),
                    Map.entry("--registry-url", "OUTPOST_REGISTRY_URL"),
                    Map.entry("--postgres-url", "OUTPOST_POSTGRES_URL"),
                    Map.entry("--postgres-user", "OUTPOST_POSTGRES_USER"),
                    Map.entry("--postgres-password", "OUTPOST_POSTGRES_PASSWORD"),
                    Map.entry("--postgres-admin-user", "OUTPOST_POSTGRES_ADMIN_USER"),
                    Map.entry("--flink-url", "OUTPOST_FLINK_REST_URL"),
                    Map.entry("--topic-partitions", "OUTPOST_TOPIC_PARTITIONS"),
                    Map.entry("--topic-replicas", "OUTPOST_TOPIC_REPLICAS"),
                    Map.entry("--traces-otlp-url", "OUTPOST_TRACES_OTLP_URL"),
                    Map.entry("--traces-one-in", "OUTPOST_TRACES_ONE_IN"),
                    Map.entry("--broker", "OUTPOST_MQTT_BROKER"),
                    Map.entry("--topic", "OUTPOST_MQTT_TOPIC"),
                    Map.entry("--format", "OUTPOST_MQTT_FORMAT"),
                    Map.entry("--client-id", "OUTPOST_MQTT_CLIENT_ID"),
                    Map.entry("--tls-certificates", "OUTPOST_MQTT_TLS_CERTIFICATES_PATH"),
                    Map.entry("--group-id", "OUTPOST_DELIVER_GROUP_ID"),
                    Map.entry("--smtp", "OUTPOST_DELIVER_SMTP"),
                    Map.entry("--mail-from", "OUTPOST_DELIVER_MAIL_FROM"),
                    Map.entry("--allowed-networks", "OUTPOST_DELIVER_ALLOWED_NETWORKS"),
                    Map.entry("--send-timeout", "OUTPOST_DELIVER_SEND_TIMEOUT"),
                    Map.entry("--attempts", "OUTPOST_DELIVER_ATTEMPTS"),
                    Map.entry("--at-once", "OUTPOST_DELIVER_AT_ONCE"),
                    Map.entry("--oldest", "OUTPOST_DELIVER_OLDEST"),
                    Map.entry("--keep-days", "OUTPOST_DELIVER_KEEP_DAYS"));

    private Outpost() {}

    public static void main(String[] args) {
        System.exit(commandLine(Environment.ofProcess()).execute(args));
    }

    static CommandLine commandLine(Environment environment) {
        return new CommandLine(new Outpost())
                .setDefaultValueProvider(new EnvironmentDefaults(environment, VARIABLES))
                .setExecutionExceptionHandler(Explanation::print);
    }
}

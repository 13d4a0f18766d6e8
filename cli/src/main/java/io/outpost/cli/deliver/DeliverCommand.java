package io.outpost.cli.deliver;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.console.StopSignal;
import io.outpost.cli.management.HealthRoutes;
import io.outpost.cli.management.ManagementOptions;
import io.outpost.cli.management.ManagementPort;
import io.outpost.cli.management.TraceOptions;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.stack.Endpoints;
import io.outpost.deliver.Deliver;
import io.outpost.deliver.DeliverSettings;
import io.outpost.deliver.channel.DeadDeliveries;
import io.outpost.deliver.channel.Retries;
import io.outpost.deliver.postgres.Database;
import io.outpost.deliver.send.MailSettings;
import io.outpost.deliver.send.Network;
import io.outpost.environment.Environment;
import io.outpost.tracing.Spans;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost deliver}: notifies people of alerts. */
@Command(
        name = "deliver",
        description = {
            "Notifies people of alerts, by the channels that they have named to the API: webhooks, Slack and e-mail. At least once",
            "each, and not again once it is stored that a channel has it. Several processes share the work. It ends with Ctrl-C.",
            "A login of the mail server is taken from OUTPOST_DELIVER_SMTP_USERNAME and OUTPOST_DELIVER_SMTP_PASSWORD (or _FILE);",
            "docs/operations.md."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DeliverCommand implements Callable<Integer> {
    private static final String USERNAME = "OUTPOST_DELIVER_SMTP_USERNAME";
    private static final String PASSWORD = "OUTPOST_DELIVER_SMTP_PASSWORD";
    private static final int MOST_ATTEMPTS = 100;
    private static final int MOST_DAYS = 3650;
    private static final long LOOK_MILLIS = 200;

    @Option(
            names = "--group-id",
            paramLabel = "TEXT",
            defaultValue = "outpost-deliver",
            description =
                    "consumer group of all processes that share the work (default: ${DEFAULT-VALUE})")
    private String groupId;

    @Option(
            names = "--smtp",
            paramLabel = "URL",
            description =
                    "server of mail, smtp://host:port (587) or smtps://host:port (465) (default: no mail is sent)")
    private URI smtp;

    @Option(names = "--mail-from", paramLabel = "ADDRESS", description = "whose mail it is")
    private String mailFrom;

    @Option(
            names = "--allowed-networks",
            paramLabel = "LIST",
            defaultValue = "",
            description =
                    "networks that are not public and are asked even so, such as 10.0.0.0/8,fd00::/8 (default: none)")
    private String allowedNetworks;

    @Option(
            names = "--send-timeout",
            paramLabel = "DURATION",
            defaultValue = "PT10S",
            description = "of each try, PT0.1S to PT60S (default: ${DEFAULT-VALUE})")
    private Duration timeout;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "tries of a delivery, 1 to 100; 20 take half a day (default: ${DEFAULT-VALUE})")
    private int attempts;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "32",
            description =
                    "channels that are notified at a time, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int atOnce;

    @Option(
            names = "--oldest",
            paramLabel = "DURATION",
            defaultValue = "P1D",
            description =
                    "an alert of what is longer ago goes to nobody who has not heard of its episode (default: ${DEFAULT-VALUE})")
    private Duration oldest;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "for which deliveries are kept after their end, 1 to 3650 (default: ${DEFAULT-VALUE})")
    private int keepDays;

    @Option(
            names = "--replay-dead",
            description =
                    "have those that were given up tried anew, by the processes that run, and end")
    private boolean replayDead;

    @Mixin private ManagementOptions management;

    @Mixin private TraceOptions tracing;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        DeliverSettings.Sending sending = sending();
        if (replayDead) {
            return replay(login(endpoints.resolvePostgresAsDeliver()));
        }
        Endpoints found = endpoints.resolveAsDeliver();
        DeliverSettings settings =
                new DeliverSettings(
                        found.kafka(), groupId, found.registryUrl(), login(found), oldest, sending);
        Progress progress = Progress.onErrorChannel();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (StopSignal stop = new StopSignal();
                Spans spans = tracing.spans("outpost-deliver");
                Deliver deliver = Deliver.start(settings, meters, spans, Clock.systemUTC())) {
            serve(deliver, meters, stop, progress);
        }
        return 0;
    }

    @SuppressWarnings("try") // the port is open as long as the command runs
    private void serve(
            Deliver deliver, PrometheusMeterRegistry meters, StopSignal stop, Progress progress)
            throws InterruptedException {
        try (ManagementPort port =
                management.open(HealthRoutes.of(meters, deliver::notReady), progress)) {
            while (!stop.isRaised()) {
                progress.updateOnTerminal(
                        deliver.notReady().map(why -> "waits: " + why).orElse("ready"));
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static DeliverSettings.PostgresLogin login(Endpoints found) {
        return new DeliverSettings.PostgresLogin(
                found.postgresUrl(), found.postgresUser(), found.postgresPassword());
    }

    private int replay(DeliverSettings.PostgresLogin login) {
        try (Database database = new Database(login.url(), login.user(), login.password())) {
            int revived = new DeadDeliveries(database).revive(null, null);
            spec.commandLine().getOut().println(revived + " deliveries are tried anew");
            return 0;
        } catch (RuntimeException e) {
            throw new CommandException(Database.why(e), e);
        }
    }

    private DeliverSettings.Sending sending() {
        try {
            requireRange("--attempts", attempts, MOST_ATTEMPTS);
            requireRange("--keep-days", keepDays, MOST_DAYS);
            if (oldest.isNegative() || groupId.isBlank()) {
                throw new IllegalArgumentException(
                        "--oldest must not be negative, nor --group-id empty");
            }
            return new DeliverSettings.Sending(
                    mail(),
                    networks(),
                    timeout,
                    atOnce,
                    Retries.ofMost(attempts),
                    Duration.ofDays(keepDays));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static void requireRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(option + " must be 1 to " + most);
        }
    }

    private Optional<MailSettings> mail() {
        if (smtp == null || smtp.toString().isEmpty()) {
            return Optional.empty();
        }
        Environment environment = Environment.ofProcess();
        return Optional.of(
                new MailSettings(
                        smtp,
                        environment.value(USERNAME).orElse(null),
                        environment.value(PASSWORD).orElse(null),
                        mailFrom));
    }

    private List<Network> networks() {
        if (allowedNetworks.isBlank()) {
            return List.of();
        }
        try {
            return Arrays.stream(allowedNetworks.split(",", -1))
                    .map(String::strip)
                    .map(Network::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--allowed-networks " + e.getMessage(), e);
        }
    }
}

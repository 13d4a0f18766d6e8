package io.outpost.api;

import io.outpost.api.postgres.PostgresSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command that runs the API until it is asked to end. Exit codes: 2 for wrong arguments, 1 when
 * it cannot listen.
 */
@Command(
        name = "outpost-api",
        description = "Serves the results of Outpost over HTTP.",
        sortOptions = false)
public final class ApiServer implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    @Spec private CommandSpec spec;

    @Mixin private HttpOptions http;

    @Option(
            names = "--postgres-url",
            defaultValue = "${env:OUTPOST_POSTGRES_URL:-}",
            description = "JDBC URL of the results (OUTPOST_POSTGRES_URL), required.")
    private String postgresUrl;

    @Option(
            names = "--postgres-user",
            defaultValue = "${env:OUTPOST_POSTGRES_USER:-outpost}",
            description = "User to read them as (OUTPOST_POSTGRES_USER, default outpost).")
    private String postgresUser;

    @Option(
            names = "--postgres-password",
            defaultValue = "${env:OUTPOST_POSTGRES_PASSWORD:-}",
            description =
                    "The user's password (OUTPOST_POSTGRES_PASSWORD, better than an argument).")
    private String postgresPassword;

    @Option(
            names = "--flink-rest-url",
            defaultValue = "${env:OUTPOST_FLINK_REST_URL:-}",
            description = "Flink's REST address, to show the jobs' state (OUTPOST_FLINK_REST_URL).")
    private String flinkRestUrl;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    public static void main(String[] args) {
        int exitCode = new CommandLine(new ApiServer()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() {
        reject(
                !postgresUrl.startsWith("jdbc:postgresql:"),
                "--postgres-url must be given as jdbc:postgresql://host:port/database");
        PostgresSettings postgres =
                new PostgresSettings(postgresUrl, postgresUser, postgresPassword);
        ApiSettings settings =
                new ApiSettings(http.open(), http.management(), postgres, flinkRest());
        try {
            Application running = Application.start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "end"));
            LOG.info(
                    "Listening on {}, for operators on {}, reading {}",
                    running.url(),
                    running.managementUrl(),
                    postgres);
            return 0;
        } catch (RuntimeException e) {
            LOG.error("Cannot start: {}", e.getMessage());
            return 1;
        }
    }

    private static void end(Application running) {
        LOG.info("Ending");
        running.close();
    }

    private Optional<URI> flinkRest() {
        if (flinkRestUrl.isEmpty()) {
            return Optional.empty();
        }
        reject(
                !flinkRestUrl.matches("https?://[^\\s/]+.*"),
                "--flink-rest-url must be an http address, but is " + flinkRestUrl);
        return Optional.of(URI.create(flinkRestUrl));
    }

    private void reject(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

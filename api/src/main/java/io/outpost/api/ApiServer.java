package io.outpost.api;

import io.outpost.api.postgres.PostgresSettings;
import io.outpost.environment.Environment;
import io.outpost.environment.EnvironmentDefaults;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
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
        description = {
            "Serves the results of Outpost over HTTP.",
            "Each variable in brackets stands for its option; with _FILE at its end it names a file"
                    + " with the value."
        },
        sortOptions = false)
public final class ApiServer implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private static final String NONE = "none";

    /** Each may be a file as well: OUTPOST_API_CURSOR_KEY_FILE. */
    private static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry("--port", "OUTPOST_API_PORT"),
                    Map.entry("--host", "OUTPOST_API_HOST"),
                    Map.entry("--management-port", "OUTPOST_API_MANAGEMENT_PORT"),
                    Map.entry("--management-host", "OUTPOST_API_MANAGEMENT_HOST"),
                    Map.entry("--allowed-hosts", "OUTPOST_API_ALLOWED_HOSTS"),
                    Map.entry("--cursor-key", "OUTPOST_API_CURSOR_KEY"),
                    Map.entry("--ingest", "OUTPOST_API_INGEST"),
                    Map.entry(
                            "--sensor-requests-per-minute",
                            "OUTPOST_API_SENSOR_REQUESTS_PER_MINUTE"),
                    Map.entry(
                            "--sensor-observations-per-minute",
                            "OUTPOST_API_SENSOR_OBSERVATIONS_PER_MINUTE"),
                    Map.entry(
                            "--tenant-requests-per-minute",
                            "OUTPOST_API_TENANT_REQUESTS_PER_MINUTE"),
                    Map.entry(
                            "--address-requests-per-minute",
                            "OUTPOST_API_ADDRESS_REQUESTS_PER_MINUTE"),
                    Map.entry("--trusted-proxies", "OUTPOST_API_TRUSTED_PROXIES"),
                    Map.entry("--connections-per-address", "OUTPOST_API_CONNECTIONS_PER_ADDRESS"),
                    Map.entry("--tls-certificate", "OUTPOST_API_TLS_CERTIFICATE_PATH"),
                    Map.entry("--tls-key", "OUTPOST_API_TLS_KEY_PATH"),
                    Map.entry("--tls-keystore", "OUTPOST_API_TLS_KEYSTORE_PATH"),
                    Map.entry("--tls-keystore-password", "OUTPOST_API_TLS_KEYSTORE_PASSWORD"),
                    Map.entry("--auth", "OUTPOST_API_AUTH"),
                    Map.entry("--writes", "OUTPOST_API_WRITES"),
                    Map.entry(
                            "--people-requests-per-minute",
                            "OUTPOST_API_PEOPLE_REQUESTS_PER_MINUTE"),
                    Map.entry("--export-mebibytes", "OUTPOST_API_EXPORT_MEBIBYTES"),
                    Map.entry("--export-hours", "OUTPOST_API_EXPORT_HOURS"),
                    Map.entry("--preferences-per-owner", "OUTPOST_API_PREFERENCES_PER_OWNER"),
                    Map.entry("--jwt-issuer", "OUTPOST_API_JWT_ISSUER"),
                    Map.entry("--jwt-audience", "OUTPOST_API_JWT_AUDIENCE"),
                    Map.entry("--jwks-url", "OUTPOST_API_JWKS_URL"),
                    Map.entry("--postgres-url", "OUTPOST_POSTGRES_URL"),
                    Map.entry("--postgres-read-url", "OUTPOST_POSTGRES_READ_URL"),
                    Map.entry("--postgres-user", "OUTPOST_POSTGRES_USER"),
                    Map.entry("--postgres-password", "OUTPOST_POSTGRES_PASSWORD"),
                    Map.entry("--kafka-bootstrap-servers", "OUTPOST_KAFKA_BOOTSTRAP_SERVERS"),
                    Map.entry("--kafka-client-properties", "OUTPOST_KAFKA_CLIENT_PROPERTIES"),
                    Map.entry("--log-topic", "OUTPOST_LOG_TOPIC"),
                    Map.entry("--registry-url", "OUTPOST_REGISTRY_URL"),
                    Map.entry("--flink-rest-url", "OUTPOST_FLINK_REST_URL"),
                    Map.entry("--traces-otlp-url", "OUTPOST_TRACES_OTLP_URL"));

    @Spec private CommandSpec spec;

    @Mixin private HttpOptions http;

    @Mixin private LogOptions log;

    @Mixin private SensorOptions sensors;
    @Mixin private PeopleOptions people;

    @Mixin private ExportOptions exports;

    @Mixin private PreferenceOptions preferences;

    @Option(
            names = "--postgres-url",
            defaultValue = "",
            description = "JDBC URL of the results (OUTPOST_POSTGRES_URL), required.")
    private String postgresUrl;

    @Option(
            names = "--postgres-read-url",
            defaultValue = "",
            description =
                    "JDBC URL of a replica to read them from (OUTPOST_POSTGRES_READ_URL, default the"
                            + " same).")
    private String postgresReadUrl;

    @Option(
            names = "--postgres-user",
            defaultValue = "outpost",
            description = "User to read them as (OUTPOST_POSTGRES_USER, default outpost).")
    private String postgresUser;

    @Option(
            names = "--postgres-password",
            defaultValue = "",
            description =
                    "The user's password (OUTPOST_POSTGRES_PASSWORD, better than an argument).")
    private String postgresPassword;

    @Option(
            names = "--flink-rest-url",
            defaultValue = "",
            description = "Flink's REST address, to show the jobs' state (OUTPOST_FLINK_REST_URL).")
    private String flinkRestUrl;

    @Option(
            names = "--traces-otlp-url",
            defaultValue = NONE,
            description =
                    "Where spans of requests go whose trace the caller samples, by OTLP over HTTP,"
                            + " such as http://jaeger:4318/v1/traces; none: nowhere (OUTPOST_TRACES_OTLP_URL).")
    private String tracesUrl;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    public static void main(String[] args) {
        int exitCode = commandLine(Environment.ofProcess()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine(Environment environment) {
        return new CommandLine(new ApiServer())
                .setDefaultValueProvider(new EnvironmentDefaults(environment, VARIABLES));
    }

    @Override
    public Integer call() {
        String readUrl = postgresReadUrl.isEmpty() ? postgresUrl : postgresReadUrl;
        requirePostgres("--postgres-url", postgresUrl);
        requirePostgres("--postgres-read-url", readUrl);
        PostgresSettings postgres =
                new PostgresSettings(postgresUrl, readUrl, postgresUser, postgresPassword);
        ApiSettings settings =
                new ApiSettings(
                        http.open(),
                        http.management(),
                        people.read(),
                        postgres,
                        log.settings(),
                        flinkRest(),
                        sensors.settings(),
                        exports.settings(),
                        preferences.settings(),
                        tracesUrl());
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

    private String tracesUrl() {
        if (tracesUrl.equals(NONE)) {
            return "";
        }
        reject(
                !tracesUrl.matches("https?://[^\\s/]+.*"),
                "--traces-otlp-url must be an http address, but is " + tracesUrl);
        return tracesUrl;
    }

    private void requirePostgres(String option, String url) {
        reject(
                !url.startsWith("jdbc:postgresql:"),
                option + " must be given as jdbc:postgresql://host:port/database");
    }

    private void reject(boolean wrong, String message) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

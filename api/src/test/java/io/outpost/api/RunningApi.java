package io.outpost.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.export.ExportSettings;
import io.outpost.api.export.Exports;
import io.outpost.api.ingest.Log;
import io.outpost.api.ingest.LogSettings;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.preference.PreferenceSettings;
import io.outpost.api.preference.Preferences;
import io.outpost.api.sensor.RateLimits;
import io.outpost.api.sensor.SensorAdmission;
import io.outpost.api.sensor.SensorSettings;
import io.outpost.api.web.AllowedHosts;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.HttpSettings;
import io.outpost.environment.KafkaAccess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out one real Postgres with the results' tables and one API over it that logs in with the
 * rights of the API, for all tests together.
 */
public final class RunningApi implements ParameterResolver {

    /** The API's now. */
    public static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    /** Without limits. */
    static final SensorSettings EVERYBODY = new SensorSettings(true, 0, 0, 0, 0);

    /** The same. */
    private static final SensorSettings ONLY_KEYS = new SensorSettings(false, 0, 0, 0, 0);

    /** As the API has them without a word. */
    static final ExportSettings EXPORTS = new ExportSettings(1L << 30, Duration.ofHours(24));

    /** The same. */
    static final PreferenceSettings PREFERENCES = new PreferenceSettings(200);

    /** A log that is not there; it is connected with the first record. */
    static final LogSettings NO_LOG =
            new LogSettings(KafkaAccess.open("127.0.0.1:1"), "none", "http://127.0.0.1:1");

    private static final Namespace SUITE = Namespace.create(RunningApi.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parts(context).offered().containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parts(context).offered().get(parameter.getParameter().getType());
    }

    /** Limits that nobody meets. */
    static RateLimits noLimits() {
        Database unused = Database.over(Jdbi.create("jdbc:postgresql://127.0.0.1:1/none"));
        return SensorAdmission.of(EVERYBODY, unused, new SimpleMeterRegistry(), Clock.systemUTC())
                .limits();
    }

    /** Exports that nobody makes. */
    static Exports exports(Database database) {
        return Exports.of(
                Postgres.of(database), EXPORTS, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    /** Preferences that nobody writes to the log. */
    static Preferences preferences(Database database, Optional<Log> log) {
        return Preferences.of(
                Postgres.of(database),
                log.map(Log::preferences),
                PREFERENCES,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** Another API; the caller ends it. */
    static Application start(PostgresSettings postgres, Optional<URI> flinkRest, Clock clock) {
        return start(postgres, flinkRest, clock, "");
    }

    /** One that writes to a log, by the clock of this machine. */
    static Application start(PostgresSettings postgres, Optional<LogSettings> log) {
        return start(postgres, log, EVERYBODY);
    }

    /** One that says who may send. */
    static Application start(
            PostgresSettings postgres, Optional<LogSettings> log, SensorSettings sensors) {
        return Application.start(
                new ApiSettings(
                        anywhere(),
                        anywhere(),
                        new PeopleSettings(Optional.empty(), true, 0),
                        postgres,
                        log,
                        Optional.empty(),
                        sensors,
                        EXPORTS,
                        PREFERENCES,
                        ""),
                Clock.systemUTC());
    }

    /** One that sends spans to a receiver. */
    static Application start(
            PostgresSettings postgres, Optional<URI> flinkRest, Clock clock, String tracesUrl) {
        return Application.start(
                new ApiSettings(
                        anywhere(),
                        anywhere(),
                        PeopleSettings.PUBLIC,
                        postgres,
                        Optional.empty(),
                        flinkRest,
                        ONLY_KEYS,
                        EXPORTS,
                        PREFERENCES,
                        tracesUrl),
                clock);
    }

    /** A free port of the loopback interface. */
    static HttpSettings anywhere() {
        AllowedHosts hosts = AllowedHosts.of(List.of("api.example"));
        return new HttpSettings("127.0.0.1", 0, hosts, CursorKey.random());
    }

    private static Parts parts(ExtensionContext context) {
        return context.getRoot()
                .getStore(SUITE)
                .getOrComputeIfAbsent(Parts.class, key -> Parts.start(), Parts.class);
    }

    private record Parts(
            EmbeddedPostgres postgres, PostgresSettings settings, Application application)
            implements AutoCloseable {

        static Parts start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
                Jdbi.create(postgres.getPostgresDatabase())
                        .useHandle(h -> h.execute("CREATE ROLE api LOGIN IN ROLE outpost_api"));
                PostgresSettings settings =
                        // Without a user: one in the URL would go before the API's.
                        new PostgresSettings(
                                "jdbc:postgresql://127.0.0.1:%d/postgres"
                                        .formatted(postgres.getPort()),
                                "api",
                                "");
                Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
                return new Parts(
                        postgres, settings, RunningApi.start(settings, Optional.empty(), clock));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Map<Class<?>, Object> offered() {
            return Map.of(
                    Api.class,
                    Api.of(application),
                    Rows.class,
                    new Rows(Jdbi.create(postgres.getPostgresDatabase())),
                    PostgresSettings.class,
                    settings,
                    EmbeddedPostgres.class,
                    postgres);
        }

        @Override
        public void close() throws IOException {
            application.close();
            postgres.close();
        }
    }
}

package io.outpost.api.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.SettableClock;
import io.outpost.signatures.SigningKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sensors go on while Postgres is away, for a while and within their limits. */
final class PostgresOutageIT {

    private static final String KEY = "key-1";

    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void knownKeysGoOnForAWhileAndOthersAreAskedToTryAgain() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-05-01T12:00:00Z"));
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        Jdbi owner = Jdbi.create(postgres.getPostgresDatabase());
        owner.useHandle(h -> h.execute("CREATE ROLE api LOGIN IN ROLE outpost_api"));
        Enrolled enrolled = new Enrolled(owner);
        enrolled.sensor("sensor-1", "tenant", "hut", "roof");
        SigningKey key = enrolled.signing("sensor-1", KEY, 1);
        PostgresSettings settings =
                new PostgresSettings(
                        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort()),
                        "api",
                        "");
        SensorSettings limits = new SensorSettings(false, 20, 0, 0, 0);
        try (SendingApi api = SendingApi.start(settings, limits, clock)) {
            assertEquals(200, api.post(api.signed(KEY, key)).statusCode());
            postgres.close();

            clock.advance(SensorKeys.FRESH);
            Map<String, String> headers = api.signed(KEY, key);
            assertEquals(200, api.post(headers).statusCode(), "the key was read before");
            assertEquals(401, api.post(headers).statusCode(), "it knows what came here");
            HttpResponse<String> stranger = api.post(api.signed("key-2", key));
            assertEquals(503, stranger.statusCode(), stranger.body());
            assertTrue(stranger.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
            assertEquals(1, api.counted("unavailable", "none"));

            int granted = 0;
            for (int i = 0; i < 30; i++) {
                granted += api.post(api.signed(KEY, key)).statusCode() == 200 ? 1 : 0;
            }
            assertTrue(granted >= 10 && granted <= 20, granted + " were granted");

            clock.advance(SensorKeys.USABLE.minus(Duration.ofMinutes(1)));
            assertEquals(200, api.post(api.signed(KEY, key)).statusCode());
            clock.advance(Duration.ofMinutes(1));
            assertEquals(503, api.post(api.signed(KEY, key)).statusCode());
        }
    }
}

package io.outpost.api.sensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.RunningApi;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.SettableClock;
import io.outpost.api.web.Caller;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much may be sent: two instances of the API over one Postgres, and a clock that stands. */
@ExtendWith(RunningApi.class)
final class RateLimitsIT {

    private static final String SECRET = "Zm9yIHRlc3RzIG9ubHksIG5vdCByYW5kb20gYXQgYWxs";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T12:00:00Z"));
    private final PostgresSettings settings;
    private final Enrolled enrolled;
    private final String sensor = "sensor-" + UUID.randomUUID();
    private final String tenant = UUID.randomUUID().toString();

    RateLimitsIT(PostgresSettings settings, EmbeddedPostgres postgres) {
        this.settings = settings;
        this.enrolled = new Enrolled(Jdbi.create(postgres.getPostgresDatabase()));
    }

    private SendingApi start(int perSensor, int perTenant, int perAddress) {
        return SendingApi.start(
                settings,
                new SensorSettings(false, perSensor, 1_000, perTenant, perAddress),
                clock);
    }

    private Map<String, String> enrol(String id) {
        enrolled.sensor(id, tenant, "hut", null);
        String keyId = "key-" + UUID.randomUUID();
        enrolled.secret(id, keyId, SECRET, 1);
        return SendingApi.bearer(keyId + "." + SECRET);
    }

    @Test
    void theLimitOfASensorHoldsOverAllInstances() {
        Map<String, String> headers = enrol(sensor);
        try (SendingApi one = start(40, 0, 0);
                SendingApi other = start(40, 0, 0)) {
            int granted = 0;
            for (int i = 0; i < 50; i++) {
                granted += granted(one, headers) + granted(other, headers);
            }
            assertEquals(40, granted);
            HttpResponse<String> answer = one.post(headers);
            assertEquals(429, answer.statusCode(), answer.body());
            assertEquals("40", answer.headers().firstValue("RateLimit-Limit").orElse(""));
            assertEquals("0", answer.headers().firstValue("RateLimit-Remaining").orElse(""));
            long reset = answer.headers().firstValueAsLong("RateLimit-Reset").orElse(0);
            assertTrue(reset >= 60 && reset <= 70, reset + " s until it is full");
            long retry = answer.headers().firstValueAsLong("Retry-After").orElse(0);
            assertTrue(retry >= 1 && retry <= 10, retry + " s until one more");
            assertTrue(one.counted("too_many_requests", "none") > 0);
            clock.advance(Duration.ofSeconds(retry));
            assertEquals(200, one.post(headers).statusCode());
        }
    }

    @Test
    void anAnswerSaysWhatIsLeft() {
        Map<String, String> headers = enrol(sensor);
        try (SendingApi api = start(40, 0, 0)) {
            HttpResponse<String> answer = api.post(headers);
            assertEquals("40", answer.headers().firstValue("RateLimit-Limit").orElse(""));
            assertEquals("39", answer.headers().firstValue("RateLimit-Remaining").orElse(""));
            assertEquals(
                    "38", api.post(headers).headers().firstValue("RateLimit-Remaining").orElse(""));
        }
    }

    @Test
    void aTransactionIsForALotNotForEachRequest() {
        Map<String, String> headers = enrol(sensor);
        try (SendingApi api = start(400, 0, 0)) {
            api.post(headers);
            String version = version();
            for (int i = 0; i < 19; i++) {
                assertEquals(200, api.post(headers).statusCode());
            }
            assertEquals(version, version(), "20 are a twentieth of the limit");
            api.post(headers);
            assertTrue(!version.equals(version()), "and then it is written down");
        }
    }

    private String version() {
        return enrolled.owner()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT xmin::text FROM api.rate_limits WHERE name = ?")
                                        .bind(0, "sensor:400:" + sensor)
                                        .mapTo(String.class)
                                        .one());
    }

    @Test
    void theLimitOfATenantIsOfAllItsSensors() {
        List<Map<String, String>> headers = List.of(enrol(sensor), enrol(sensor + "-2"));
        try (SendingApi one = start(0, 40, 0);
                SendingApi other = start(0, 40, 0)) {
            int granted = 0;
            for (int i = 0; i < 30; i++) {
                granted += granted(one, headers.get(0)) + granted(other, headers.get(1));
            }
            assertEquals(40, granted);
            assertTrue(one.post(headers.get(0)).body().contains("The sensors of this tenant"));
        }
    }

    @Test
    void theLimitOfAnAddressHoldsBeforeAnythingIsChecked() {
        try (SendingApi api = start(0, 0, 5)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(401, api.post(Map.of()).statusCode());
            }
            HttpResponse<String> answer = api.post(Map.of());
            assertEquals(429, answer.statusCode(), answer.body());
            assertEquals("12", answer.headers().firstValue("Retry-After").orElse(""));
            clock.advance(Duration.ofSeconds(12));
            assertEquals(401, api.post(Map.of()).statusCode());
        }
    }

    @Test
    void observationsAreLimitedByTheirNumber() {
        Caller caller = new Caller(sensor, tenant, "hut", null);
        try (SendingApi api = start(0, 0, 0)) {
            RateLimits limits = api.admission().limits();
            limits.takeObservations(caller, 500);
            limits.takeObservations(caller, 500);
            ProblemException problem =
                    assertThrows(
                            ProblemException.class, () -> limits.takeObservations(caller, 100));
            assertEquals(ProblemKind.TOO_MANY_REQUESTS, problem.kind());
            assertDoesNotThrow(() -> limits.takeObservations(Caller.ANYBODY, 100_000));
            clock.advance(Duration.ofSeconds(6));
            assertDoesNotThrow(() -> limits.takeObservations(caller, 100));
        }
    }

    @Test
    void rowsThatAreAsGoodAsFullAreDeleted() {
        Map<String, String> headers = enrol(sensor);
        String rows = "SELECT count(*) FROM api.rate_limits WHERE name = ?";
        try (SendingApi api = start(40, 0, 0)) {
            api.post(headers);
            assertEquals(1, enrolled.count(rows, "sensor:40:" + sensor));
            clock.advance(Duration.ofMinutes(10));
            api.post(enrol(sensor + "-2"));
            assertEquals(0, enrolled.count(rows, "sensor:40:" + sensor));
        }
    }

    private static int granted(SendingApi api, Map<String, String> headers) {
        return api.post(headers).statusCode() == 200 ? 1 : 0;
    }
}

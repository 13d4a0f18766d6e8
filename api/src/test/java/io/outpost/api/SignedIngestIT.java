package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.sensor.Enrolled;
import io.outpost.api.sensor.SensorSettings;
import io.outpost.signatures.RequestSigner;
import io.outpost.signatures.SigningKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Observations of sensors with keys, into a real log. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class SignedIngestIT {
    private static final String PATH = "/v1/observations";
    private static final String NDJSON = "application/x-ndjson";

    private final RunningLog.Parts log;
    private final PostgresSettings settings;
    private final Enrolled enrolled;
    private Application application;
    private Api api;

    SignedIngestIT(RunningLog.Parts log, PostgresSettings settings, EmbeddedPostgres postgres) {
        this.log = log;
        this.settings = settings;
        this.enrolled = new Enrolled(Jdbi.create(postgres.getPostgresDatabase()));
    }

    @BeforeEach
    void start() {
        SensorSettings sensors = new SensorSettings(false, 100, 1_000, 0, 0);
        application = RunningApi.start(settings, Optional.of(log.settings()), sensors);
        api = Api.of(application);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private Api.Answer post(String body, String keyId, SigningKey key, String... more) {
        Map<String, String> headers =
                new RequestSigner(keyId, key, Clock.systemUTC())
                        .headers(
                                "POST",
                                URI.create(application.url() + PATH),
                                body.getBytes(StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>(List.of(more));
        headers.forEach((name, value) -> all.addAll(List.of(name, value)));
        return api.post(PATH, NDJSON, body, all.toArray(new String[0]));
    }

    private static String line(String place, String sensor, Instant at) {
        return "{\"place_id\":\"%s\",\"sensor_id\":\"%s\",\"observed_at\":\"%s\",\"air_temperature_celsius\":20}\n"
                .formatted(place, sensor, at);
    }

    @Test
    void aSensorSendsForItselfAlone() {
        enrolled.sensor("sensor-of-signed", "tenant", "signed", "roof");
        SigningKey key = enrolled.signing("sensor-of-signed", "key-of-signed", 1);
        Instant now = Instant.now();
        Api.Answer answer =
                post(
                        line("signed", "roof", now)
                                + line("signed", "cellar", now)
                                + line("another", "roof", now),
                        "key-of-signed",
                        key);
        assertEquals(202, answer.status(), answer.text());
        assertEquals(1, answer.json().path("accepted").asInt(), answer.text());
        assertEquals(2, answer.json().path("rejected").asInt(), answer.text());
        assertTrue(answer.text().contains("NOT_YOURS"), answer.text());
        assertEquals("99", answer.header("RateLimit-Remaining"));
        assertEquals(1, log.recordsOf("signed").size());
        assertEquals(0, log.recordsOf("another").size());
    }

    @Test
    void nobodySendsWithoutAKey() {
        Api.Answer answer = api.post(PATH, NDJSON, line("unsigned", "roof", Instant.now()));
        assertEquals(401, answer.status(), answer.text());
        assertEquals(0, log.recordsOf("unsigned").size());
    }

    @Test
    void observationsBeyondTheLimitAreNotWritten() {
        enrolled.sensor("sensor-of-many", "tenant", "many-signed", null);
        SigningKey key = enrolled.signing("sensor-of-many", "key-of-many", 1);
        Instant begin = Instant.now().minusSeconds(3_600);
        String first = lines(begin, 0, 900);
        assertEquals(202, post(first, "key-of-many", key).status());
        String rest = lines(begin, 900, 1_300);
        Api.Answer answer = post(rest, "key-of-many", key, "Idempotency-Key", "rest");
        assertEquals(429, answer.status(), answer.text());
        Api.Answer again = post(rest, "key-of-many", key, "Idempotency-Key", "rest");
        assertEquals(429, again.status(), "not still in progress: " + again.text());
        assertTrue(answer.text().contains("1000 observations a minute"), answer.text());
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
        assertEquals(900, log.recordsOf("many-signed").size());
    }

    private static String lines(Instant begin, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> line("many-signed", "s", begin.plusSeconds(i)))
                .collect(Collectors.joining());
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.ingest.LogSettings;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.environment.KafkaAccess;
import io.outpost.ingest.ObservationJson;
import io.outpost.ingest.SentBefore;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Observations over HTTP, into a real log. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class IngestIT {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String PATH = "/v1/observations";

    private static RunningLog.Parts log;
    private static PostgresSettings postgres;
    private static Jdbi own;
    private static Application application;
    private static Api api;

    @BeforeAll
    static void start(RunningLog.Parts parts, PostgresSettings settings) {
        log = parts;
        postgres = settings;
        own = Jdbi.create(settings.url(), settings.user(), settings.password());
        application = RunningApi.start(settings, Optional.of(parts.settings()));
        api = Api.of(application);
    }

    @AfterAll
    static void end() {
        application.close();
    }

    @Test
    void oneIsInTheLogWhenItIsAnswered() throws Exception {
        Instant now = now();
        Api.Answer answer =
                post(
                        JSON,
                        """
                        {"place_id": "one", "sensor_id": "s", "observed_at": "%s",
                         "reporting_interval_seconds": 60, "air_temperature_celsius": 21.5,
                         "uv_index": null, "extras": {"battery": "1.4"}, "firmware": 7}
                        """
                                .formatted(now));
        assertEquals(202, answer.status(), answer.text());
        assertEquals(
                "{\"accepted\":1,\"rejected\":0,\"items\":[{\"index\":0,\"status\":\"accepted\",\"other_fields\":[\"firmware\"]}]}",
                answer.text());
        Observation sent = only(log.recordsOf("one"));
        assertEquals("s", sent.getSensorId());
        assertEquals(now, sent.getObservedAt());
        assertEquals(60, sent.getReportingIntervalSeconds());
        assertEquals(21.5, sent.getAirTemperatureCelsius());
        assertNull(sent.getUvIndex());
        assertEquals("{battery=1.4, firmware=7}", sent.getExtras().toString());
    }

    @Test
    void eachOfAnArrayHasItsOutcome() throws Exception {
        Api.Answer answer =
                post(
                        JSON,
                        "["
                                + String.join(
                                        ",",
                                        observation("many", "s1", now(), 20),
                                        observation("many", "s2", now().plusSeconds(3600), 20),
                                        "{\"place_id\":\"many\",\"air_temperature_celsius\":\"x\"}",
                                        observation("many", "s3", now(), 99),
                                        "17",
                                        observation("many", "s4", now(), 20)
                                                .replace(
                                                        "}", ",\"relative_humidity_percent\":180}"))
                                + "]");
        assertEquals(202, answer.status(), answer.text());
        assertEquals(2, answer.json().path("accepted").asInt());
        assertEquals(4, answer.json().path("rejected").asInt());
        assertEquals(
                List.of(
                        "accepted",
                        "IN_FUTURE",
                        "UNREADABLE /air_temperature_celsius must be a number",
                        "NO_QUANTITY",
                        "UNREADABLE  must be an object with an observation",
                        "accepted {\"relative_humidity_percent\":\"OUT_OF_RANGE\"}"),
                Api.list(answer.json().path("items")).stream().map(IngestIT::outcome).toList());
        assertEquals(2, log.recordsOf("many").size());
    }

    private static String outcome(JsonNode item) {
        String flags = item.has("flags") ? " " + item.path("flags") : "";
        String fault =
                item.has("pointer")
                        ? " " + item.path("pointer").asText() + " " + item.path("detail").asText()
                        : item.path("reason").asText().equals("UNREADABLE")
                                ? "  " + item.path("detail").asText()
                                : "";
        return (item.path("status").asText().equals("accepted")
                        ? "accepted"
                        : item.path("reason").asText())
                + fault
                + flags;
    }

    @Test
    void linesAreTakenAsTheyComeAndOnlyWhatIsWrongIsListed() throws Exception {
        Instant first = now().minusSeconds(2000);
        String lines =
                IntStream.range(0, 1300)
                        .mapToObj(i -> observation("lines", "s", first.plusSeconds(i), 20))
                        .collect(Collectors.joining("\n"));
        String longLine = "{\"place_id\":\"" + "x".repeat(70_000) + "\"}";
        Api.Answer answer = post(NDJSON, lines + "\n\r\n{oops}\n" + longLine + "\n");
        assertEquals(202, answer.status(), answer.text());
        assertEquals(1300, answer.json().path("accepted").asInt());
        assertEquals(2, answer.json().path("rejected").asInt());
        List<JsonNode> items = Api.list(answer.json().path("items"));
        assertEquals(
                List.of(1301, 1302), items.stream().map(i -> i.path("index").asInt()).toList());
        List<Instant> times = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : log.recordsOf("lines")) {
            times.add(decoded(record).getObservedAt());
        }
        assertEquals(
                IntStream.range(0, 1300).mapToObj(first::plusSeconds).toList(),
                times,
                "each once, in the order of the lines");
    }

    /** The last line counts without its end, whatever else there is. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "\n\n%s", "%s\r\n", " \t\n%s\n \n"})
    void linesEndAsTheyMay(String form) {
        Api.Answer answer = post(NDJSON, form.formatted(observation("ends", "s", now(), 1)));
        assertEquals(202, answer.status(), answer.text());
        assertEquals(1, answer.json().path("accepted").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "17",
                "{",
                "[{}",
                "{} {}",
                "{\"place_id\":\"a\",\"place_id\":\"b\"}",
                "{\"a\":[[[[[[[[[1]]]]]]]]]}",
                "{\"a\":1e99999999999999999999999999999999999999999999999999999999999999999999}",
                "{\"place_id\":\"\\ud800\"}"
            })
    void whatIsNoJsonIsRejectedWhole(String body) {
        Api.Answer answer = post(JSON, body);
        assertTrue(answer.status() == 400 || answer.status() == 422, answer.text());
    }

    @Test
    void otherBodiesAreRejected() {
        String good = observation("other", "s", now(), 20);
        assertEquals(415, post("text/plain", good).status());
        assertEquals(415, post(JSON, good, "Content-Encoding", "gzip").status());
        String many = "[" + (good + ",").repeat(500) + good + "]";
        assertEquals(400, post(JSON, many).status(), "501 of them");
        String large = good.replace("}", ",\"extras\":{\"a\":\"" + "x".repeat(300_000) + "\"}}");
        assertEquals(413, post(JSON, large).status());
        assertEquals(413, post(NDJSON, large, "Idempotency-Key", "k").status());
        assertEquals(0, log.recordsOf("other").size());
    }

    /**
     * What the API rejects the jobs would, by the same reason, and what it accepts they would not.
     */
    @Test
    void itRejectsWhatTheJobsRejectByTheSameReason() throws Exception {
        List<String> sent =
                List.of(
                        observation("same", "s", now(), 20),
                        observation("same", "s", now(), 99),
                        observation("", "s", now(), 20),
                        observation("same", "  ", now(), 20),
                        observation("same", "a\\u0007b", now(), 20),
                        observation("x".repeat(257), "s", now(), 20),
                        observation("same", "s", now().plusSeconds(600), 20),
                        observation("same", "s", Instant.parse("1999-12-31T00:00:00Z"), 20),
                        observation("same", "s", Instant.EPOCH, 20),
                        "{\"place_id\":\"same\",\"sensor_id\":\"s\",\"uv_index\":1}",
                        "{\"place_id\":\"same\",\"sensor_id\":\"s\",\"observed_at\":\"%s\"}"
                                .formatted(now()));
        SchemaRegistry registry = new SchemaRegistry(log.registry().url());
        LogDecoder jobs =
                new LogDecoder(
                        new WriterSchemas(registry, RegistryOutage.sleeping()),
                        RunningLog.PARTITIONS);
        int schemaId = registry.register(RunningLog.TOPIC + "-value", Observation.getClassSchema());
        for (String one : sent) {
            JsonNode item = post(NDJSON, one + "\n" + observation("ok", "s", now(), 1)).json();
            String reason = item.at("/items/0/reason").asText("accepted");
            Observation message =
                    ObservationJson.read(one.getBytes(StandardCharsets.UTF_8)).get(0).observation();
            assertEquals(
                    judgedByTheJobs(jobs, WireFormat.encode(schemaId, message), message),
                    reason,
                    one);
        }
    }

    private static String judgedByTheJobs(LogDecoder jobs, byte[] value, Observation message) {
        int partition =
                Utils.toPositive(
                                Utils.murmur2(
                                        message.getPlaceId().getBytes(StandardCharsets.UTF_8)))
                        % RunningLog.PARTITIONS;
        Origin origin = new Origin(partition, 0, null, value, new String[0], new byte[0][]);
        PlaceInput input = jobs.decode(new SourceRecord(System.currentTimeMillis(), true, origin));
        return input.deadLetter() == null ? "accepted" : input.deadLetter().reason().name();
    }

    @Test
    void whereNoneIsAcceptedEachReasonIsAnError() {
        Api.Answer answer =
                post(
                        JSON,
                        "[%s,{\"observed_at\":\"yesterday\"}]"
                                .formatted(observation("none", "", now(), 20)));
        assertEquals(422, answer.status(), answer.text());
        assertEquals("MISSING_SENSOR", answer.json().at("/errors/0/code").asText());
        assertEquals("/body/0", answer.json().at("/errors/0/pointer").asText());
        assertEquals("/body/1/observed_at", answer.json().at("/errors/1/pointer").asText());
    }

    @Test
    void sentAgainUnderItsKeyItIsWrittenOnce() {
        String body = observation("key", "s", now(), 20);
        Api.Answer first = post(JSON, body, "Idempotency-Key", "key-1");
        Api.Answer again = post(JSON, body, "Idempotency-Key", "key-1");
        assertEquals(202, first.status(), first.text());
        assertEquals(202, again.status(), again.text());
        assertEquals(first.text(), again.text());
        assertEquals(1, log.recordsOf("key").size());
        assertEquals(
                422,
                post(JSON, body.replace("20", "21"), "Idempotency-Key", "key-1").status(),
                "another body");
        assertEquals(202, post(JSON, body, "Idempotency-Key", "key-2").status(), "another key");
        assertEquals(400, post(JSON, body, "Idempotency-Key", "k k").status());
        assertEquals(2, log.recordsOf("key").size());
    }

    /** Of a request whose API ended in the middle, the rest is written, and nothing twice. */
    @Test
    void whatSomebodyBeganIsEnded() throws Exception {
        List<String> three =
                IntStream.range(0, 3)
                        .mapToObj(i -> observation("begun", "s" + i, now(), 20))
                        .toList();
        String body = String.join("\n", three);
        assertEquals(202, post(NDJSON, body, "Idempotency-Key", "begun").status());
        UUID id =
                own.withHandle(
                        h ->
                                h.createQuery(
                                                "SELECT request_id FROM api.idempotency_keys WHERE key = 'begun'")
                                        .mapTo(UUID.class)
                                        .one());
        List<ConsumerRecord<byte[], byte[]>> written = log.recordsOf("begun");
        assertEquals(List.of(0, 1, 2), written.stream().map(record -> number(record, id)).toList());

        // As if it had ended after the second was written: another request with the id of this one.
        forget("begun", "now() + interval '1 hour'");
        assertEquals(409, post(NDJSON, body, "Idempotency-Key", "begun").status());
        forget("begun", "now()");
        String more = body + "\n" + observation("begun", "s3", now(), 20);
        own.useHandle(
                h ->
                        h.execute(
                                "UPDATE api.idempotency_keys SET request_sha256 = ? WHERE key = 'begun'",
                                sha256(NDJSON, more)));
        Api.Answer again = post(NDJSON, more, "Idempotency-Key", "begun");
        assertEquals(202, again.status(), again.text());
        assertEquals(4, again.json().path("accepted").asInt());
        assertEquals(
                List.of("s0", "s1", "s2", "s3"),
                sensors(log.recordsOf("begun")),
                "only what was missing");
    }

    private static void forget(String key, String leaseUntil) {
        own.useHandle(
                h ->
                        h.execute(
                                "UPDATE api.idempotency_keys SET answer = NULL, lease_until = "
                                        + leaseUntil
                                        + " WHERE key = ?",
                                key));
    }

    private static byte[] sha256(String type, String body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((type + "\0").getBytes(StandardCharsets.UTF_8));
        return digest.digest(body.getBytes(StandardCharsets.UTF_8));
    }

    private static int number(ConsumerRecord<byte[], byte[]> record, UUID request) {
        Header header = record.headers().lastHeader("outpost.request");
        for (int i = 0; i < 10; i++) {
            if (Arrays.equals(SentBefore.header(request, i).value(), header.value())) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void aTracedRequestGoesOnInTheLog() {
        String traceparent = "00-" + "ab".repeat(16) + "-" + "cd".repeat(8) + "-01";
        post(JSON, observation("traced", "s", now(), 20), "traceparent", traceparent);
        ConsumerRecord<byte[], byte[]> record = log.recordsOf("traced").get(0);
        assertArrayEquals(
                traceparent.getBytes(StandardCharsets.US_ASCII),
                record.headers().lastHeader("traceparent").value());
    }

    @Test
    void parametersOfAPlaceAreInTheLog() throws Exception {
        Api.Answer answer =
                api.put(
                        "/v1/places/a%2Fb%20c",
                        """
                        {"name": "Brünnlein", "position": {"latitude": 47.5, "longitude": 9},
                         "elevation_metres": 430, "time_zone": "Europe/Zurich",
                         "stale_after_seconds": 600, "surface": "LOAM", "aspect_degrees": null,
                         "attribution": "Brünnlein e.V., CC BY 4.0"}
                        """);
        assertEquals(202, answer.status(), answer.text());
        assertEquals("/v1/places/a%2Fb%20c", answer.header("Location"));
        ConsumerRecord<byte[], byte[]> record = log.recordsOf("a/b c").get(0);
        assertEquals(
                Place.getClassSchema().getFullName(),
                new String(
                        record.headers().lastHeader("outpost.type").value(),
                        StandardCharsets.UTF_8));
        Place place = decoded(record, Place.class);
        assertEquals("Brünnlein", place.getName());
        assertEquals(47.5, place.getLatitude());
        assertEquals(9, place.getLongitude());
        assertEquals("Europe/Zurich", place.getTimeZone());
        assertEquals(600, place.getStaleAfterSeconds());
        assertEquals("LOAM", place.getSurface());
        assertNull(place.getAspectDegrees());
        assertEquals("Brünnlein e.V., CC BY 4.0", place.getAttribution());
        assertFalse(place.getRemoved());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"position\":{\"latitude\":91,\"longitude\":0}}|422|latitude",
                "{\"position\":{\"latitude\":\"47\"}}|422|position/latitude",
                "{\"time_zone\":\"Nowhere\"}|422|timeZone",
                "{\"surface\":\"MARBLE\"}|422|surface",
                "{\"stale_after_seconds\":1.5}|422|stale_after_seconds",
                "{\"attribution\":\"\"}|422|attribution",
                "{\"name\":7}|422|name",
                "{\"nam\":\"x\"}|422|nam",
                "[]|422|object",
                "null|422|object",
                "{|400|JSON",
                "{} {}|422|one object",
                "{\"name\":\"a\",\"name\":\"b\"}|400|JSON"
            })
    void parametersThatCannotBeAreNamed(String body, int status, String named) {
        Api.Answer answer = api.put("/v1/places/wrong", body);
        assertEquals(status, answer.status(), answer.text());
        assertTrue(answer.json().path("detail").asText().contains(named), answer.text());
        assertEquals(List.of(), log.recordsOf("wrong"));
    }

    @Test
    void whileTheBrokerOrTheRegistryIsAwayItIsSaid() {
        LogSettings noBroker =
                new LogSettings(
                        KafkaAccess.open("127.0.0.1:1"), RunningLog.TOPIC, log.registry().url());
        LogSettings noRegistry =
                new LogSettings(log.broker().access(), RunningLog.TOPIC, "http://127.0.0.1:1");
        for (LogSettings away : List.of(noBroker, noRegistry)) {
            try (Application other = RunningApi.start(postgres, Optional.of(away))) {
                Api there = Api.of(other);
                // More than the breaker waits for.
                for (int i = 0; i < 8; i++) {
                    Api.Answer answer = there.post(PATH, JSON, observation("away", "s", now(), 20));
                    assertEquals(503, answer.status(), answer.text());
                    assertEquals("5", answer.header("Retry-After"));
                    assertTrue(
                            answer.json().path("type").asText().endsWith(":log-unavailable"),
                            answer.text());
                }
                assertEquals(
                        422,
                        there.post(PATH, JSON, observation("", "s", now(), 20)).status(),
                        "what is wrong is wrong at any time");
                String metrics = there.get("/metrics").text();
                assertEquals(
                        !away.equals(noBroker),
                        metrics.contains("outpost_api_log_breaker 0.0"),
                        "the breaker says whether Kafka is asked");
                assertTrue(metrics.contains("outpost_api_log_in_flight_bytes 0.0"), metrics);
            }
        }
        assertEquals(0, log.recordsOf("away").size());
    }

    @Test
    void withoutALogNothingCanBeSent(Api reading) {
        assertEquals(404, reading.postUnchecked(PATH, JSON, "{}").status());
    }

    private static Api.Answer post(String type, String body, String... headers) {
        return api.post(PATH, type, body, headers);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String observation(String place, String sensor, Instant at, double celsius) {
        return "{\"place_id\":\"%s\",\"sensor_id\":\"%s\",\"observed_at\":\"%s\",\"air_temperature_celsius\":%s}"
                .formatted(place, sensor, at, celsius);
    }

    private static List<String> sensors(List<ConsumerRecord<byte[], byte[]>> records)
            throws Exception {
        List<String> sensors = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            sensors.add(decoded(record).getSensorId());
        }
        return sensors;
    }

    private static Observation only(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        assertEquals(1, records.size());
        return decoded(records.get(0));
    }

    private static Observation decoded(ConsumerRecord<byte[], byte[]> record) throws Exception {
        return decoded(record, Observation.class);
    }

    private static <T> T decoded(ConsumerRecord<byte[], byte[]> record, Class<T> type)
            throws Exception {
        byte[] value = record.value();
        return new SpecificDatumReader<>(type)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        value,
                                        WireFormat.HEADER_BYTES,
                                        value.length - WireFormat.HEADER_BYTES,
                                        null));
    }
}

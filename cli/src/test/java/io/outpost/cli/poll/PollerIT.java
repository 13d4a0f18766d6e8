package io.outpost.cli.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.Environment;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.SchemaIds;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import io.outpost.tracing.SampledTraces;
import io.outpost.tracing.TraceReceiver;
import io.outpost.tracing.Traceparent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Asks a server on the loopback interface, and sends to a real broker. */
class PollerIT {
    private static final int SCHEMA_ID = 7;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;
    private static JsonServer registry;

    @TempDir private Path folder;
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private SampledTraces traces = SampledTraces.none();
    private HttpServer server;
    private String topic;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** One request as the server has seen it. */
    private record Asked(String path, Headers headers) {}

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeAll
    static void startParts() throws IOException {
        broker = KafkaBroker.start(brokerFolder);
        registry =
                new JsonServer()
                        .on(
                                "/",
                                exchange ->
                                        Answer.ok(
                                                exchange.getRequestMethod().equals("GET")
                                                        ? "[1]"
                                                        : "{\"id\":" + SCHEMA_ID + "}"));
    }

    @AfterAll
    static void endParts() {
        registry.close();
        broker.close();
    }

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, 1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        serving.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void on(String path, Handler handler) {
        server.createContext(
                path,
                exchange -> {
                    asked.add(
                            new Asked(
                                    exchange.getRequestURI().toString(),
                                    exchange.getRequestHeaders()));
                    try (exchange) {
                        handler.handle(exchange);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** A row with a temperature, some minutes ago. */
    private String row(String sensor, int minutesAgo, double celsius) {
        return sensor + "," + now.minus(Duration.ofMinutes(minutesAgo)) + "," + celsius + "\n";
    }

    private static String csv(String... rows) {
        return "sensor,at,celsius\n" + String.join("", rows);
    }

    private String station(String name, String path, String more) {
        return "- {name: "
                + name
                + ", url: '"
                + url()
                + path
                + "', mapping: mine.yaml"
                + more
                + "}\n";
    }

    private List<StationPoll> polls(String... stations) throws IOException {
        Files.writeString(
                folder.resolve("mine.yaml"),
                """
                name: mine
                place: {constant: hut}
                sensor: {column: sensor}
                time: {column: at}
                quantities:
                  airTemperatureCelsius: {column: celsius, unit: degC}
                """);
        Path file = folder.resolve("stations.yaml");
        Files.writeString(file, "stations:\n" + String.join("", stations));
        return new StationPolls(file, new Environment(Map.of("TOKEN", "Bearer secret"))).read(now);
    }

    private Poller poller(LogWriter log, int inFlight, String... stations) throws IOException {
        return new Poller(
                polls(stations),
                inFlight,
                new Poller.Target(
                        log,
                        new ObservationRecords(
                                new SchemaIds(registry.url(), "outpost.observations.v1"))),
                new Poller.Watch(new PollCounts(meters), traces),
                () -> now);
    }

    private LogWriter log() {
        return new LogWriter(broker.access(), topic);
    }

    /** Asks all that are due within a day, and waits for all ends. */
    private void askAll(Poller poller) throws InterruptedException {
        now = now.plus(Duration.ofDays(1));
        long ends = poller.ends();
        poller.askThoseDue();
        while (poller.inFlight() > 0) {
            poller.awaitMoreEnds(ends, LIMIT);
            ends = poller.ends();
            poller.askThoseDue();
        }
    }

    private List<Double> temperatures() throws IOException {
        List<Double> found = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromTheBeginning(broker.access(), topic)) {
            var ends = reader.ends();
            while (reader.isBefore(ends)) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(LIMIT)) {
                    assertEquals("hut", new String(record.key(), StandardCharsets.UTF_8));
                    assertEquals(SCHEMA_ID, WireFormat.schemaId(record.value()));
                    int header = WireFormat.HEADER_BYTES;
                    found.add(
                            new SpecificDatumReader<>(Observation.class)
                                    .read(
                                            null,
                                            DecoderFactory.get()
                                                    .binaryDecoder(
                                                            record.value(),
                                                            header,
                                                            record.value().length - header,
                                                            null))
                                    .getAirTemperatureCelsius());
                }
            }
        }
        return found;
    }

    private double count(String meter, String tag, String value) {
        return meters.counter(meter, tag, value).count();
    }

    @Test
    void sendsEachObservationOnceInTheOrderOfTime() throws Exception {
        String[] body = {csv(row("a", 1, 3), row("a", 3, 1), row("b", 2, 2))};
        on("/", exchange -> answer(exchange, 200, body[0]));
        try (LogWriter log = log();
                Poller poller =
                        poller(log, 8, station("hut", "/{id}?since={since}", ", since: PT1H"))) {
            Instant begin = now;
            askAll(poller);
            assertEquals(List.of(1.0, 2.0, 3.0), temperatures());
            body[0] += row("b", 0, 5) + "b," + begin.minusSeconds(60) + ",4\n";
            askAll(poller);
            assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0), temperatures());
            assertEquals(5, poller.status().get(0).observationsSent());
            assertEquals(3, count("outpost.poll.observations", "result", "known"));
            asked.take();
            assertEquals(
                    "/hut?since=" + begin.minusSeconds(3660).toString().replace(":", "%3A"),
                    asked.take().path());
        }
    }

    @Test
    void aSampledQuestionBeginsATraceWithWhichItsRecordsGoOn() throws Exception {
        on("/", exchange -> answer(exchange, 200, csv(row("a", 1, 3), row("a", 3, 1))));
        try (TraceReceiver receiver = new TraceReceiver()) {
            try (SampledTraces begun = SampledTraces.of(receiver.url(), "outpost-poll", 1);
                    LogWriter log = log()) {
                traces = begun;
                try (Poller poller = poller(log, 8, station("hut", "/", ""))) {
                    askAll(poller);
                }
            }
            TraceReceiver.Received question = receiver.spans().get(0);
            assertEquals(1, receiver.spans().size());
            assertEquals("outpost-poll", question.service());
            assertEquals("ask station", question.name());
            assertEquals(
                    Map.of("outpost.station", "hut", "outpost.outcome", "new"),
                    question.attributes());
            assertEquals(
                    Set.of(new Traceparent(question.traceId(), question.spanId())),
                    Set.copyOf(tracesOfRecords(2)));
        }
    }

    private List<Traceparent> tracesOfRecords(int expected) {
        List<Traceparent> found = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromTheBeginning(broker.access(), topic)) {
            var ends = reader.ends();
            while (reader.isBefore(ends)) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(LIMIT)) {
                    byte[] header = record.headers().lastHeader(Traceparent.HEADER).value();
                    found.add(Traceparent.parse(new String(header, StandardCharsets.ISO_8859_1)));
                }
            }
        }
        assertEquals(expected, found.size());
        return found;
    }

    @Test
    void aStationIsSilentAfterAnHourAndThreeOfItsIntervals() throws Exception {
        int[] status = {200};
        on("/", exchange -> answer(exchange, status[0], status[0] == 200 ? csv() : ""));
        try (LogWriter log = log();
                Poller poller =
                        poller(
                                log,
                                8,
                                station("often", "/often", ", interval: PT1M"),
                                station("seldom", "/seldom", ", interval: PT2H"))) {
            askAll(poller);
            assertEquals(0, poller.silent());
            status[0] = 500;
            now = now.plus(Duration.ofHours(1));
            assertEquals(0, poller.silent());
            now = now.plusSeconds(1);
            assertEquals(1, poller.silent());
            assertEquals(3601, poller.longestSilenceSeconds());
            now = now.plus(Duration.ofHours(5));
            assertEquals(2, poller.silent());
            askAll(poller);
            assertEquals(2, poller.silent());
            status[0] = 200;
            askAll(poller);
            assertEquals(0, poller.silent());
            assertEquals(0, poller.longestSilenceSeconds());
        }
    }

    @Test
    void asksForNothingThatHasNotChanged() throws Exception {
        on(
                "/",
                exchange -> {
                    if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                        answer(exchange, 304, "");
                        return;
                    }
                    exchange.getResponseHeaders().set("ETag", "\"v1\"");
                    exchange.getResponseHeaders()
                            .set("Last-Modified", "Tue, 10 Mar 2026 12:00:00 GMT");
                    answer(exchange, 200, csv(row("a", 1, 3)));
                });
        try (LogWriter log = log();
                Poller poller = poller(log, 8, station("hut", "/", ""))) {
            askAll(poller);
            askAll(poller);
            askAll(poller);
            assertEquals(List.of(3.0), temperatures());
            assertNull(asked.take().headers().getFirst("If-None-Match"));
            for (int i = 0; i < 2; i++) {
                Headers headers = asked.take().headers();
                assertEquals("\"v1\"", headers.getFirst("If-None-Match"));
                assertEquals(
                        "Tue, 10 Mar 2026 12:00:00 GMT", headers.getFirst("If-Modified-Since"));
            }
            assertEquals(2, count("outpost.poll.answers", "outcome", "unchanged"));
        }
    }

    @Test
    void waitsAsLongAsAStationAsks() throws Exception {
        on(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "7200");
                    answer(exchange, 503, "");
                });
        try (LogWriter log = log();
                Poller poller = poller(log, 8, station("hut", "/", ""))) {
            askAll(poller);
            StationPoll.Status status = poller.status().get(0);
            assertEquals(now.plusSeconds(7200).toString(), status.nextAt());
            assertEquals("status 503", status.trouble());
            now = now.plusSeconds(7199);
            poller.askThoseDue();
            assertEquals(0, poller.inFlight());
            now = now.plusSeconds(1);
            long ends = poller.ends();
            poller.askThoseDue();
            poller.awaitMoreEnds(ends, LIMIT);
            assertEquals(2, asked.size());
            assertEquals(2, poller.status().get(0).failures());
        }
    }

    @Test
    void theTroubleOfOneStationIsThatOfNoOther() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        on("/good", exchange -> answer(exchange, 200, csv(row("a", 1, 3))));
        on("/large", exchange -> answer(exchange, 200, "x".repeat(StationClient.MOST_BYTES + 1)));
        on("/garbage", exchange -> answer(exchange, 200, "<html>\u0000\u001b[2J\n"));
        on(
                "/bytes",
                exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[] {(byte) 0xff, (byte) 0xfe});
                });
        on("/silent", exchange -> end.await());
        on(
                "/trickling",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('s');
                    exchange.getResponseBody().flush();
                    end.await();
                });
        on("/gone", exchange -> exchange.close());
        try (LogWriter log = log();
                Poller poller =
                        poller(
                                log,
                                8,
                                station("bytes", "/bytes", ""),
                                station("garbage", "/garbage", ""),
                                station("gone", "/gone", ""),
                                station("good", "/good", ""),
                                station("large", "/large", ""),
                                station("silent", "/silent", ", timeout: PT1S"),
                                station("trickling", "/trickling", ", timeout: PT1S"))) {
            askAll(poller);
            end.countDown();
            assertEquals(List.of(3.0), temperatures());
            assertEquals(6, poller.failing());
            assertEquals(1, poller.answered());
            List<StationPoll.Status> status = poller.status();
            assertNull(status.get(3).trouble());
            assertTrue(status.get(1).trouble().contains("there is no column"));
            assertFalse(status.get(1).trouble().matches("(?s).*\\p{Cntrl}.*"));
            assertTrue(status.get(4).trouble().contains("more than 8388608 bytes"));
            assertTrue(
                    status.get(5).trouble().contains("in time")
                            || status.get(5).trouble().contains("Timeout"),
                    status.get(5).trouble());
            assertTrue(status.get(6).trouble().contains("in time"));
            assertEquals(6, count("outpost.poll.answers", "outcome", "failed"));
        }
    }

    @Test
    void asksSoManyAtOnceAndEachStationOnce() throws Exception {
        Semaphore let = new Semaphore(0);
        on(
                "/",
                exchange -> {
                    let.acquire();
                    answer(exchange, 200, csv());
                });
        String[] stations = new String[5];
        for (int i = 0; i < stations.length; i++) {
            stations[i] = station("s" + i, "/" + i, "");
        }
        try (LogWriter log = log();
                Poller poller = poller(log, 2, stations)) {
            now = now.plus(Duration.ofDays(1));
            poller.askThoseDue();
            poller.askThoseDue();
            assertEquals(2, poller.inFlight());
            String first = asked.take().path();
            assertFalse(first.equals(asked.take().path()));
            for (int left = stations.length; left > 0; left--) {
                long ends = poller.ends();
                let.release();
                poller.awaitMoreEnds(ends, LIMIT);
                poller.askThoseDue();
                assertEquals(Math.min(2, left - 1), poller.inFlight());
            }
            assertEquals(5, poller.answered());
        }
    }

    @Test
    void followsAFewRedirectsAndGivesNoOtherServerTheKey() throws Exception {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LinkedBlockingQueue<Headers> seenByOther = new LinkedBlockingQueue<>();
        other.createContext(
                "/",
                exchange -> {
                    seenByOther.add(exchange.getRequestHeaders());
                    try (exchange) {
                        answer(exchange, 200, csv(row("a", 1, 3)));
                    }
                });
        other.start();
        redirect("/moved", "/here");
        on("/here", exchange -> answer(exchange, 200, csv(row("b", 1, 4))));
        redirect("/away", "http://127.0.0.1:" + other.getAddress().getPort() + "/");
        redirect("/loop", "/loop");
        redirect("/file", "file:///etc/hostname");
        String token = ", headers: {Authorization: TOKEN}";
        try (LogWriter log = log();
                Poller poller =
                        poller(
                                log,
                                1,
                                station("away", "/away", token),
                                station("file", "/file", token),
                                station("loop", "/loop", token),
                                station("moved", "/moved", token))) {
            askAll(poller);
            assertEquals(2, temperatures().size());
            assertNull(seenByOther.take().getFirst("Authorization"));
            List<StationPoll.Status> status = poller.status();
            assertTrue(status.get(1).trouble().contains("not followed"), status.toString());
            assertTrue(status.get(2).trouble().contains("more than 3 redirects"));
            assertEquals(4, asked.stream().filter(one -> one.path().equals("/loop")).count());
            for (Asked one : asked) {
                assertEquals("Bearer secret", one.headers().getFirst("Authorization"));
            }
        } finally {
            other.stop(0);
        }
    }

    private void redirect(String from, String to) {
        on(
                from,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", to);
                    answer(exchange, 302, "");
                });
    }

    @Test
    void anObservationFromTheFutureKeepsOutNoOther() throws Exception {
        String[] body = {csv(row("a", -3_000_000, 9), row("a", 5, 1), "a,never,2\n")};
        on("/", exchange -> answer(exchange, 200, body[0]));
        try (LogWriter log = log();
                Poller poller = poller(log, 8, station("hut", "/", ""))) {
            askAll(poller);
            body[0] = csv(row("a", 1, 2));
            askAll(poller);
            assertEquals(List.of(1.0, 2.0), temperatures());
            assertEquals(1, count("outpost.poll.rejected", "reason", "IN_FUTURE"));
            assertEquals(1, count("outpost.poll.unreadable", "reason", "BAD_TIME"));
        }
    }

    @Test
    void readsTheRowsOfAJsonDocument() throws Exception {
        on(
                "/",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "{\"data\":{\"rows\":[{\"sensor\":\"a\",\"at\":\""
                                        + now.minusSeconds(9)
                                        + "\",\"celsius\":3.25}]}}"));
        try (LogWriter log = log();
                Poller poller =
                        poller(
                                log,
                                8,
                                station("good", "/", ", format: json, rows: /data/rows"),
                                station("wrong", "/", ", format: json, rows: /data"))) {
            askAll(poller);
            assertEquals(List.of(3.25), temperatures());
            assertTrue(poller.status().get(1).trouble().contains("no array at '/data'"));
        }
    }

    @Test
    void aLongAnswerIsSentInParts() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 1_234; i++) {
            rows.append("a,").append(now.minusSeconds(5_000 - i)).append(',').append(i % 40);
            rows.append('\n');
        }
        on("/", exchange -> answer(exchange, 200, csv(rows.toString())));
        try (LogWriter log = log();
                Poller poller = poller(log, 8, station("hut", "/", ""))) {
            askAll(poller);
            assertEquals(1_234, temperatures().size());
        }
    }

    @Test
    void whatTheLogDoesNotTakeIsAskedForAgain() throws Exception {
        on("/", exchange -> answer(exchange, 200, csv(row("a", 1, 3))));
        try (LogWriter gone = new LogWriter(KafkaAccess.open("127.0.0.1:" + closedPort()), topic);
                Poller poller = poller(gone, 8, station("hut", "/", ""))) {
            askAll(poller);
            StationPoll.Status status = poller.status().get(0);
            assertEquals("the log takes nothing at present", status.trouble());
            assertEquals(0, status.failures());
            assertEquals(0, status.observationsSent());
            assertNull(status.newestObservation());
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

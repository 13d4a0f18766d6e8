package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.flink.parts.Await;
import io.outpost.schemas.Alert;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts of a real topic, as clients get them that stay, come back, or take too little. */
@ExtendWith({RunningApi.class, RunningLog.class})
@TestMethodOrder(OrderAnnotation.class)
final class AlertStreamIT {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String STREAM = "/v1/alerts/stream";
    private static final Contract CONTRACT = Contract.load();

    private static RunningLog.Parts log;
    private static PostgresSettings postgres;
    private static Rows rows;
    private static AlertTopic topic;
    private static Application application;
    private static Api api;
    private static EventReader quiet;

    @BeforeAll
    static void start(RunningLog.Parts parts, PostgresSettings settings, Rows tables)
            throws Exception {
        log = parts;
        postgres = settings;
        rows = tables;
        topic = AlertTopic.of(parts);
        application = start();
        api = Api.of(application);
        quiet = open("?place_id=quiet");
    }

    @AfterAll
    static void end() {
        quiet.close();
        application.close();
        topic.close();
    }

    private static Application start() {
        return RunningApi.start(postgres, Optional.of(log.settings()));
    }

    private static EventReader open(String query, String... headers) {
        return EventReader.open(application.port(), STREAM + query, headers);
    }

    private static EventReader resume(Application at, String query, String id) {
        return EventReader.open(at.port(), STREAM + query, "Last-Event-ID: " + id);
    }

    @Test
    void anAlertComesAsTheContractSays() {
        try (EventReader reader = open("?place_id=shape")) {
            assertEquals(200, reader.status());
            assertEquals("text/event-stream", reader.header("Content-Type").split(";", -1)[0]);
            assertEquals("no-store", reader.header("Cache-Control"));
            assertNotNull(reader.nextOfAny().id(), "where it begins");
            topic.send("shape", "s1");
            EventReader.Event event = reader.next();
            assertEquals("alert", event.name());
            assertNotNull(event.id());
            JsonNode alert = event.data();
            CONTRACT.validate("/components/schemas/StreamedAlert", alert.toString());
            assertEquals("s1", alert.path("alert_id").asText());
            assertEquals("2026-05-01T12:00:00Z", alert.path("at").asText());
            assertTrue(alert.path("ended_at").isNull());
            assertEquals(41.23, alert.at("/drivers/0/value").asDouble());
        }
    }

    @Test
    void eachClientIsGivenTheUnitsThatItAsksFor() {
        String id;
        try (EventReader celsius = open("?place_id=units");
                EventReader fahrenheit = open("?place_id=units&units=imperial")) {
            id = fahrenheit.nextOfAny().id();
            topic.send("units", "u1");
            JsonNode metric = celsius.next().data();
            assertEquals(41.23, metric.at("/drivers/0/value").asDouble());
            assertFalse(metric.has("units"));
            assertIsInFahrenheit(fahrenheit.next().data());
        }
        try (EventReader missed = resume(application, "?place_id=units&units=imperial", id)) {
            assertIsInFahrenheit(missed.next().data());
        }
    }

    private static void assertIsInFahrenheit(JsonNode alert) {
        CONTRACT.validate("/components/schemas/StreamedAlert", alert.toString());
        assertEquals(106.22, alert.at("/drivers/0/value").asDouble());
        assertEquals("[degF]", alert.path("units").elements().next().asText());
    }

    /**
     * Each event comes when it is there, also where the body is sent in chunks; none is compressed.
     */
    @Test
    void aClientOfHttp11NeedNotWaitForMore() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + application.port()
                                                + STREAM
                                                + "?place_id=chunks"))
                        .header("Accept", "text/event-stream")
                        .header("Accept-Encoding", "gzip")
                        .build();
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        assertEquals(List.of(), answer.headers().allValues("Content-Encoding"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertEquals("retry: 3000", lines.readLine());
            topic.send("chunks", "c1");
            assertTrue(lines.readLine().startsWith("id: "));
            assertEquals("", lines.readLine());
            assertTrue(lines.readLine().startsWith("id: "));
            assertEquals("event: alert", lines.readLine());
            assertTrue(lines.readLine().contains("\"alert_id\":\"c1\""));
        }
    }

    @Test
    void onlyWhatIsCommittedIsShownAndWhatIsNoAlertIsPassedOver() {
        try (EventReader reader = open("?place_id=committed")) {
            topic.abort(List.of(AlertTopic.alert("committed", "aborted")));
            topic.sendBytes("committed", new byte[] {1, 2, 3});
            topic.sendBytes("committed", new byte[] {0, 0, 0, 0, 99, 1});
            topic.send("committed", "c1");
            assertEquals("c1", reader.nextAlert());
        }
        assertTrue(api.get("/metrics").text().contains("outpost_api_alerts_unreadable_total 2.0"));
    }

    @Test
    void alertsOfPreferencesAreNotForEverybody() {
        try (EventReader reader = open("?place_id=wanted")) {
            assertNotNull(reader.nextOfAny().id());
            topic.commit(
                    List.of(
                            AlertTopic.alert(
                                    "wanted",
                                    "w1",
                                    a -> a.setSubject("preference:dry").setPreferenceId("dry")),
                            AlertTopic.alert("wanted", "w2")));
            assertEquals("w2", reader.nextAlert());
        }
    }

    @Test
    void alertsAreChosenByPlaceSubjectAndBox() {
        rows.insert(
                Row.place("in the box").with("latitude", 1).with("longitude", -179.9),
                Row.place("beside it").with("latitude", 1).with("longitude", -178.9));
        try (EventReader places = open("?place_id=chosen,beside%20it&place_id=other");
                EventReader subjects = open("?condition=NO_DATA,SNOWPACK");
                EventReader box = open("?bbox=179,0,-179.5,2");
                EventReader all = open("?place_id=chosen,in%20the%20box&condition=SNOWPACK")) {
            topic.commit(
                    List.of(
                            AlertTopic.alert("in the box", "f1"),
                            AlertTopic.alert("beside it", "f2", a -> a.setSubject("NO_DATA")),
                            AlertTopic.alert("nowhere", "f3", a -> a.setSubject("MUD")),
                            AlertTopic.alert("in the box", "f4", a -> a.setSubject("SNOWPACK")),
                            AlertTopic.alert("chosen", "f5")));
            assertEquals(List.of("f2", "f5"), sorted(places, 2));
            assertEquals(List.of("f2", "f4"), sorted(subjects, 2));
            assertEquals(List.of("f1", "f4"), sorted(box, 2));
            topic.send("other", "f6");
            assertEquals("f6", places.nextAlert());
            topic.commit(
                    List.of(
                            AlertTopic.alert("chosen", "f7", a -> a.setSubject("SNOWPACK")),
                            AlertTopic.alert("in the box", "f8")));
            assertEquals(List.of("f4", "f7"), sorted(all, 2));
        }
    }

    private static List<String> sorted(EventReader reader, int count) {
        return IntStream.range(0, count).mapToObj(i -> reader.nextAlert()).sorted().toList();
    }

    @Test
    void whatBreaksAFilterIsRefused() {
        api.rejection(400, "not-a-box", STREAM + "?bbox=1,2,3");
        api.rejection(400, "empty", STREAM + "?place_id=");
        api.rejection(400, "unknown", STREAM + "?place=a");
        String many = String.join(",", IntStream.range(0, 101).mapToObj(i -> "p" + i).toList());
        api.rejection(400, "too-many", STREAM + "?place_id=" + many);
        assertEquals(406, api.get(STREAM, "Accept", "application/json").status());
    }

    @Test
    void goesOnWithoutGapOrRepeatWhereAnotherProcessWasLeft() {
        String query = "?place_id=" + String.join(",", PLACES);
        List<String> taken = new ArrayList<>();
        String id;
        Application first = start();
        try (EventReader reader = EventReader.open(first.port(), STREAM + query)) {
            sendRound(1);
            for (int i = 0; i < 5; i++) {
                taken.add(reader.nextAlert());
            }
            id = reader.lastId();
        } finally {
            first.close();
        }
        sendRound(2);
        Application second = start();
        try (EventReader reader = resume(second, query, id)) {
            sendRound(3);
            while (taken.size() < 3 * PLACES.size() * PER_ROUND) {
                taken.add(reader.nextAlert());
            }
            topic.send(PLACES.get(0), "the last");
            assertEquals("the last", reader.nextAlert());
        } finally {
            second.close();
        }
        for (String place : PLACES) {
            List<String> sent =
                    IntStream.range(0, 3 * PER_ROUND)
                            .mapToObj(i -> place + " " + (1 + i / PER_ROUND) + "." + i % PER_ROUND)
                            .toList();
            assertEquals(sent, taken.stream().filter(one -> one.startsWith(place)).toList());
        }
    }

    private static final List<String> PLACES = List.of("north", "east", "south", "west");
    private static final int PER_ROUND = 4;

    private static void sendRound(int round) {
        for (int i = 0; i < PER_ROUND; i++) {
            for (String place : PLACES) {
                topic.send(place, place + " " + round + "." + i);
            }
        }
    }

    @Test
    void everyIdThatWasGivenGoesOnAfterItsEvent() {
        List<String> ids = new ArrayList<>();
        try (EventReader reader = open("?place_id=every")) {
            ids.add(reader.nextOfAny().id());
            topic.send("every", "e0", "e1");
            topic.send("besides", "b0");
            topic.send("every", "e2", "e3");
            for (int i = 0; i < 4; i++) {
                assertEquals("e" + i, reader.nextAlert());
                ids.add(reader.lastId());
            }
        }
        for (int i = 0; i < 4; i++) {
            try (EventReader reader = resume(application, "?place_id=every", ids.get(i))) {
                assertEquals(ids.get(i), reader.nextOfAny().id());
                for (int next = i; next < 4; next++) {
                    assertEquals("e" + next, reader.nextAlert());
                }
            }
        }
    }

    @Test
    void anIdThatIsNoneIsRefusedAndOneOfAnotherTopicBeginsAnewAndSaysSo() {
        Api.Answer refused = api.get(STREAM, "Last-Event-ID", "once upon a time");
        assertEquals(400, refused.status(), refused.text());
        assertEquals("/header/Last-Event-ID", refused.json().at("/errors/0/pointer").asText());
        assertEquals("not-an-id", refused.json().at("/errors/0/code").asText());
        String farOn = "AYCAgIAB"; // partition 0 at 2^28
        try (EventReader reader = resume(application, "?place_id=anew", farOn)) {
            EventReader.Event gap = reader.next();
            assertEquals("gap", gap.name());
            assertEquals("UNKNOWN", gap.data().path("reason").asText());
            topic.send("anew", "a1");
            assertEquals("a1", reader.nextAlert());
            try (EventReader again = resume(application, "?place_id=anew", gap.id())) {
                assertEquals("a1", again.nextAlert(), "it goes on from the id of the gap");
            }
        }
    }

    @Test
    void whoHasMissedTooMuchIsInformedAndGoesOnFromNow() {
        String old;
        try (EventReader reader = open("?place_id=missed")) {
            old = reader.nextOfAny().id();
        }
        for (int i = 0; i < 10; i++) {
            topic.commit(
                    IntStream.range(0, 1_001)
                            .mapToObj(n -> AlertTopic.alert("much " + n % 7, "m"))
                            .toList());
        }
        try (EventReader reader = resume(application, "?place_id=missed", old)) {
            EventReader.Event gap = reader.next();
            assertEquals("gap", gap.name());
            assertEquals("TOO_OLD", gap.data().path("reason").asText());
            topic.send("missed", "m1");
            assertEquals("m1", reader.nextAlert());
        }
    }

    @Test
    void aPlaceThatIsDeletedIsNotShown() {
        rows.insert(Row.place("deleted of the stream"));
        String before;
        try (EventReader reader = open("?place_id=deleted%20of%20the%20stream,kept")) {
            before = reader.nextOfAny().id();
            topic.send("deleted of the stream", "d1");
            assertEquals("d1", reader.nextAlert());
            assertEquals(202, api.delete("/v1/places/deleted%20of%20the%20stream").status());
            topic.send("deleted of the stream", "d2");
            topic.send("kept", "k1");
            assertEquals("k1", reader.nextAlert());
        }
        try (EventReader reader =
                resume(application, "?place_id=deleted%20of%20the%20stream,kept", before)) {
            assertEquals("k1", reader.nextAlert(), "also of what was missed");
        }
    }

    @Test
    void whoTakesTooLittleIsDisconnectedWithAReasonAndGoesOnWhereItWas() throws Exception {
        String query = "?place_id=slow";
        Socket narrow = new Socket();
        narrow.setReceiveBufferSize(256 * 1024);
        int sent = 0;
        List<String> taken = new ArrayList<>();
        String id;
        try (EventReader witness = open(query + "&condition=LAST");
                EventReader reader =
                        EventReader.open(narrow, "127.0.0.1", application.port(), STREAM + query)) {
            // More than the sockets of both sides and what may wait for a client can hold.
            for (; sent < 1_500; sent += 500) {
                int first = sent;
                topic.commit(
                        IntStream.range(first, first + 500)
                                .mapToObj(i -> AlertTopic.longAlert("slow", "n" + i))
                                .toList());
            }
            topic.commit(List.of(AlertTopic.alert("slow", "n" + sent, a -> a.setSubject("LAST"))));
            sent++;
            assertEquals("n" + (sent - 1), witness.nextAlert());
            EventReader.Event event = reader.next();
            while (event.name().equals("alert")) {
                taken.add(event.data().path("alert_id").asText());
                event = reader.next();
            }
            assertEquals("closed", event.name());
            assertEquals("TOO_SLOW", event.data().path("reason").asText());
            assertNull(event.id());
            assertNull(reader.next(), "the end");
            id = reader.lastId();
        }
        Await.until("it is counted", Duration.ofSeconds(30), () -> ended("TOO_SLOW"));
        assertTrue(taken.size() < sent, taken.size() + " of " + sent);
        try (EventReader reader = resume(application, query, id)) {
            while (taken.size() < sent) {
                taken.add(reader.nextAlert());
            }
        }
        assertEquals(IntStream.range(0, sent).mapToObj(i -> "n" + i).toList(), taken);
    }

    private static boolean ended(String reason) {
        return api.get("/metrics")
                .text()
                .contains("outpost_api_alert_streams_ended_total{reason=\"" + reason + "\"}");
    }

    @Test
    void anAddressAndAllOfThemHaveSoManyStreams() {
        Application bounded = start();
        List<EventReader> open = new ArrayList<>();
        try {
            for (int address = 1; address <= 10; address++) {
                for (int i = 0; i < 20; i++) {
                    EventReader reader = from("127.0.0." + address, bounded);
                    open.add(reader);
                    assertEquals(200, reader.status());
                }
                if (address == 1) {
                    refused(from("127.0.0.1", bounded), "This address");
                }
            }
            refused(from("127.0.0.11", bounded), "200 streams");
            Api operators = Api.of(bounded);
            assertTrue(
                    operators.get("/metrics").text().contains("outpost_api_alert_streams 200.0"));
            topic.send("bounded", "b1");
            for (EventReader reader : open) {
                assertEquals("b1", reader.nextAlert());
            }
        } finally {
            bounded.close();
        }
        for (EventReader reader : open) {
            EventReader.Event last = reader.next();
            assertEquals("closed", last.name());
            assertEquals("SERVER_ENDING", last.data().path("reason").asText());
            assertNull(reader.next(), "the end");
            reader.close();
        }
    }

    private static EventReader from(String address, Application at) {
        return EventReader.open(new Socket(), address, at.port(), STREAM + "?place_id=bounded");
    }

    private static void refused(EventReader reader, String why) {
        try (reader) {
            assertEquals(503, reader.status());
            assertEquals("30", reader.header("Retry-After"));
            assertTrue(reader.rest().contains(why));
        }
    }

    @Test
    void whoOnlyWantsTheHeadGetsNoStream() {
        Api.Answer head = api.send("HEAD", STREAM);
        assertEquals(200, head.status());
        assertEquals("text/event-stream", head.mediaType());
    }

    @Test
    void withoutKafkaItIsUnavailableAndWithoutALogItIsNotThere(Api withoutLog) {
        assertEquals(404, withoutLog.send("GET", STREAM).status());
        try (Application away = RunningApi.start(postgres, Optional.of(RunningApi.NO_LOG))) {
            Api.Answer answer = Api.of(away).get(STREAM);
            assertEquals(503, answer.status(), answer.text());
            assertNotNull(answer.header("Retry-After"));
        }
    }

    /** It has waited since the others began. Connections that say nothing end after 10 s. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aStreamWithoutAlertsLivesByItsHeartBeat() {
        String first = quiet.nextOfAny().id();
        EventReader.Event beat = quiet.nextOfAny();
        assertNull(beat.name());
        assertNotNull(beat.id());
        assertFalse(beat.id().equals(first), "it has gone on past the alerts of others");
        List<Alert> later = List.of(AlertTopic.alert("quiet", "q1"));
        topic.commit(later);
        assertEquals("q1", quiet.nextAlert());
    }
}

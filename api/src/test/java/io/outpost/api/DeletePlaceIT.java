package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.sensor.Enrolled;
import io.outpost.api.web.Access;
import io.outpost.api.web.Endpoint;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Places that are deleted at one instance, and what every instance says of them from then on. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class DeletePlaceIT {

    private static final String JSON = "application/json";

    /** How routes are asked that want more than a place, or are to list all of them. */
    private static final Map<String, String> ASKED =
            Map.of(
                    "/v1/places", "?limit=1000",
                    "/v1/alerts", "?limit=1000",
                    "/v1/map", "?condition=heat",
                    "/v1/conditions/latest", "?limit=1000",
                    "/v1/timeseries", "?quantity=air_temperature_celsius&place_id={id}",
                    "/v1/places/{id}/timeseries", "?quantity=air_temperature_celsius",
                    "/weather/timeseries/{id}", "?quantity=air_temperature_celsius");

    /** What is sent to routes that are asked in a body. */
    private static final Map<String, String> BODIES =
            Map.of(
                    "/v1/timeseries/query",
                    "{\"place_id\":\"{id}\",\"quantity\":\"air_temperature_celsius\"}",
                    "/v1/preferences/backtest",
                    """
                    {"places": ["{id}"], "preference": {"name": "warm",
                     "when": {"measure": "air_temperature_celsius", "over": "PT3H", "at_least": 20}}}
                    """,
                    "/v1/preferences/{id}/backtest",
                    "{}");

    /** Those of exports are tried by themselves, as they give what was read before. */
    private static final Set<String> OF_NO_PLACE =
            Set.of(
                    "/v1/version",
                    "/v1/preferences/templates",
                    "/v1/preferences/schema",
                    "/v1/channels",
                    "/v1/channels/{id}",
                    "/v1/channels/{id}/deliveries",
                    "/v1/exports",
                    "/v1/exports/{id}",
                    "/v1/exports/{id}/data");

    /** They name places in a body, and refuse those that there are not. */
    private static final Set<String> REFUSING = Set.of("/v1/preferences/backtest");

    /** They give what there is of a preference, without the places of it that are deleted. */
    private static final String OF_PREFERENCES = "/v1/preferences/{id}";

    private static RunningLog.Parts log;
    private static PostgresSettings postgres;
    private static Rows rows;
    private static Enrolled enrolled;
    private static Application application;
    private static Application another;
    private static Api api;
    private static Api elsewhere;

    @BeforeAll
    static void start(RunningLog.Parts parts, PostgresSettings settings, Rows tables) {
        log = parts;
        postgres = settings;
        rows = tables;
        enrolled = new Enrolled(tables.jdbi());
        application = RunningApi.start(settings, Optional.of(parts.settings()));
        another = RunningApi.start(settings, Optional.of(parts.settings()));
        api = Api.of(application);
        elsewhere = Api.of(another);
    }

    @AfterAll
    static void end() {
        application.close();
        another.close();
    }

    /** A route that is added is tried here without a word. */
    @Test
    void noReadOfAnyInstanceGivesAPlaceThatIsDeleted() {
        String id = "deleted-of-all-reads";
        fill(id);
        List<Endpoint> reads =
                routes().stream()
                        .filter(route -> route.access() == Access.READ)
                        .filter(route -> !OF_NO_PLACE.contains(route.path()))
                        .toList();
        assertTrue(reads.size() >= 8, "reads: " + reads.size());
        for (Endpoint route : reads) {
            Api.Answer before = ask(route, id);
            assertTrue(before.text().contains(id), route.path() + " " + before.text());
        }
        assertEquals(202, api.delete("/v1/places/" + id).status());
        for (Endpoint route : reads) {
            Api.Answer after = ask(route, id);
            if (route.path().contains("{id}") && !route.path().startsWith(OF_PREFERENCES)) {
                assertEquals(404, after.status(), route.path());
                assertTrue(
                        after.json().path("type").asText().endsWith(":unknown-place"),
                        after.text());
            } else {
                int status = REFUSING.contains(route.path()) ? 422 : 200;
                assertEquals(status, after.status(), after.text());
                assertFalse(after.text().contains(id), route.path());
            }
        }
        assertEquals(
                List.of(),
                Api.list(elsewhere.json("/v1/alerts?place=" + id).path("alerts")),
                "of the place alone");
        assertEquals(
                List.of(),
                Api.list(
                        elsewhere.json("/v1/places?lat=1&lon=179.5&radius_m=1000").path("places")));
    }

    @Test
    void exportsThatHaveItGoWithItWhole() {
        fill("exported-and-deleted");
        Instant at = Instant.parse("2026-04-30T12:00:00Z");
        rows.insert(
                Row.place("exported-with-it"),
                Row.transition("exported-with-it", "HEAT", at, "OK", "ACTIVE"));
        String body =
                "{\"kind\":\"conditions_history\",\"last\":\"P1D\",\"place_id\":%s}"
                        .formatted("[\"exported-with-it\",\"exported-and-deleted\"]");
        Api.Answer asked = elsewhere.post("/v1/exports", JSON, body);
        assertEquals(202, asked.status(), asked.text());
        String data = asked.header("Location") + "/data";
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (elsewhere.get(data).status() != 200) {
            assertTrue(System.nanoTime() < deadline, "it is not made");
        }
        assertTrue(elsewhere.get(data).text().contains("exported-and-deleted"));
        assertEquals(202, api.delete("/v1/places/exported-and-deleted").status());
        assertEquals(404, elsewhere.get(data).status());
        assertEquals(404, elsewhere.get(asked.header("Location")).status());
        assertEquals(
                0,
                enrolled.count(
                        "SELECT count(*) FROM api.exports WHERE id = ?",
                        asked.json().path("export_id").asText()),
                "its bytes, too");
    }

    @Test
    void whatIsToBeDeliveredOfItGoesWithIt() {
        fill("delivered-and-deleted");
        assertEquals(
                201,
                api.put(
                                "/v1/channels/of-a-deleted-place",
                                "{\"kind\":\"email\",\"address\":\"ada@example.org\"}")
                        .status());
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        """
                                        INSERT INTO api.deliveries (owner_id, channel_id, alert_id, kind, place_id, at, body, due_at)
                                        VALUES ('anonymous', 'of-a-deleted-place', 'a', 'BEGAN', 'delivered-and-deleted', now(), '{}', now())
                                        """));
        String path = "/v1/channels/of-a-deleted-place/deliveries";
        assertTrue(elsewhere.get(path).text().contains("delivered-and-deleted"));
        assertEquals(202, api.delete("/v1/places/delivered-and-deleted").status());
        assertFalse(elsewhere.get(path).text().contains("delivered-and-deleted"));
        assertEquals(204, api.delete("/v1/channels/of-a-deleted-place").status());
    }

    private static void fill(String id) {
        Instant at = Instant.parse("2026-04-30T12:00:00Z");
        rows.insert(
                Row.place(id).with("latitude", 1).with("longitude", 179.5),
                Row.counters(id, at),
                Row.hour(id, at).celsius(1, 20, 20, 20),
                Row.raw(id, "s", at).with("air_temperature_celsius", 20),
                Row.transition(id, "HEAT", at, "OK", "ACTIVE"),
                Row.alert(id, "alert of " + id, at),
                Row.preferenceEpisode(id, preferenceAt(id), "episode at " + id, at),
                Row.preferenceAlert(id, preferenceAt(id), "alert at " + id, at));
        String preference = BODIES.get("/v1/preferences/backtest").replace("{id}", id);
        Api.Answer saved = api.put("/v1/preferences/" + preferenceAt(id), preference);
        assertEquals(202, saved.status(), saved.text());
    }

    private static String preferenceAt(String placeId) {
        return "at-" + Integer.toHexString(placeId.hashCode());
    }

    private static Api.Answer ask(Endpoint route, String id) {
        if (route.method() == Endpoint.Method.GET) {
            return elsewhere.send("GET", path(route, id));
        }
        String body = BODIES.get(route.path()).replace("{id}", id);
        return elsewhere.post(path(route, id), JSON, body);
    }

    private static String path(Endpoint route, String id) {
        boolean isOfPreference = route.path().startsWith(OF_PREFERENCES);
        return (route.path() + ASKED.getOrDefault(route.path(), ""))
                .replace("{id}", isOfPreference ? preferenceAt(id) : id);
    }

    private static List<Endpoint> routes() {
        Database unused = Database.over(Jdbi.create("jdbc:postgresql://127.0.0.1:1/none"));
        return Routes.open(
                Postgres.of(unused),
                Optional.empty(),
                RunningApi.noLimits(),
                RunningApi.exports(unused),
                RunningApi.preferences(unused, Optional.empty()),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    @Test
    void itsParametersAreTakenBackInTheLogAndAgainIsAnsweredTheSame() throws IOException {
        rows.insert(Row.place("taken back"));
        Api.Answer first = api.delete("/v1/places/taken%20back");
        assertEquals(202, first.status(), first.text());
        assertEquals("taken back", first.json().path("place_id").asText());
        Place removal = decoded(log.recordsOf("taken back").get(0));
        assertTrue(removal.getRemoved());
        assertEquals("taken back", removal.getPlaceId());
        Api.Answer again = elsewhere.delete("/v1/places/taken%20back");
        assertEquals(202, again.status(), again.text());
        assertEquals(first.text(), again.text());
    }

    @Test
    void aPlaceThatNobodyKnowsCannotBeDeleted() {
        Api.Answer answer = api.delete("/v1/places/never-there");
        assertEquals(404, answer.status(), answer.text());
        assertEquals(List.of(), log.recordsOf("never-there"));
        assertFalse(isMarked("never-there"));
    }

    @Test
    void withoutTheLogItIsNotAnsweredAndTheSameAgainDoesTheRest() {
        rows.insert(Row.place("half-way"));
        try (Application away = RunningApi.start(postgres, Optional.of(RunningApi.NO_LOG))) {
            Api.Answer answer = Api.of(away).delete("/v1/places/half-way");
            assertEquals(503, answer.status(), answer.text());
            assertTrue(
                    answer.json().path("type").asText().endsWith(":log-unavailable"),
                    answer.text());
        }
        assertEquals(404, api.get("/v1/places/half-way").status(), "the mark came first");
        assertEquals(List.of(), log.recordsOf("half-way"));
        assertEquals(202, api.delete("/v1/places/half-way").status());
        assertEquals(1, log.recordsOf("half-way").size());
    }

    @Test
    void keysOfItsSensorsAreRevokedAndThoseOfOthersAreNot() {
        enrolled.sensor("of the deleted", "t", "with-a-sensor", null);
        enrolled.sensor("of another", "t", "with-a-sensor-too", null);
        assertEquals(202, api.delete("/v1/places/with-a-sensor").status(), "known by its sensor");
        assertEquals(0, enrolled.count(COUNTING, "of the deleted"));
        assertEquals(1, enrolled.count(COUNTING, "of another"));
    }

    private static final String COUNTING =
            "SELECT count(*) FROM api.sensors WHERE id = ? AND revoked_at IS NULL";

    @Test
    void whatIsSentForItIsRejectedAndTheRestIsTaken() {
        rows.insert(Row.place("sent-for"));
        assertEquals(202, api.delete("/v1/places/sent-for").status());
        int before = log.recordsOf("sent-for").size();
        Api.Answer alone = api.post("/v1/observations", JSON, observation("sent-for"));
        assertEquals(422, alone.status(), alone.text());
        assertEquals("DELETED_PLACE", alone.json().at("/errors/0/code").asText());
        Api.Answer mixed =
                api.post(
                        "/v1/observations",
                        JSON,
                        "[" + observation("sent-for") + "," + observation("not-deleted") + "]");
        assertEquals(202, mixed.status(), mixed.text());
        JsonNode items = mixed.json().path("items");
        assertEquals("DELETED_PLACE", items.path(0).path("reason").asText());
        assertEquals("accepted", items.path(1).path("status").asText());
        assertEquals(before, log.recordsOf("sent-for").size());
    }

    @Test
    void withoutPostgresWhatIsSentIsTakenStill() {
        PostgresSettings none = new PostgresSettings("jdbc:postgresql://127.0.0.1:1/none", "", "");
        try (Application alone = RunningApi.start(none, Optional.of(log.settings()))) {
            Api.Answer answer =
                    Api.of(alone)
                            .post("/v1/observations", JSON, observation("sent-without-postgres"));
            assertEquals(202, answer.status(), answer.text());
        }
        assertEquals(1, log.recordsOf("sent-without-postgres").size());
    }

    @Test
    void itsIdCannotBeUsedAgainUntilTheMarkIsTakenAway() throws IOException {
        rows.insert(Row.place("again"));
        assertEquals(202, api.delete("/v1/places/again").status());
        Api.Answer answer = elsewhere.put("/v1/places/again", "{}");
        assertEquals(409, answer.status(), answer.text());
        assertTrue(answer.json().path("detail").asText().contains("relog"), answer.text());
        assertEquals(1, log.recordsOf("again").size());
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "DELETE FROM api.deleted_places WHERE place_id = 'again'"));
        assertEquals(202, elsewhere.put("/v1/places/again", "{}").status());
        assertFalse(decoded(log.recordsOf("again").get(1)).getRemoved());
        assertEquals(200, api.get("/v1/places/again").status());
    }

    @Test
    void whoMayOnlyReadDeletesNothing() {
        rows.insert(Row.place("kept"));
        try (Application closed =
                Application.start(
                        new ApiSettings(
                                RunningApi.anywhere(),
                                RunningApi.anywhere(),
                                PeopleSettings.PUBLIC,
                                postgres,
                                Optional.of(log.settings()),
                                Optional.empty(),
                                RunningApi.EVERYBODY,
                                RunningApi.EXPORTS,
                                RunningApi.PREFERENCES,
                                ""),
                        Clock.systemUTC())) {
            assertEquals(403, Api.of(closed).send("DELETE", "/v1/places/kept").status());
        }
        assertFalse(isMarked("kept"));
    }

    private static boolean isMarked(String placeId) {
        return enrolled.count("SELECT count(*) FROM api.deleted_places WHERE place_id = ?", placeId)
                > 0;
    }

    private static String observation(String place) {
        return "{\"place_id\":\"%s\",\"sensor_id\":\"s\",\"observed_at\":\"%s\",\"air_temperature_celsius\":20}"
                .formatted(place, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static Place decoded(ConsumerRecord<byte[], byte[]> record) throws IOException {
        byte[] value = record.value();
        return new SpecificDatumReader<>(Place.class)
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

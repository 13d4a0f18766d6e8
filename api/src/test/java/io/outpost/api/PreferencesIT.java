package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.preference.PreferenceSettings;
import io.outpost.api.token.Issuer;
import io.outpost.api.token.TokenSettings;
import io.outpost.schemas.Preference;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.WireFormat;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Preferences that are saved at one of several instances, and what of them is in the log. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class PreferencesIT {

    private static final String JSON = "application/json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String WARM =
            "{\"name\": \"warm\", \"when\": {\"measure\": \"air_temperature_celsius\", \"over\": \"PT3H\", \"at_least\": 20}}";
    private static final String HOT = WARM.replace("20", "30");

    private static EmbeddedPostgres server;
    private static RunningLog.Parts log;
    private static Jdbi jdbi;
    private static Rows rows;
    private static Application application;
    private static Application another;
    private static Api api;
    private static Api elsewhere;

    /** Databases of its own, so that no other test writes what is wanted here. */
    @BeforeAll
    static void start(EmbeddedPostgres embedded, RunningLog.Parts parts) {
        server = embedded;
        log = parts;
        on("postgres").useHandle(handle -> handle.execute("CREATE DATABASE preferences"));
        Flyway.configure()
                .dataSource(embedded.getDatabase("postgres", "preferences"))
                .load()
                .migrate();
        on("postgres")
                .useHandle(
                        handle ->
                                handle.execute(
                                        "CREATE DATABASE preferences_killed TEMPLATE preferences"));
        jdbi = on("preferences");
        rows = new Rows(jdbi);
        application = RunningApi.start(settings("preferences"), Optional.of(parts.settings()));
        another = RunningApi.start(settings("preferences"), Optional.of(parts.settings()));
        api = Api.of(application);
        elsewhere = Api.of(another);
    }

    @AfterAll
    static void end() {
        application.close();
        another.close();
    }

    private static Jdbi on(String database) {
        return Jdbi.create(server.getDatabase("postgres", database));
    }

    private static PostgresSettings settings(String database) {
        return new PostgresSettings(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database),
                "api",
                "");
    }

    private static String body(String places, String preference) {
        return "{\"places\": %s, \"preference\": %s}".formatted(places, preference);
    }

    private static String ids(String... ids) {
        return Arrays.stream(ids)
                .map(id -> '"' + id + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonNode saved(Api there, String id, String places, String preference) {
        Api.Answer answer =
                there.put("/v1/preferences/" + Api.encoded(id), body(places, preference));
        assertEquals(202, answer.status(), answer.text());
        return answer.json();
    }

    private static void awaitWritten(Api there, String id) {
        await(
                () -> {
                    JsonNode copies =
                            there.json("/v1/preferences/" + Api.encoded(id)).path("copies");
                    return copies.path("written").equals(copies.path("wanted"));
                },
                "all of " + id + " is in the log");
    }

    private static void awaitTakenBack(Jdbi of, String id) {
        await(
                () ->
                        count(
                                        of,
                                        "SELECT count(*) FROM outpost.preference_copies WHERE preference_id = ? AND pending",
                                        id)
                                == 0,
                id + " is taken back");
    }

    private static int count(Jdbi of, String sql, Object... values) {
        return of.withHandle(handle -> handle.select(sql, values).mapTo(Integer.class).one());
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            Thread.onSpinWait();
        }
    }

    /** What the log has of preferences at some places, in its order. */
    private static List<Preference> logged(Predicate<String> places) {
        return log.records(places).stream()
                .filter(PreferencesIT::isPreference)
                .map(PreferencesIT::decoded)
                .toList();
    }

    private static boolean isPreference(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(RecordType.HEADER);
        return type != null
                && new String(type.value(), StandardCharsets.UTF_8)
                        .equals(RecordType.PREFERENCE.fullName());
    }

    private static Preference decoded(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        try {
            return new SpecificDatumReader<>(Preference.class)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            WireFormat.HEADER_BYTES,
                                            value.length - WireFormat.HEADER_BYTES,
                                            null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version and whether there is a document, of one place. */
    private static List<String> versions(String placeId) {
        return logged(placeId::equals).stream()
                .map(one -> one.getVersion() + (one.getDocument() == null ? " taken back" : ""))
                .toList();
    }

    @Test
    void whatIsSavedIsReadListedChangedAndDeleted() {
        rows.insert(Row.place("pf one"), Row.place("pf two"));
        JsonNode first = saved(api, "mine", ids("pf one", "pf two"), WARM);
        assertEquals(1, first.path("version").asInt());
        assertEquals(2, first.at("/copies/wanted").asInt());
        assertEquals("PT3H", first.at("/preference/when/over").asText());
        awaitWritten(elsewhere, "mine");
        Preference copy = logged("pf one"::equals).get(0);
        assertEquals("mine", copy.getPreferenceId());
        assertEquals("anonymous", copy.getOwnerId());
        assertEquals(
                "{\"name\":\"warm\",\"when\":{\"measure\":\"air_temperature_celsius\",\"over\":\"PT3H\",\"at_least\":20}}",
                copy.getDocument());

        JsonNode same = saved(elsewhere, "mine", ids("pf one", "pf two"), WARM);
        assertEquals(first.path("version"), same.path("version"), "the same again");
        assertEquals(first.path("updated_at"), same.path("updated_at"));
        JsonNode changed = saved(elsewhere, "mine", ids("pf one"), HOT);
        assertEquals(2, changed.path("version").asInt());
        assertEquals(first.path("created_at"), changed.path("created_at"));
        awaitWritten(api, "mine");
        awaitTakenBack(jdbi, "mine");
        assertEquals(List.of("1", "2"), versions("pf one"));
        assertEquals(List.of("1", "2 taken back"), versions("pf two"));

        saved(api, "mine too", ids("pf two"), WARM);
        JsonNode page = api.json("/v1/preferences?limit=1");
        assertTrue(page.path("next").isTextual(), page.toString());
        assertTrue(
                Api.list(api.json("/v1/preferences?limit=1000").path("preferences")).stream()
                        .anyMatch(one -> one.path("preference_id").asText().equals("mine too")));

        Api.Answer deleted = api.delete("/v1/preferences/mine");
        assertEquals(202, deleted.status(), deleted.text());
        assertEquals(404, elsewhere.get("/v1/preferences/mine").status());
        assertEquals(deleted.text(), elsewhere.delete("/v1/preferences/mine").text());
        awaitTakenBack(jdbi, "mine");
        assertEquals(List.of("1", "2", "3 taken back"), versions("pf one"));
        assertEquals(
                0,
                count(
                        jdbi,
                        "SELECT count(*) FROM outpost.preferences WHERE preference_id = ? AND document::text LIKE '%warm%'",
                        "mine"),
                "what it said is gone");
        assertEquals(4, saved(api, "mine", ids("pf one"), WARM).path("version").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/body/places | not-places | {\"preference\": WARM}",
                "/body/places | missing | {\"places\": {}, \"preference\": WARM}",
                "/body/places | exclusive | {\"places\": {\"ids\": [\"pf wrong\"], \"bbox\": [0,0,1,1]}, \"preference\": WARM}",
                "/body/places/colour | unknown | {\"places\": {\"colour\": 1}, \"preference\": WARM}",
                "/body/places/ids | not-places | {\"places\": {\"ids\": []}, \"preference\": WARM}",
                "/body/places/ids/1 | unknown | {\"places\": {\"ids\": [\"pf wrong\", \"nowhere\"]}, \"preference\": WARM}",
                "/body/places/1 | repeated | {\"places\": [\"pf wrong\", \"pf wrong\"], \"preference\": WARM}",
                "/body/places/0 | not-text | {\"places\": [1], \"preference\": WARM}",
                "/body/places/bbox | not-numbers | {\"places\": {\"bbox\": [0,0,1]}, \"preference\": WARM}",
                "/body/places/bbox | not-a-box | {\"places\": {\"bbox\": [0,1,1,0]}, \"preference\": WARM}",
                "/body/places/bbox/2 | out-of-range | {\"places\": {\"bbox\": [0,0,181,1]}, \"preference\": WARM}",
                "/body/places/radius_m | missing | {\"places\": {\"near\": [0,0]}, \"preference\": WARM}",
                "/body/places/radius_m | out-of-range | {\"places\": {\"near\": [0,0], \"radius_m\": 1e9}, \"preference\": WARM}",
                "/body/places/near | missing | {\"places\": {\"radius_m\": 1}, \"preference\": WARM}",
                "/body/preference | not-object | {\"places\": [\"pf wrong\"]}",
                "/body/preference/when | missing | {\"places\": [\"pf wrong\"], \"preference\": {\"name\": \"n\"}}",
                "/body/preference/when/measure | unknown | {\"places\": [\"pf wrong\"], \"preference\": {\"name\": \"n\", \"when\": {\"measure\": \"mood\", \"at_least\": 1}}}",
                "/body/colour | unknown | {\"places\": [\"pf wrong\"], \"preference\": WARM, \"colour\": 1}",
            })
    void pointsAtWhatIsWrong(String pointer, String code, String body) {
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "DELETE FROM outpost.places WHERE place_id = 'pf wrong'"));
        rows.insert(Row.place("pf wrong"));
        Api.Answer answer = api.put("/v1/preferences/wrong", body.replace("WARM", WARM));
        assertEquals(422, answer.status(), answer.text());
        assertEquals(pointer, answer.json().at("/errors/0/pointer").asText(), answer.text());
        assertEquals(code, answer.json().at("/errors/0/code").asText(), answer.text());
        assertEquals(404, api.get("/v1/preferences/wrong").status());
    }

    @Test
    void whatIsTooMuchIsRefused() throws IOException {
        rows.insert(Row.place("pf much"));
        String deep = "{\"not\": ".repeat(10_000) + "1" + "}".repeat(10_000);
        Api.Answer tooDeep =
                api.put(
                        "/v1/preferences/much",
                        body(ids("pf much"), "{\"name\": \"n\", \"when\": " + deep + "}"));
        assertEquals(422, tooDeep.status(), tooDeep.text());
        assertEquals("too-deep", tooDeep.json().at("/errors/0/code").asText(), tooDeep.text());
        assertTrue(tenMegabytes().startsWith("HTTP/1.1 413 "), "a body of 10 MB");
        String long17 = WARM.replace("\"warm\"", "\"warm\", \"x\": \"" + "x".repeat(17_000) + "\"");
        Api.Answer tooLong = api.put("/v1/preferences/much", body(ids("pf much"), long17));
        assertEquals("/body/preference", tooLong.json().at("/errors/0/pointer").asText());
        assertEquals("too-large", tooLong.json().at("/errors/0/code").asText(), tooLong.text());
        String[] many =
                IntStream.range(0, 1_001).mapToObj(i -> "pf much " + i).toArray(String[]::new);
        Api.Answer tooMany = api.put("/v1/preferences/much", body(ids(many), WARM));
        assertEquals("too-many-places", tooMany.json().at("/errors/0/code").asText());
        insertPlaces("pf much ", 1_001, 70, 0);
        Api.Answer area =
                api.put("/v1/preferences/much", body("{\"bbox\": [-1, 69, 1, 71]}", WARM));
        assertEquals(422, area.status(), area.text());
        assertEquals("too-many-places", area.json().at("/errors/0/code").asText(), area.text());
        String id = "x".repeat(257);
        Api.Answer longId = api.put("/v1/preferences/" + id, body(ids("pf much"), WARM));
        assertEquals(422, longId.status(), longId.text());
        assertEquals("/path/id", longId.json().at("/errors/0/pointer").asText());
        assertEquals(405, api.send("DELETE", "/v1/preferences/templates").status());
    }

    /** The answer comes before most of it was sent. */
    private static String tenMegabytes() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String head =
                    String.join(
                            "\r\n",
                            "PUT /v1/preferences/much HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/json",
                            "Content-Length: 10000000",
                            "",
                            "");
            socket.getOutputStream()
                    .write((head + " ".repeat(256 * 1024 + 1)).getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static String metrics(Api there) {
        return there.get("/metrics").text();
    }

    private static void insertPlaces(String prefix, int places, double latitude, double longitude) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                """
                                INSERT INTO outpost.places
                                    (place_id, name, latitude, longitude, time_zone, removed, revision, as_of, writer_epoch)
                                SELECT ? || i, 'n', ?, ?, 'UTC', false, 1, now(), 1 FROM generate_series(0, ?) i
                                """,
                                prefix,
                                latitude,
                                longitude,
                                places - 1));
    }

    @Test
    void eachHasTheirOwn(@TempDir Path folder) throws Exception {
        rows.insert(Row.place("pf owned"));
        Issuer issuer = new Issuer("");
        Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        PeopleSettings people =
                new PeopleSettings(
                        Optional.of(new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, jwks.toUri())),
                        false,
                        0);
        String scopes = "outpost:read outpost:write";
        String ann = "Bearer " + issuer.token(Instant.now()).claim("scope", scopes).text();
        String bob =
                "Bearer "
                        + issuer.token(Instant.now())
                                .claim("sub", "bob")
                                .claim("scope", scopes)
                                .text();
        try (Application guarded =
                Application.start(
                        new ApiSettings(
                                RunningApi.anywhere(),
                                RunningApi.anywhere(),
                                people,
                                settings("preferences"),
                                Optional.of(log.settings()),
                                Optional.empty(),
                                RunningApi.EVERYBODY,
                                RunningApi.EXPORTS,
                                new PreferenceSettings(2),
                                ""),
                        Clock.systemUTC())) {
            String path = "/v1/preferences/owned";
            assertEquals(202, put(guarded, path, ann, WARM));
            assertEquals(404, put(guarded, path, bob, HOT), "the id is another's");
            Api there = Api.of(guarded);
            for (String one : List.of("", "/matches", "/episodes", "/alerts")) {
                assertEquals(200, there.get(path + one, "Authorization", ann).status(), one);
                assertEquals(404, there.get(path + one, "Authorization", bob).status(), one);
            }
            assertEquals(
                    404, there.post(path + "/backtest", JSON, "{}", "Authorization", bob).status());
            assertEquals(
                    "{\"preferences\":[],\"next\":null}",
                    there.get("/v1/preferences", "Authorization", bob).text());
            assertEquals(401, there.get(path).status());
            assertEquals(202, put(guarded, "/v1/preferences/owned%202", ann, WARM));
            assertEquals(422, put(guarded, "/v1/preferences/owned%203", ann, WARM), "one too many");
            assertEquals(202, put(guarded, path, ann, HOT), "one that there is may change");
            await(() -> versions("pf owned").size() >= 3, "they are in the log");
            assertTrue(
                    logged("pf owned"::equals).stream()
                            .noneMatch(one -> one.getOwnerId().equals("bob")));
        }
    }

    private static int put(Application at, String path, String token, String preference)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.port() + path))
                        .header("Content-Type", JSON)
                        .header("Authorization", token)
                        .PUT(HttpRequest.BodyPublishers.ofString(body(ids("pf owned"), preference)))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void placesThatComeIntoAnAreaAndLeaveItAreFollowed() {
        saved(api, "pf box", "{\"bbox\": [179, -41, -179, -39]}", WARM);
        saved(api, "pf circle", "{\"near\": [-179.9, -40], \"radius_m\": 30000}", HOT);
        assertEquals(0, api.json("/v1/preferences/pf%20box").at("/copies/wanted").asInt());
        putAt("pf moving", -40.0, 179.9);
        awaitWritten(api, "pf box");
        awaitWritten(api, "pf circle");
        assertEquals(List.of("pf box", "pf circle"), wantedAt("pf moving"));
        putAt("pf moving", -40.0, 179.5);
        assertEquals(List.of("pf box"), wantedAt("pf moving"), "out of the circle");
        putAt("pf moving", -40.0, 10.0);
        assertEquals(List.of(), wantedAt("pf moving"));
        awaitTakenBack(jdbi, "pf box");
        awaitTakenBack(jdbi, "pf circle");
        Map<String, List<Boolean>> taken = new HashMap<>();
        logged("pf moving"::equals)
                .forEach(
                        one ->
                                taken.computeIfAbsent(
                                                one.getPreferenceId(), id -> new ArrayList<>())
                                        .add(one.getDocument() == null));
        assertEquals(
                Map.of("pf box", List.of(false, true), "pf circle", List.of(false, true)), taken);
        Api.Answer nowhere = api.put("/v1/places/pf%20moving", "{}");
        assertEquals(202, nowhere.status(), "without a position");
        saved(api, "pf circle", "{\"bbox\": [9, -41, 11, -39]}", HOT);
        putAt("pf moving", -40.0, 10.0);
        assertEquals(List.of("pf circle"), wantedAt("pf moving"), "by its new area");
        api.delete("/v1/preferences/pf%20circle");
        putAt("pf moving", -40.0, 10.1);
        assertEquals(List.of(), wantedAt("pf moving"), "of a deleted one");
    }

    /** As those that a job has stored, of which the API never heard. */
    @Test
    void placesThatComeOrMovePastTheApiAreFoundByTheirAreas() {
        saved(api, "pf past", "{\"near\": [100, 60], \"radius_m\": 1000}", WARM);
        rows.insert(
                Row.place("pf past in").with("latitude", 60).with("longitude", 100.001),
                Row.place("pf past out").with("latitude", 60).with("longitude", 100.1));
        await(() -> wantedAt("pf past in").equals(List.of("pf past")), "it is found");
        awaitWritten(api, "pf past");
        assertEquals(List.of("1"), versions("pf past in"));
        assertEquals(List.of(), wantedAt("pf past out"));
        jdbi.useHandle(
                handle -> {
                    handle.execute(
                            "UPDATE outpost.places SET longitude = 101 WHERE place_id = 'pf past in'");
                    handle.execute(
                            "UPDATE outpost.preference_copies SET changed_at = now() - interval '11 minutes'"
                                    + " WHERE place_id = 'pf past in'");
                });
        await(() -> wantedAt("pf past in").isEmpty(), "it is missed");
    }

    private static void putAt(String place, double latitude, double longitude) {
        Api.Answer answer =
                api.put(
                        "/v1/places/" + Api.encoded(place),
                        "{\"position\": {\"latitude\": %s, \"longitude\": %s}}"
                                .formatted(latitude, longitude));
        assertEquals(202, answer.status(), answer.text());
    }

    private static List<String> wantedAt(String place) {
        return jdbi.withHandle(
                handle ->
                        handle.select(
                                        "SELECT preference_id FROM outpost.preference_copies WHERE place_id = ?"
                                                + " AND NOT taken_back ORDER BY preference_id",
                                        place)
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void aPlaceThatIsDeletedTakesItsCopiesAlong() {
        rows.insert(Row.place("pf deleted"), Row.place("pf kept"));
        saved(api, "of two", ids("pf deleted", "pf kept"), WARM);
        awaitWritten(api, "of two");
        assertEquals(202, elsewhere.delete("/v1/places/pf%20deleted").status());
        JsonNode left = api.json("/v1/preferences/of%20two");
        assertEquals("[\"pf kept\"]", left.at("/places/ids").toString());
        assertEquals(1, left.at("/copies/wanted").asInt());
        awaitTakenBack(jdbi, "of two");
        assertEquals(List.of("1", "1 taken back"), versions("pf deleted"));
        assertEquals(List.of("1"), versions("pf kept"));
        Api.Answer again = api.put("/v1/preferences/of%20two", body(ids("pf deleted"), WARM));
        assertEquals(422, again.status(), again.text());
    }

    @Test
    void placesAreRankedByHowWellTheyMatch() {
        Instant noon = Instant.parse("2026-04-30T12:00:00Z");
        List<String> places = List.of("pf cold", "pf mild", "pf warm", "pf silent");
        double[] celsius = {5, 18, 25};
        for (int i = 0; i < places.size(); i++) {
            rows.insert(Row.place(places.get(i)), Row.counters(places.get(i), noon));
            for (int hour = 0; hour < 4 && i < celsius.length; hour++) {
                rows.insert(
                        Row.hour(places.get(i), noon.minusSeconds(3_600L * hour))
                                .celsius(1, celsius[i], celsius[i], celsius[i]));
            }
        }
        saved(api, "ranked", ids(places.toArray(String[]::new)), WARM);
        JsonNode answer = api.json("/v1/preferences/ranked/matches");
        JsonNode matches = answer.path("matches");
        assertEquals(
                List.of("pf warm", "pf mild", "pf cold", "pf silent"),
                Api.list(matches).stream().map(one -> one.path("place_id").asText()).toList());
        assertEquals(100, matches.at("/0/match/score").asDouble());
        assertTrue(matches.at("/0/match/holds").asBoolean());
        assertEquals("2026-04-30T13:00:00Z", matches.at("/0/match/at").asText());
        assertEquals(2, matches.at("/1/match/missing/0/distance").asDouble());
        assertEquals("/when", matches.at("/1/match/missing/0/pointer").asText());
        assertTrue(matches.at("/3/match").isNull(), matches.toString());
        assertEquals(0, answer.path("not_judged").asInt());
        JsonNode backtest =
                api.post("/v1/preferences/ranked/backtest", JSON, "{\"last\": \"PT4H\"}")
                        .json()
                        .path("places");
        assertEquals(4, backtest.size());
        assertEquals("pf warm", backtest.at("/3/place_id").asText());
        assertEquals(1, backtest.at("/3/count").asInt());
        JsonNode other =
                api.post(
                                "/v1/preferences/ranked/backtest",
                                JSON,
                                "{\"last\": \"PT4H\", \"places\": [\"pf mild\"]}")
                        .json()
                        .path("places");
        assertEquals(0, other.at("/0/count").asInt());
    }

    /** What a place's row says of its newest observation comes later than the minutes. */
    @Test
    void theNewestMinuteIsJudgedBeforeThePlaceHasHeardOfIt() {
        Instant noon = Instant.parse("2026-04-30T12:00:00Z");
        rows.insert(Row.place("pf ahead"), Row.counters("pf ahead", noon.plusSeconds(14)));
        for (int minute = -5; minute <= 31; minute++) {
            double celsius = minute < 31 ? 15 : 25;
            rows.insert(
                    Row.minute("pf ahead", noon.plusSeconds(60L * minute))
                            .celsius(1, celsius, celsius, celsius));
        }
        saved(
                api,
                "ahead",
                ids("pf ahead"),
                "{\"name\": \"warm\", \"when\": {\"measure\": \"air_temperature_celsius\", \"at_least\": 20}}");
        JsonNode match = api.json("/v1/preferences/ahead/matches").at("/matches/0/match");
        assertEquals("2026-04-30T12:32:00Z", match.path("at").asText());
        assertTrue(match.path("holds").asBoolean());
        JsonNode backtest =
                api.post("/v1/preferences/ahead/backtest", JSON, "{\"last\": \"PT30M\"}").json();
        assertEquals("2026-04-30T12:32:00Z", backtest.at("/places/0/end").asText());
        assertEquals(1, backtest.at("/places/0/count").asInt());
    }

    @Test
    void episodesAndAlertsAreListedByPages() {
        Instant noon = Instant.parse("2026-04-30T12:00:00Z");
        rows.insert(Row.place("pf listed"));
        saved(api, "listed", ids("pf listed"), WARM);
        for (int i = 0; i < 3; i++) {
            Instant at = noon.plusSeconds(3_600L * i);
            rows.insert(
                    Row.preferenceEpisode("pf listed", "listed", "listed " + i, at)
                            .with("ended_at", i == 2 ? null : at.plusSeconds(60)),
                    Row.preferenceAlert("pf listed", "listed", "alert " + i, at)
                            .with(
                                    "drivers",
                                    List.of(
                                            Map.of(
                                                    "measure",
                                                    "air_temperature_celsius",
                                                    "value",
                                                    21.5,
                                                    "windowSeconds",
                                                    10_800))));
        }
        rows.insert(
                Row.preferenceEpisode("pf listed", "listed", "retracted", noon)
                        .with("retracted", true),
                Row.preferenceEpisode("pf listed", "of nobody", "of nobody", noon),
                Row.preferenceAlert("pf listed", "of nobody", "alert of nobody", noon));
        String path = "/v1/preferences/listed/";
        assertEquals(
                List.of("listed 0", "listed 1", "listed 2"),
                pages(path + "episodes", "episodes", "episode_id"));
        assertEquals(
                List.of("alert 0", "alert 1", "alert 2"),
                pages(path + "alerts", "alerts", "alert_id"));
        JsonNode one =
                api.json(path + "episodes?start=2026-04-30T13:00:00Z&end=2026-04-30T14:00:00Z");
        assertEquals(1, one.path("episodes").size());
        assertEquals("2026-04-30T13:01:00Z", one.at("/episodes/0/ended_at").asText());
        JsonNode alert = api.json(path + "alerts?limit=1&temperature_unit=fahrenheit");
        assertEquals(70.7, alert.at("/alerts/0/drivers/0/value").asDouble());
        assertEquals(404, api.get("/v1/preferences/of%20nobody/alerts").status());
    }

    private static List<String> pages(String path, String list, String id) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.json(path + "?limit=2" + cursor);
            page.path(list).forEach(one -> all.add(one.path(id).asText()));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        } while (cursor != null);
        return all;
    }

    /** Without the log it is kept; an instance that reaches it writes what waits. */
    @Test
    void whatIsSavedWithoutTheLogIsWrittenLater() {
        on("postgres").useHandle(handle -> handle.execute("CREATE DATABASE preferences_away"));
        Flyway.configure()
                .dataSource(server.getDatabase("postgres", "preferences_away"))
                .load()
                .migrate();
        Jdbi away = on("preferences_away");
        new Rows(away).insert(Row.place("pf away"));
        try (Application alone =
                RunningApi.start(settings("preferences_away"), Optional.of(RunningApi.NO_LOG))) {
            Api there = Api.of(alone);
            saved(there, "away", ids("pf away"), WARM);
            assertEquals(2, saved(there, "away", ids("pf away"), HOT).path("version").asInt());
            JsonNode copies = there.json("/v1/preferences/away").path("copies");
            assertEquals("{\"wanted\":1,\"written\":0}", copies.toString());
        }
        try (Application back =
                RunningApi.start(settings("preferences_away"), Optional.of(log.settings()))) {
            Api there = Api.of(back);
            awaitWritten(there, "away");
            await(
                    () -> metrics(there).contains("outpost_api_preferences_written_total 1.0"),
                    "it is counted");
            assertTrue(metrics(there).contains("outpost_api_preferences_pending "));
            assertTrue(metrics(there).contains("outpost_api_preferences_pending_age_seconds "));
        }
        assertEquals(List.of("2"), versions("pf away"), "what was wanted last");
        assertEquals(0, count(away, PENDING));
    }

    /**
     * An attempt of an instance that has ended may be in the log, or not; whoever goes on looks.
     */
    @Test
    void whatAnEndedInstanceHasBegunIsNotWrittenTwiceAndNotLost() {
        rows.insert(Row.place("pf begun"), Row.place("pf lost"));
        saved(api, "begun", ids("pf begun", "pf lost"), WARM);
        awaitWritten(api, "begun");
        ConsumerRecord<byte[], byte[]> record = log.recordsOf("pf begun").get(0);
        ByteBuffer header = ByteBuffer.wrap(record.headers().lastHeader("outpost.request").value());
        UUID attempt = new UUID(header.getLong(), header.getLong());
        int number = header.getInt();
        unsure("pf begun", attempt, number);
        unsure("pf lost", UUID.randomUUID(), 0);
        awaitWritten(elsewhere, "begun");
        assertEquals(List.of("1"), versions("pf begun"), "it was found");
        assertEquals(List.of("1", "1"), versions("pf lost"), "it was not");
    }

    /** As if an instance had ended between the broker's answer and its own note. */
    private static void unsure(String place, UUID attempt, int number) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                """
                                UPDATE outpost.preference_copies SET written_version = NULL, attempt_id = ?, attempt_number = ?,
                                    attempt_at = now(), attempt_version = version, due_at = now()
                                WHERE place_id = ?
                                """,
                                attempt,
                                number,
                                place));
    }

    /**
     * An instance is killed in the middle, before it could note what the log has; two others go on,
     * and preferences change meanwhile: the log has each version of each copy once at most, the
     * newest one of all, and none behind a newer one.
     */
    @Test
    void aKillInTheMiddleLosesNothingAndRepeatsNothing() throws IOException, InterruptedException {
        int places = 1_000;
        int preferences = 8;
        Jdbi killed = on("preferences_killed");
        killed.useHandle(
                handle ->
                        handle.execute(
                                """
                                INSERT INTO outpost.places
                                    (place_id, name, latitude, longitude, time_zone, removed, revision, as_of, writer_epoch)
                                SELECT 'pk ' || i, 'n', 1, 1, 'UTC', false, 1, now(), 1 FROM generate_series(1, ?) i
                                """,
                                places));
        String area = "{\"near\": [1, 1], \"radius_m\": 1000}";
        try (Application away =
                RunningApi.start(settings("preferences_killed"), Optional.of(RunningApi.NO_LOG))) {
            for (int i = 0; i < preferences; i++) {
                saved(Api.of(away), "k" + i, area, WARM);
            }
        }
        Process process = started(freePort(), freePort());
        try (Handle holding = killed.open()) {
            holding.begin();
            List<String> held = new ArrayList<>();
            await(() -> count(killed, WRITTEN) > 0, "it writes");
            await(
                    () -> held.addAll(holding.select(HOLD).mapTo(String.class).list()),
                    "it is at one");
            await(() -> isLogged(held.get(0)), "it has sent what it cannot note");
            process.destroyForcibly().waitFor();
            holding.rollback();
        } finally {
            process.destroyForcibly();
        }
        assertTrue(count(killed, PENDING) > 0, "in the middle");
        // So much time has passed that nothing of it is on its way any more.
        killed.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE outpost.preference_copies SET due_at = now() - interval '1 hour' WHERE attempt_id IS NOT NULL"));
        try (Application one =
                        RunningApi.start(
                                settings("preferences_killed"), Optional.of(log.settings()));
                Application other =
                        RunningApi.start(
                                settings("preferences_killed"), Optional.of(log.settings()))) {
            // Some change while the others go on, some when they have.
            for (int from : List.of(preferences / 2, 0)) {
                for (int i = from; i < from + preferences / 2; i++) {
                    JsonNode changed = saved(Api.of(i % 2 == 0 ? one : other), "k" + i, area, HOT);
                    assertEquals(2, changed.path("version").asInt());
                    assertEquals(places, changed.at("/copies/wanted").asInt());
                }
                await(() -> count(killed, PENDING) == 0, "all is in the log");
            }
        }
        Map<String, List<Long>> written = new HashMap<>();
        for (Preference copy : logged(place -> place.startsWith("pk "))) {
            written.computeIfAbsent(
                            copy.getPreferenceId() + " at " + copy.getPlaceId(),
                            key -> new ArrayList<>())
                    .add(copy.getVersion());
        }
        assertEquals(places * preferences, written.size());
        Set<List<Long>> orders = new HashSet<>(written.values());
        assertTrue(orders.contains(List.of(1L, 2L)), "what the killed one has written is there");
        orders.removeAll(Set.of(List.of(1L, 2L), List.of(2L)));
        assertEquals(Set.of(), orders, "once each, in their order");
    }

    /** One that is begun: who holds it keeps others from noting what became of it. */
    private static final String HOLD =
            """
            SELECT preference_id || ' at ' || place_id FROM outpost.preference_copies WHERE attempt_id IS NOT NULL
            LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static boolean isLogged(String copy) {
        String[] of = copy.split(" at ", 2);
        return logged(of[1]::equals).stream().anyMatch(one -> one.getPreferenceId().equals(of[0]));
    }

    private static final String WRITTEN =
            "SELECT count(*) FROM outpost.preference_copies WHERE NOT pending";

    private static final String PENDING =
            "SELECT count(*) FROM outpost.preference_copies WHERE pending";

    private static Process started(int port, int managementPort) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApiServer.class.getName(),
                        "--port=" + port,
                        "--management-port=" + managementPort,
                        "--writes=open",
                        "--kafka-bootstrap-servers=" + log.broker().access().bootstrapServers(),
                        "--log-topic=" + RunningLog.TOPIC,
                        "--registry-url=" + log.registry().url(),
                        "--postgres-url=" + settings("preferences_killed").url(),
                        "--postgres-user=api")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

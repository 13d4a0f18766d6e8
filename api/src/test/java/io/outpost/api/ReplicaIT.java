package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.postgres.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reads from a real streaming replica, which is held back where a test wants it to lag. */
@ExtendWith(RunningLog.class)
final class ReplicaIT {

    private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/none";
    private static final String LIST = "/v1/places";

    private static EmbeddedPostgres primary;
    private static Replica replica;
    private static Rows rows;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        primary = EmbeddedPostgres.start();
        Flyway.configure().dataSource(primary.getPostgresDatabase()).load().migrate();
        Jdbi jdbi = Jdbi.create(primary.getPostgresDatabase());
        jdbi.useHandle(handle -> handle.execute("CREATE ROLE api LOGIN IN ROLE outpost_api"));
        rows = new Rows(jdbi);
        replica = Replica.of(primary, folder.resolve("replica"));
    }

    @AfterAll
    static void stop() throws IOException {
        replica.close();
        primary.close();
    }

    @Test
    void aReplicaThatLagsIsOldAndNeverWrong() {
        rows.insert(Row.place("hut"));
        replica.catchUp();
        try (Application application = api(url(primary), url(replica.server()))) {
            Api api = Api.of(application);
            Api.Answer before = api.get(LIST);
            assertEquals("hut 2026-01-01T00:00:00Z 1", hut(before));
            replica.hold();
            rows.jdbi()
                    .useHandle(
                            handle ->
                                    handle.execute(
                                            "UPDATE outpost.places SET name = 'Hut', as_of = '2026-01-02Z', revision = 2 WHERE place_id = 'hut'"));
            assertEquals(
                    304,
                    api.getUnchecked(LIST, "If-None-Match", before.header("ETag")).status(),
                    "the answer is the one of before, and has its tag");
            assertEquals(hut(before), hut(api.get(LIST)));
            try (Application newer = api(url(primary), url(primary))) {
                assertEquals("Hut 2026-01-02T00:00:00Z 2", hut(Api.of(newer).get(LIST)));
            }
            replica.goOn();
            Api.Answer after = api.get(LIST, "If-None-Match", before.header("ETag"));
            assertEquals("Hut 2026-01-02T00:00:00Z 2", hut(after));
            assertNotEquals(before.header("ETag"), after.header("ETag"));
        }
    }

    @Test
    void aPlaceIsDeletedOnceTheReplicaKnowsIt(RunningLog.Parts log) {
        rows.insert(Row.place("barn"));
        replica.catchUp();
        PostgresSettings settings =
                new PostgresSettings(url(primary), url(replica.server()), "api", "");
        try (Application application = RunningApi.start(settings, Optional.of(log.settings()))) {
            Api api = Api.of(application);
            replica.hold();
            Api.Answer early = api.delete("/v1/places/barn");
            assertEquals(503, early.status(), early.text());
            assertTrue(early.json().path("detail").asText().contains("replica"), early.text());
            assertEquals(200, api.get("/v1/places/barn").status());
            replica.goOn();
            assertEquals(202, api.delete("/v1/places/barn").status());
            assertEquals(404, api.get("/v1/places/barn").status());
        }
    }

    private static String hut(Api.Answer answer) {
        JsonNode place =
                Api.list(answer.json().path("places")).stream()
                        .filter(one -> one.path("place_id").asText().equals("hut"))
                        .findFirst()
                        .orElseThrow();
        return "%s %s %d"
                .formatted(
                        place.path("name").asText(),
                        place.path("as_of").asText(),
                        place.path("revision").asLong());
    }

    @Test
    void bothAreReady() {
        try (Application application = api(url(primary), url(replica.server()))) {
            JsonNode ready = Api.of(application).json("/health/ready");
            assertEquals("up", ready.path("postgres").asText());
            assertEquals("up", ready.path("postgres_reads").asText());
        }
    }

    @Test
    void withoutThePrimaryTheReplicaIsReadAndReadinessNamesThePrimary() {
        try (Application application = api(NOBODY, url(replica.server()))) {
            Api api = Api.of(application);
            assertEquals(200, api.get(LIST).status());
            assertEquals("serving", api.json("/health/serving").path("status").asText());
            assertEquals(List.of("/postgres"), notReady(api));
        }
    }

    @Test
    void withoutTheReplicaNothingIsReadAndReadinessNamesTheReplica() {
        try (Application application = api(url(primary), NOBODY)) {
            Api api = Api.of(application);
            assertEquals(503, api.get(LIST).status());
            assertEquals(503, api.get("/health/serving").status());
            assertEquals(List.of("/postgres_reads"), notReady(api));
        }
    }

    @Test
    void withoutBothReadinessNamesBoth() {
        try (Application application = api(NOBODY, NOBODY + "2")) {
            assertEquals(List.of("/postgres", "/postgres_reads"), notReady(Api.of(application)));
        }
    }

    /**
     * Such as after the primary was given up for another server, and the API still names the old
     * one.
     */
    @Test
    void aReplicaInThePlaceOfThePrimaryIsNamed() {
        String url = url(replica.server());
        try (Application application = api(url + "?loginTimeout=5", url)) {
            assertEquals(List.of("/postgres"), notReady(Api.of(application)));
        }
    }

    private static List<String> notReady(Api api) {
        Api.Answer answer = api.get("/health/ready");
        assertEquals(503, answer.status(), answer.text());
        assertEquals("urn:outpost:problem:unavailable", answer.json().path("type").asText());
        return Api.list(answer.json().path("errors")).stream()
                .map(error -> error.path("pointer").asText())
                .toList();
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
    }

    private static Application api(String url, String readUrl) {
        return RunningApi.start(
                new PostgresSettings(url, readUrl, "api", ""), Optional.empty(), Clock.systemUTC());
    }
}

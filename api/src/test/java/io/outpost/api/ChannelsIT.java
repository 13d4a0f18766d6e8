package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.Issuer;
import io.outpost.api.token.TokenSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Channels and what was delivered to them, in a real Postgres to which the API logs in by its own
 * rights.
 */
@ExtendWith(RunningApi.class)
final class ChannelsIT {

    private static final String JSON = "application/json";
    private static final String WEBHOOK =
            "{\"kind\":\"webhook\",\"address\":\"https://example.org/hook\"}";
    private static final int MOST = 20;

    private static Jdbi jdbi;
    private static PostgresSettings postgres;
    private static Application application;
    private static Api api;

    @BeforeAll
    static void start(EmbeddedPostgres server) {
        Jdbi.create(server.getPostgresDatabase())
                .useHandle(handle -> handle.execute("CREATE DATABASE channels"));
        Flyway.configure().dataSource(server.getDatabase("postgres", "channels")).load().migrate();
        jdbi = Jdbi.create(server.getDatabase("postgres", "channels"));
        postgres =
                new PostgresSettings(
                        "jdbc:postgresql://127.0.0.1:%d/channels".formatted(server.getPort()),
                        "api",
                        "");
        application = RunningApi.start(postgres, Optional.empty());
        api = Api.of(application);
    }

    @AfterAll
    static void end() {
        application.close();
    }

    @AfterEach
    void remove() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api.channels"));
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api.episode_answers"));
    }

    private static void deliver(String channel, String alert, String state) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                """
                                INSERT INTO api.deliveries (owner_id, channel_id, alert_id, kind, episode_id, place_id, subject, level,
                                    at, body, due_at, state, attempts, last_status, last_error, ended_at)
                                VALUES ('anonymous', ?, ?, 'BEGAN', 'of ' || ?, 'summit', 'HEAT', 'DANGER', now(), '{}', now(), ?, 3,
                                    503, 'it answered 503', CASE WHEN ? <> 'WAITING' THEN now() END)
                                """,
                                channel,
                                alert,
                                alert,
                                state,
                                state));
    }

    private static String text(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private static void refused(String pointer, String body) {
        Api.Answer answer = api.put("/v1/channels/x", body);
        assertEquals(422, answer.status(), answer.text());
        assertEquals(pointer, answer.json().at("/errors/0/pointer").asText(), answer.text());
    }

    @Test
    void aSecretIsInTheAnswerThatMakesItAndInNoOther() {
        Api.Answer made = api.put("/v1/channels/my%20phone", WEBHOOK);
        assertEquals(201, made.status(), made.text());
        assertEquals("/v1/channels/my%20phone", made.header("Location"));
        String secret = made.json().path("secret").asText();
        assertTrue(secret.startsWith("whsec_"), secret);
        assertEquals(32, Base64.getDecoder().decode(secret.substring(6)).length);
        assertEquals(secret, text("SELECT secret FROM api.channels"));
        assertTrue(api.json("/v1/channels/my%20phone").path("secret").isNull());
        assertTrue(api.json("/v1/channels").at("/channels/0/secret").isNull());
        Api.Answer changed =
                api.put(
                        "/v1/channels/my%20phone",
                        "{\"kind\":\"webhook\",\"address\":\"https://example.org/other\"}");
        assertEquals(200, changed.status(), changed.text());
        assertTrue(changed.json().path("secret").isNull());
        assertEquals(secret, text("SELECT secret FROM api.channels"));
        assertEquals(204, api.delete("/v1/channels/my%20phone").status());
        assertEquals(404, api.get("/v1/channels/my%20phone").status());
        assertEquals(404, api.delete("/v1/channels/my%20phone").status());
        assertNotEquals(
                secret, api.put("/v1/channels/my%20phone", WEBHOOK).json().path("secret").asText());
    }

    @Test
    void whatItWantsIsKeptAndPuttingItAgainEnablesIt() {
        String body =
                "{\"kind\":\"slack\",\"address\":\"https://hooks.slack.com/services/T/B/s3cret\","
                        + "\"preferences\":[\"dry\"],\"follow_up_s\":600,"
                        + "\"conditions\":{\"places\":[\"summit\"],\"levels\":[\"DANGER\"]}}";
        Api.Answer made = api.put("/v1/channels/team", body);
        assertEquals(201, made.status(), made.text());
        assertFalse(made.text().contains("s3cret"), made.text());
        JsonNode kept = api.json("/v1/channels/team");
        assertEquals("https://hooks.slack.com/...", kept.path("address").asText());
        assertEquals("dry", kept.at("/preferences/0").asText());
        assertEquals("summit", kept.at("/conditions/places/0").asText());
        assertEquals("DANGER", kept.at("/conditions/levels/0").asText());
        assertEquals(600, kept.path("follow_up_s").asInt());
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE api.channels SET disabled_at = now(), disabled_reason = 'it answered 410', failures = 9"));
        assertEquals(
                "it answered 410", api.json("/v1/channels/team").path("disabled_reason").asText());
        assertEquals(422, api.post("/v1/channels/team/test", JSON, "").status());
        assertEquals(422, api.post("/v1/channels/team/replay", JSON, "").status());
        assertEquals(200, api.put("/v1/channels/team", body).status());
        assertTrue(api.json("/v1/channels/team").path("disabled_at").isNull());
        assertEquals(0, api.json("/v1/channels/team").path("failures").asInt());
        // All of the owner's preferences, and no conditions.
        assertEquals(201, api.put("/v1/channels/mail", mail()).status());
        assertTrue(api.json("/v1/channels/mail").path("conditions").isNull());
        assertTrue(api.json("/v1/channels/mail").path("preferences").isNull());
        assertEquals(2, api.json("/v1/channels").path("channels").size());
    }

    private static String mail() {
        return "{\"kind\":\"email\",\"address\":\"ada@example.org\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/body/kind | {}",
                "/body/kind | {\"kind\":\"pigeon\"}",
                "/body/colour | {\"kind\":\"webhook\",\"colour\":1}",
                "/body/address | {\"kind\":\"webhook\"}",
                "/body/address | {\"kind\":\"webhook\",\"address\":\"ftp://h/\"}",
                "/body/address | {\"kind\":\"webhook\",\"address\":\"https:///x\"}",
                "/body/address | {\"kind\":\"webhook\",\"address\":\"https://me:key@h/\"}",
                "/body/address | {\"kind\":\"webhook\",\"address\":\"https://h/#x\"}",
                "/body/address | {\"kind\":\"email\",\"address\":\"a@b, c@d\"}",
                "/body/address | {\"kind\":\"email\",\"address\":\"Ada <a@b>\"}",
                "/body/preferences | {\"kind\":\"email\",\"address\":\"a@b\",\"preferences\":1}",
                "/body/preferences/1 | {\"kind\":\"email\",\"address\":\"a@b\",\"preferences\":[\"a\",\"a\"]}",
                "/body/preferences/0 | {\"kind\":\"email\",\"address\":\"a@b\",\"preferences\":[\"\"]}",
                "/body/conditions | {\"kind\":\"email\",\"address\":\"a@b\",\"conditions\":[]}",
                "/body/conditions/x | {\"kind\":\"email\",\"address\":\"a@b\",\"conditions\":{\"x\":1}}",
                "/body/conditions/places | {\"kind\":\"email\",\"address\":\"a@b\",\"conditions\":{\"places\":[]}}",
                "/body/conditions/levels/0 | {\"kind\":\"email\",\"address\":\"a@b\",\"conditions\":{\"levels\":[7]}}",
                "/body/follow_up_s | {\"kind\":\"email\",\"address\":\"a@b\",\"follow_up_s\":59}",
                "/body/follow_up_s | {\"kind\":\"email\",\"address\":\"a@b\",\"follow_up_s\":604801}",
                "/body/follow_up_s | {\"kind\":\"email\",\"address\":\"a@b\",\"follow_up_s\":\"60\"}"
            })
    void whatIsWrongIsPointedAt(String pointer, String body) {
        refused(pointer, body);
        assertEquals(404, api.get("/v1/channels/x").status());
    }

    @Test
    void listsAndLengthsHaveBounds() {
        String many = String.join(",", Collections.nCopies(101, "\"a\""));
        refused(
                "/body/preferences",
                "{\"kind\":\"email\",\"address\":\"a@b\",\"preferences\":[%s]}".formatted(many));
        refused(
                "/body/address",
                "{\"kind\":\"webhook\",\"address\":\"https://h/%s\"}".formatted("x".repeat(2100)));
        assertEquals(422, api.put("/v1/channels/" + "x".repeat(257), mail()).status());
        for (int i = 0; i < MOST; i++) {
            assertEquals(201, api.put("/v1/channels/" + i, mail()).status());
        }
        refused("/path/id", mail());
        assertEquals(200, api.put("/v1/channels/7", mail()).status(), "one that is there");
    }

    @Test
    void deliveriesAreListedAndTheDeadRevived() {
        api.put("/v1/channels/a", WEBHOOK);
        api.put("/v1/channels/b", WEBHOOK);
        deliver("a", "1", "DEAD");
        deliver("a", "2", "DELIVERED");
        deliver("a", "3", "DEAD");
        deliver("b", "1", "DEAD");
        JsonNode first = api.json("/v1/channels/a/deliveries?limit=2");
        assertEquals("3", first.at("/deliveries/0/alert_id").asText());
        assertEquals("2", first.at("/deliveries/1/alert_id").asText());
        assertEquals(503, first.at("/deliveries/0/last_status").asInt());
        JsonNode rest =
                api.json("/v1/channels/a/deliveries?limit=2&cursor=" + first.path("next").asText());
        assertEquals(1, rest.path("deliveries").size());
        assertTrue(rest.path("next").isNull());
        assertEquals(
                1, api.json("/v1/channels/a/deliveries?state=DELIVERED").path("deliveries").size());
        api.rejection(400, "unknown", "/v1/channels/a/deliveries?state=LOST");
        assertEquals(404, api.get("/v1/channels/c/deliveries").status());
        Api.Answer replayed = api.post("/v1/channels/a/replay", JSON, "");
        assertEquals(202, replayed.status(), replayed.text());
        assertEquals(2, replayed.json().path("deliveries").asInt());
        JsonNode again = api.json("/v1/channels/a/deliveries?state=WAITING");
        assertEquals(2, again.path("deliveries").size());
        assertEquals(0, again.at("/deliveries/0/attempts").asInt());
        assertEquals(1, api.json("/v1/channels/b/deliveries?state=DEAD").path("deliveries").size());
        assertEquals("a", text("SELECT channel_id FROM api.channels WHERE due_at <= now()"));
    }

    @Test
    void aTrialWaitsOnceAndIsDueAtOnce() {
        api.put("/v1/channels/a", WEBHOOK);
        Api.Answer first = api.post("/v1/channels/a/test", JSON, "");
        assertEquals(202, first.status(), first.text());
        assertEquals(first.json(), api.post("/v1/channels/a/test", JSON, "").json());
        JsonNode list = api.json("/v1/channels/a/deliveries");
        assertEquals(1, list.path("deliveries").size());
        assertEquals("TRIAL", list.at("/deliveries/0/kind").asText());
        assertEquals("channel.trial", text("SELECT body::json ->> 'type' FROM api.deliveries"));
        assertEquals(404, api.post("/v1/channels/b/test", JSON, "").status());
    }

    @Test
    void anEpisodeIsAcknowledgedAndSnoozed() {
        api.put("/v1/channels/a", WEBHOOK);
        deliver("a", "alert", "DELIVERED");
        JsonNode acknowledged = api.post("/v1/alerts/alert/ack", JSON, "").json();
        assertEquals("of alert", acknowledged.path("episode_id").asText());
        assertEquals(acknowledged, api.post("/v1/alerts/alert/ack", JSON, "").json());
        Instant until = Instant.now().plus(Duration.ofHours(2));
        JsonNode snoozed =
                api.post("/v1/alerts/alert/snooze", JSON, "{\"until\":\"%s\"}".formatted(until))
                        .json();
        assertEquals(acknowledged.path("acknowledged_at"), snoozed.path("acknowledged_at"));
        assertEquals(
                until.getEpochSecond(),
                Instant.parse(snoozed.path("snoozed_until").asText()).getEpochSecond());
        for (String wrong :
                new String[] {
                    "{}",
                    "{\"until\":7}",
                    "{\"until\":\"tomorrow\"}",
                    "{\"until\":\"2001-01-01T00:00:00Z\"}",
                    "{\"until\":\"2999-01-01T00:00:00Z\"}",
                    "{\"until\":\"%s\",\"x\":1}".formatted(until)
                }) {
            assertEquals(422, api.post("/v1/alerts/alert/snooze", JSON, wrong).status(), wrong);
        }
        assertEquals(404, api.post("/v1/alerts/other/ack", JSON, "").status());
        assertEquals(
                404,
                api.post("/v1/alerts/other/snooze", JSON, "{\"until\":\"%s\"}".formatted(until))
                        .status());
    }

    @Test
    void ownersSeeTheirOwnAlone(@TempDir Path folder) throws Exception {
        Issuer issuer = new Issuer("");
        Path jwks = Files.writeString(folder.resolve("jwks.json"), issuer.jwks());
        PeopleSettings people =
                new PeopleSettings(
                        Optional.of(new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, jwks.toUri())),
                        false,
                        0);
        api.put("/v1/channels/a", WEBHOOK);
        deliver("a", "alert", "DELIVERED");
        String bob =
                "Bearer "
                        + issuer.token(Instant.now())
                                .claim("sub", "bob")
                                .claim("scope", "outpost:read outpost:write")
                                .text();
        try (Application guarded =
                Application.start(
                        new ApiSettings(
                                RunningApi.anywhere(),
                                RunningApi.anywhere(),
                                people,
                                postgres,
                                Optional.empty(),
                                Optional.empty(),
                                RunningApi.EVERYBODY,
                                RunningApi.EXPORTS,
                                RunningApi.PREFERENCES,
                                ""),
                        Clock.systemUTC())) {
            Api there = Api.of(guarded);
            assertEquals(401, there.get("/v1/channels").status());
            assertEquals(
                    "{\"channels\":[]}", there.get("/v1/channels", "Authorization", bob).text());
            assertEquals(404, there.get("/v1/channels/a", "Authorization", bob).status());
            assertEquals(
                    404, there.get("/v1/channels/a/deliveries", "Authorization", bob).status());
            for (String path :
                    new String[] {
                        "/v1/channels/a/test", "/v1/channels/a/replay", "/v1/alerts/alert/ack"
                    }) {
                assertEquals(401, there.post(path, JSON, "").status());
                assertEquals(404, there.post(path, JSON, "", "Authorization", bob).status());
            }
        }
    }
}

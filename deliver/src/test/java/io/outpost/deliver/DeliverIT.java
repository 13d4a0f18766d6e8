package io.outpost.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.deliver.WebReceiver.Posted;
import io.outpost.deliver.channel.DeadDeliveries;
import io.outpost.deliver.channel.Retries;
import io.outpost.deliver.postgres.Database;
import io.outpost.deliver.send.MailSettings;
import io.outpost.schemas.Alert;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a real broker, deliveries in a real Postgres, receivers that are real servers. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DeliverIT {
    private static final String OWNER = "auth0|ada";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private static Path folder;
    private static Parts parts;

    /** Of the test: its group, its place, its channel. */
    private String name;

    private String path;

    @BeforeAll
    static void start() throws Exception {
        parts = new Parts(folder);
    }

    @AfterAll
    static void end() throws Exception {
        parts.close();
    }

    @BeforeEach
    void clear(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        path = "/" + name;
        parts.clear();
    }

    private static List<Alert> alerts(String placeId, int number) {
        return Stream.generate(() -> AlertTopic.alert(placeId)).limit(number).toList();
    }

    private static List<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::getAlertId).toList();
    }

    private static void awaitStates(String channel, String... wanted) {
        Wait.until(
                () -> parts.states(channel).equals(List.of(wanted)),
                () -> "it stands at " + parts.states(channel));
    }

    @Test
    void eachAlertIsDeliveredToEachChannelOnceWhoeverSharesTheWork() throws Exception {
        parts.place(name, "Old Mill", "Europe/Vienna");
        parts.webhook(OWNER, "one", path + "/one", name);
        parts.webhook(OWNER, "two", path + "/two", name);
        parts.webhook("auth0|eve", "elsewhere", path + "/elsewhere", "another place");
        List<Alert> alerts = alerts(name, 40);
        Alert never = AlertTopic.alert(name);
        Alert last = AlertTopic.alert(name);
        try (Deliver first = parts.deliver(name);
                Deliver second = parts.deliver(name)) {
            parts.topic().commit(alerts);
            parts.topic().abort(never);
            parts.topic().commitBytes("no alert".getBytes(StandardCharsets.UTF_8));
            // What is written again is stored already.
            parts.topic().commit(alerts);
            parts.topic().commit(last);
            List<String> wanted = new ArrayList<>(ids(alerts));
            wanted.add(last.getAlertId());
            for (String to : List.of("/one", "/two")) {
                Wait.until(() -> parts.receiver().ids(path + to).contains(last.getAlertId()));
                assertEquals(wanted, parts.receiver().ids(path + to));
            }
            assertEquals(List.of(), parts.receiver().posted(path + "/elsewhere"));
            Wait.until(() -> parts.states("one").stream().allMatch("DELIVERED 1"::equals));
            Wait.until(() -> first.notReady().isEmpty() && second.notReady().isEmpty());
        }
        Posted posted = parts.receiver().posted(path + "/one").get(0);
        JsonNode body = MAPPER.readTree(posted.body());
        assertEquals("alert.began", body.path("type").asText());
        assertEquals("Old Mill", body.path("data").path("place_name").asText());
        assertEquals("HEAT", body.path("data").path("condition").asText());
        assertEquals(41.5, body.path("data").path("drivers").path(0).path("value").asDouble());
        assertEquals("application/json; charset=UTF-8", posted.header("Content-Type"));
        assertEquals(signature(posted), posted.header("webhook-signature"));
    }

    /** By the formula of Standard Webhooks. */
    private static String signature(Posted posted) throws Exception {
        byte[] key = Base64.getDecoder().decode(Parts.SECRET.substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed =
                posted.id() + "." + posted.header("webhook-timestamp") + "." + posted.body();
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatAReceiverHasTakenIsRecordedOncePostgresTakesItAndNotSentAgain() throws Exception {
        parts.webhook(OWNER, name, path, name);
        List<Alert> alerts = alerts(name, 2);
        try (Deliver deliver = parts.deliver(name)) {
            parts.refuseRecords();
            parts.topic().commit(alerts);
            Wait.until(() -> parts.refusedRecords() > 1);
            parts.takeRecords();
            awaitStates(name, "DELIVERED 1", "DELIVERED 1");
            assertEquals(ids(alerts), parts.receiver().ids(path));
            assertTrue(deliver.notReady().isEmpty());
        } finally {
            parts.takeRecords();
        }
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() {
        CountDownLatch stuck = parts.receiver().stick(path + "/stuck");
        parts.webhook(OWNER, "stuck", path + "/stuck", name);
        parts.webhook(OWNER, "well", path + "/well", name);
        List<Alert> alerts = alerts(name, 50);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(alerts);
            Wait.until(() -> parts.receiver().ids(path + "/well").size() == alerts.size());
            // Since its first, which came before, the other has got nothing more.
            assertEquals(1, parts.receiver().posted(path + "/stuck").size());
            Wait.until(() -> deliver.notReady().isEmpty());
            stuck.countDown();
            Wait.until(() -> parts.receiver().ids(path + "/stuck").size() == alerts.size());
        }
        assertEquals(ids(alerts), parts.receiver().ids(path + "/well"));
        assertEquals(ids(alerts), parts.receiver().ids(path + "/stuck"));
    }

    @Test
    void whatFailsIsTriedAgainThenDeadAndRevivedOnDemand() {
        parts.receiver().answer(path, 503, "1000000");
        parts.webhook(OWNER, name, path, name);
        Alert alert = AlertTopic.alert(name);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Deliver deliver =
                parts.deliver(name, Parts.sending(Parts.LOOPBACK, Parts.QUICK), meters)) {
            parts.topic().commit(alert);
            awaitStates(name, "DEAD 3");
            assertEquals(3, parts.receiver().posted(path).size());
            assertEquals(
                    1,
                    Set.copyOf(parts.receiver().posted(path).stream().map(Posted::body).toList())
                            .size());
            assertEquals(
                    "503 it answered 503",
                    parts.text(
                            "SELECT last_status || ' ' || last_error FROM api.deliveries WHERE channel_id = ?",
                            name));
            assertEquals(1, meters.counter("outpost.deliver.dead").count());
            parts.receiver().answer(path, 200);
            DeliverSettings.PostgresLogin login =
                    parts.settings(name, Parts.sending(List.of(), Parts.QUICK)).postgres();
            try (Database database = new Database(login.url(), login.user(), login.password())) {
                assertEquals(0, new DeadDeliveries(database).revive("auth0|eve", name));
                assertEquals(1, new DeadDeliveries(database).revive(OWNER, name));
            }
            awaitStates(name, "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(4, parts.receiver().posted(path).size());
    }

    /** So many refusals of one message keep no other from being notified. */
    @Test
    void oneThatIsRefusedForEverDoesNotHoldUpTheRest() {
        Retries patient =
                new Retries(1000, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofHours(1));
        parts.receiver().answer(path, 400);
        parts.webhook(OWNER, name, path, name);
        Alert refused = AlertTopic.alert(name);
        Alert taken = AlertTopic.alert(name);
        try (Deliver deliver =
                parts.deliver(
                        name, Parts.sending(Parts.LOOPBACK, patient), new SimpleMeterRegistry())) {
            parts.topic().commit(refused);
            Wait.until(() -> parts.receiver().ids(path).size() > 2);
            parts.receiver().answer(path, 204);
            parts.topic().commit(taken);
            Wait.until(
                    () -> {
                        List<String> states = parts.states(name);
                        return states.size() == 2
                                && states.stream().allMatch(one -> one.startsWith("DELIVERED"));
                    });
            Wait.until(() -> deliver.notReady().isEmpty());
        }
    }

    @Test
    void aReceiverThatIsGoneIsSentNothingMore() {
        parts.receiver().answer(path, 410);
        parts.webhook(OWNER, name, path, name);
        parts.webhook(OWNER, "witness", path + "/witness", name);
        Alert next = AlertTopic.alert(name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(AlertTopic.alert(name));
            awaitStates(name, "DEAD 1");
            parts.topic().commit(next);
            Wait.until(() -> parts.receiver().ids(path + "/witness").size() == 2);
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(1, parts.receiver().posted(path).size());
        assertEquals(
                "it answered 410",
                parts.text("SELECT disabled_reason FROM api.channels WHERE channel_id = ?", name));
    }

    @Test
    void aRedirectIsNotFollowed() {
        parts.receiver().answer(path, 307);
        parts.webhook(OWNER, name, path, name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(AlertTopic.alert(name));
            awaitStates(name, "DEAD 3");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(List.of(), parts.receiver().posted("/elsewhere"));
    }

    @Test
    void anAddressThatIsNotPublicIsNotAsked() {
        parts.webhook(OWNER, name, path, name);
        String port = parts.receiver().url("").replaceAll(".*:", "");
        parts.channel(OWNER, "by name", "WEBHOOK", "http://localhost:" + port + path, name);
        try (Deliver deliver =
                parts.deliver(
                        name, Parts.sending(List.of(), Parts.QUICK), new SimpleMeterRegistry())) {
            parts.topic().commit(AlertTopic.alert(name));
            for (String channel : List.of(name, "by name")) {
                awaitStates(channel, "DEAD 3");
                assertTrue(
                        parts.text(
                                        "SELECT last_error FROM api.deliveries WHERE channel_id = ?",
                                        channel)
                                .contains("not public"));
            }
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(List.of(), parts.receiver().posted(path));
    }

    @Test
    void anAlertOfAPreferenceIsItsOwnersAlone() {
        parts.preference(OWNER, name, "{\"name\": \"Dry\"}");
        parts.channel(OWNER, "mine", "WEBHOOK", parts.receiver().url(path + "/mine"), null);
        parts.channel("auth0|eve", "hers", "WEBHOOK", parts.receiver().url(path + "/hers"), name);
        Alert ofPreference = AlertTopic.ofPreference(name, name, name, "BEGAN");
        Alert ofCondition = AlertTopic.alert(name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(ofPreference, ofCondition);
            awaitStates("mine", "DELIVERED 1");
            awaitStates("hers", "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(List.of(ofPreference.getAlertId()), parts.receiver().ids(path + "/mine"));
        assertEquals(List.of(ofCondition.getAlertId()), parts.receiver().ids(path + "/hers"));
        assertTrue(parts.receiver().posted(path + "/mine").get(0).body().contains("Dry"));
    }

    /** Also when its level is none that was asked for, or it is of long ago. */
    @Test
    void whoWasNotifiedOfAnEpisodeHearsHowItGoesOnAndNobodyElseOfOldOnes() {
        parts.webhook(OWNER, name, path, name);
        parts.update(
                "UPDATE api.channels SET condition_levels = ARRAY['DANGER'] WHERE channel_id = ?",
                name);
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        Alert mild = AlertTopic.alert(name, made -> made.setLevel("CAUTION"));
        Alert old = AlertTopic.alert(name, made -> made.setAt(longAgo));
        Alert began = AlertTopic.alert(name);
        Alert retracted =
                AlertTopic.alert(
                        name,
                        made ->
                                made.setEpisodeId(began.getEpisodeId())
                                        .setKind("RETRACTED")
                                        .setLevel("CAUTION")
                                        .setAt(longAgo));
        Alert last = AlertTopic.alert(name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(mild, old, began);
            parts.topic().commit(retracted, last);
            Wait.until(() -> parts.receiver().ids(path).contains(last.getAlertId()));
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(ids(List.of(began, retracted, last)), parts.receiver().ids(path));
    }

    @Test
    void aPlaceThatIsDeletedTellsNobody() {
        parts.webhook(OWNER, name, path, name);
        parts.webhook(OWNER, "witness", path + "/witness", "another of " + name);
        parts.update("INSERT INTO api.deleted_places (place_id) VALUES (?)", name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(AlertTopic.alert(name), AlertTopic.alert("another of " + name));
            awaitStates("witness", "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(List.of(), parts.states(name));
        assertNull(parts.text("SELECT alert_id FROM api.deliveries WHERE place_id = ?", name));
    }

    private static String quietNow() {
        LocalTime now = LocalTime.now(ZoneId.of("Asia/Tokyo"));
        return "{\"name\": \"Dry\", \"quiet_hours\": [{\"from\": \"%tR\", \"to\": \"%tR\"}]}"
                .formatted(now.minusHours(2), now.plusHours(2));
    }

    private Alert ofEpisode(String episode, String kind) {
        return AlertTopic.ofPreference(name, name, name + episode, kind);
    }

    private static void awaitHeld(int number) {
        Wait.until(
                () ->
                        parts.text(
                                        "SELECT count(*) FROM api.deliveries WHERE state = 'WAITING' AND held AND due_at > now()")
                                .equals(Integer.toString(number)));
    }

    /** In the time zone of the place; of what was held up, how it stands now, and no more. */
    @Test
    void quietHoursHoldAlertsUpAndThenWhatStillMattersIsDelivered() {
        parts.place(name, "Fuji", "Asia/Tokyo");
        parts.preference(OWNER, name, quietNow());
        parts.channel(OWNER, name, "WEBHOOK", parts.receiver().url(path), null);
        Alert changed = ofEpisode("goes on", "CHANGED");
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic()
                    .commit(
                            ofEpisode("is over", "BEGAN"),
                            ofEpisode("is over", "CHANGED"),
                            ofEpisode("is over", "ENDED"),
                            ofEpisode("goes on", "BEGAN"),
                            changed);
            awaitHeld(2);
            assertEquals(List.of(), parts.receiver().posted(path));
            parts.preference(OWNER, name, "{\"name\": \"Dry\"}");
            parts.letTimePass();
            awaitStates(name, "DROPPED 0", "DROPPED 0", "DROPPED 0", "DROPPED 0", "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(List.of(changed.getAlertId()), parts.receiver().ids(path));
    }

    @Test
    void theEndOfWhatWasDeliveredIsDeliveredAfterTheQuietHours() {
        parts.place(name, "Fuji", "Asia/Tokyo");
        parts.preference(OWNER, name, "{\"name\": \"Dry\"}");
        parts.channel(OWNER, name, "WEBHOOK", parts.receiver().url(path), null);
        Alert ended = ofEpisode("", "ENDED");
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(ofEpisode("", "BEGAN"));
            awaitStates(name, "DELIVERED 1");
            parts.preference(OWNER, name, "{\"mute_until\": \"2999-01-01T00:00:00Z\"}");
            parts.topic().commit(ended);
            awaitHeld(1);
            parts.preference(OWNER, name, "{\"mute_until\": \"2001-01-01T00:00:00Z\"}");
            parts.letTimePass();
            awaitStates(name, "DELIVERED 1", "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(ended.getAlertId(), parts.receiver().ids(path).get(1));
    }

    /** Nobody waits for the end of a mute that is none any more. */
    @Test
    void whatAMuteHasHeldUpIsDeliveredOnceItIsTakenAway() {
        parts.preference(OWNER, name, "{\"mute_until\": \"2999-01-01T00:00:00Z\"}");
        parts.channel(OWNER, name, "WEBHOOK", parts.receiver().url(path), null);
        Alert changed = ofEpisode("", "CHANGED");
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(ofEpisode("", "BEGAN"), changed);
            awaitHeld(1);
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        parts.preference(OWNER, name, "{\"name\": \"Dry\"}");
        // Each process looks when it begins, and every minute.
        try (Deliver deliver = parts.deliver(name)) {
            awaitStates(name, "DROPPED 0", "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(List.of(changed.getAlertId()), parts.receiver().ids(path));
    }

    @Test
    void aSnoozeHoldsAnEpisodeUpAndNoOther() {
        parts.webhook(OWNER, name, path, name);
        Alert snoozed = AlertTopic.alert(name);
        Alert other = AlertTopic.alert(name);
        parts.update(
                "INSERT INTO api.episode_answers (owner_id, episode_id, snoozed_until) VALUES (?, ?, now() + interval '1 hour')",
                OWNER,
                snoozed.getEpisodeId());
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(snoozed, other);
            awaitStates(name, "WAITING 0", "DELIVERED 1");
            awaitHeld(1);
            parts.update("UPDATE api.episode_answers SET snoozed_until = now()");
            parts.letTimePass();
            awaitStates(name, "DELIVERED 1", "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertEquals(ids(List.of(other, snoozed)), parts.receiver().ids(path));
    }

    @Test
    void whoDoesNotAcknowledgeIsAskedOnceMore() {
        parts.webhook(OWNER, name, path, name);
        parts.update("UPDATE api.channels SET follow_up_seconds = 600 WHERE channel_id = ?", name);
        Alert ignored = AlertTopic.alert(name);
        Alert acknowledged = AlertTopic.alert(name);
        Alert over = AlertTopic.alert(name);
        Alert ended =
                AlertTopic.alert(
                        name, made -> made.setEpisodeId(over.getEpisodeId()).setKind("ENDED"));
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(ignored, acknowledged, over);
            Wait.until(() -> parts.states(name).size() == 6);
            // What is to be asked later does not hold up what is delivered now.
            parts.topic().commit(ended);
            Wait.until(() -> parts.receiver().ids(path).contains(ended.getAlertId()));
            Wait.until(() -> parts.states(name).size() == 7);
            assertEquals(
                    "3",
                    parts.text(
                            "SELECT count(*) FROM api.deliveries WHERE kind = 'FOLLOW_UP' AND due_at BETWEEN now() + interval '9 min' AND now() + interval '10 min'"));
            parts.update(
                    "INSERT INTO api.episode_answers (owner_id, episode_id, acknowledged_at) VALUES (?, ?, now())",
                    OWNER,
                    acknowledged.getEpisodeId());
            parts.letTimePass();
            Wait.until(
                    () ->
                            parts.states(name).stream()
                                    .filter(one -> !one.equals("DELIVERED 1"))
                                    .toList()
                                    .equals(List.of("DROPPED 0", "DROPPED 0")));
            Wait.until(() -> parts.receiver().posted(path).size() == 5);
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        Posted last = parts.receiver().posted(path).get(4);
        assertEquals(ignored.getAlertId() + "-follow-up", last.id());
        assertTrue(last.body().contains("alert.unacknowledged"), last.body());
    }

    @Test
    void slackIsSentOneSentence() throws Exception {
        parts.place(name, "<Old> & Mill", "UTC");
        parts.channel(OWNER, name, "SLACK", parts.receiver().url(path), name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(AlertTopic.alert(name));
            awaitStates(name, "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        JsonNode body = MAPPER.readTree(parts.receiver().posted(path).get(0).body());
        assertTrue(
                body.path("text")
                        .asText()
                        .startsWith("&lt;Old&gt; &amp; Mill: HEAT began, level DANGER"),
                body.toString());
        assertEquals(1, body.size());
    }

    @Test
    void mailIsSentByTheServerOfTheOperators() throws Exception {
        parts.place(name, "Zell am See\r\nBcc: eve@example.org", "UTC");
        parts.channel(OWNER, name, "EMAIL", "ada@example.org", name);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try (Deliver deliver =
                parts.deliver(
                        name,
                        Parts.withMail(
                                new MailSettings(
                                        URI.create(
                                                "smtp://127.0.0.1:" + server.getSmtp().getPort()),
                                        null,
                                        null,
                                        "outpost@example.org")),
                        new SimpleMeterRegistry())) {
            Alert alert = AlertTopic.alert(name);
            parts.topic().commit(alert);
            awaitStates(name, "DELIVERED 1");
            Wait.until(() -> deliver.notReady().isEmpty());
            MimeMessage[] received = server.getReceivedMessages();
            assertEquals(1, received.length);
            assertEquals(1, received[0].getAllRecipients().length);
            assertEquals("ada@example.org", received[0].getAllRecipients()[0].toString());
            assertTrue(
                    received[0].getSubject().startsWith("Zell am See"), received[0].getSubject());
            assertTrue(received[0].getMessageID().contains(alert.getAlertId()));
            assertTrue(received[0].getContent().toString().contains("heat_index_celsius: 41.5"));
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutAServerOfMailItIsSaidSo() {
        parts.channel(OWNER, name, "EMAIL", "ada@example.org", name);
        try (Deliver deliver = parts.deliver(name)) {
            parts.topic().commit(AlertTopic.alert(name));
            awaitStates(name, "DEAD 3");
            Wait.until(() -> deliver.notReady().isEmpty());
        }
        assertTrue(
                parts.text("SELECT last_error FROM api.deliveries WHERE channel_id = ?", name)
                        .contains("--smtp"));
    }
}

package io.outpost.api.sensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.api.RunningApi;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.token.SettableClock;
import io.outpost.signatures.ContentDigest;
import io.outpost.signatures.SigningKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may send: two instances of the API over one Postgres, and a clock that a test moves. */
@ExtendWith(RunningApi.class)
final class SensorKeysIT {

    private static final SensorSettings NO_LIMITS = new SensorSettings(false, 0, 0, 0, 0);
    private static final String SECRET = "Zm9yIHRlc3RzIG9ubHksIG5vdCByYW5kb20gYXQgYWxs";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T12:00:00Z"));
    private final PostgresSettings settings;
    private final Enrolled enrolled;
    private final String sensor = "sensor-" + UUID.randomUUID();
    private final String keyId = "key-" + UUID.randomUUID();
    private SendingApi one;
    private SendingApi other;
    private SigningKey key;

    SensorKeysIT(PostgresSettings settings, EmbeddedPostgres postgres) {
        this.settings = settings;
        this.enrolled = new Enrolled(Jdbi.create(postgres.getPostgresDatabase()));
    }

    @BeforeEach
    void start() {
        one = SendingApi.start(settings, NO_LIMITS, clock);
        other = SendingApi.start(settings, NO_LIMITS, clock);
        enrolled.sensor(sensor, "tenant", "hut", "roof");
        key = enrolled.signing(sensor, keyId, 1);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aSignedRequestIsOfItsSensor() {
        HttpResponse<String> answer = one.post(one.signed(keyId, key));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(sensor + " tenant hut roof " + SendingApi.BODY.length, answer.body());
        assertEquals(1, one.counted("admitted", "signature"));
    }

    @Test
    void aSecretIsOfItsSensorAndAGatewaySendsForAnyOfItsPlace() {
        String gateway = sensor + "-gateway";
        enrolled.sensor(gateway, "tenant", "hut", null);
        enrolled.secret(gateway, keyId + "-s", SECRET, 1);
        HttpResponse<String> answer = one.post(SendingApi.bearer(keyId + "-s." + SECRET));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(gateway + " tenant hut null " + SendingApi.BODY.length, answer.body());
        assertEquals(1, one.counted("admitted", "secret"));
    }

    @Test
    void withoutAKeyNobodySends() {
        HttpResponse<String> answer = one.post(Map.of());
        assertRejected(answer, "Sign the request");
        assertEquals(
                "Bearer realm=\"outpost\"",
                answer.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(1, one.counted("unauthenticated", "none"));
        assertRejected(one.post(Map.of("Authorization", "Basic YTpi")), "must be Bearer");
        assertRejected(one.post(SendingApi.bearer("a.b.c")), "must be Bearer");
    }

    @Test
    void whereItIsOpenAProofIsStillChecked() {
        SensorSettings open = new SensorSettings(true, 0, 0, 0, 0);
        try (SendingApi api = SendingApi.start(settings, open, clock)) {
            assertEquals(200, api.post(Map.of()).statusCode());
            assertEquals(1, api.counted("admitted", "none"));
            assertEquals(200, api.post(api.signed(keyId, key)).statusCode());
            assertRejected(api.post(api.signed(keyId, stranger())), "not known, or");
            assertRejected(api.post(SendingApi.bearer(keyId + "." + SECRET)), "not known, or");
        }
    }

    /** Whoever tries ids learns nothing from what is answered. */
    @Test
    void whatIsNotKnownAndWhatIsWrongAreAnsweredTheSame() throws IOException {
        enrolled.secret(sensor, keyId + "-s", SECRET, 2);
        String otherKey = keyId + "-o";
        enrolled.sensor(sensor + "-o", "tenant", "hut", "roof");
        SigningKey ofAnother = enrolled.signing(sensor + "-o", otherKey, 1);
        List<Map<String, String>> wrong =
                List.of(
                        one.signed("key-of-nobody", key),
                        one.signed(keyId, stranger()),
                        one.signed(keyId, ofAnother),
                        one.signed(keyId + "-s", key),
                        SendingApi.bearer("key-of-nobody." + SECRET),
                        SendingApi.bearer(keyId + "-s." + SECRET + "x"),
                        SendingApi.bearer(keyId + "." + SECRET));
        String expected = problem(one.post(wrong.get(0)));
        assertTrue(expected.contains("The key is not known, or"), expected);
        for (Map<String, String> headers : wrong) {
            HttpResponse<String> answer = one.post(headers);
            assertEquals(401, answer.statusCode());
            assertEquals(expected, problem(answer));
        }
    }

    @Test
    void whatIsSignedForSomethingElseIsRejected() {
        URI uri = one.uri();
        Map<String, String> elsewhere = one.signed(keyId, key, other.uri(), SendingApi.BODY);
        assertRejected(one.post(elsewhere), "not known, or");
        Map<String, String> withQuery =
                one.signed(keyId, key, URI.create(uri + "?a=1"), SendingApi.BODY);
        assertRejected(one.post(withQuery), "not known, or");
        assertRejected(
                SendingApi.post(URI.create(uri + "?a=1"), one.signed(keyId, key), SendingApi.BODY),
                "must cover @query");
        assertEquals(
                200,
                SendingApi.post(
                                URI.create(uri + "?a=1"),
                                one.signed(keyId, key, URI.create(uri + "?a=1"), SendingApi.BODY),
                                SendingApi.BODY)
                        .statusCode());
    }

    @Test
    void anotherBodyIsRejectedAlsoWithADigestOfItsOwn() {
        byte[] body = "{\"place_id\":\"inn\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = one.signed(keyId, key);
        assertRejected(SendingApi.post(one.uri(), headers, body), "Content-Digest must be");
        Map<String, String> adapted = new HashMap<>(one.signed(keyId, key));
        adapted.put("Content-Digest", ContentDigest.of(body));
        assertRejected(SendingApi.post(one.uri(), adapted, body), "not known, or");
        Map<String, String> uncovered = one.signed(keyId, key, one.uri(), new byte[0]);
        assertRejected(SendingApi.post(one.uri(), uncovered, body), "must cover content-digest");
    }

    @Test
    void aBodyBeyondTheBoundIsRejected() {
        byte[] body = new byte[256 * 1024 + 1];
        HttpResponse<String> answer =
                SendingApi.post(one.uri(), one.signed(keyId, key, one.uri(), body), body);
        assertEquals(413, answer.statusCode(), answer.body());
    }

    /** As by a proxy that hands each request to another instance, under one name. */
    @Test
    void aRequestThatIsSentAgainIsRejectedAtEveryInstance() {
        String name = "localhost:" + one.uri().getPort();
        URI uri = URI.create("http://" + name + SendingApi.PATH);
        Map<String, String> headers = one.signed(keyId, key, uri, SendingApi.BODY);
        assertEquals(200, one.postAs(name, headers));
        assertEquals(401, one.postAs(name, headers));
        assertEquals(401, other.postAs(name, headers), "it knows it from Postgres");
        assertEquals(200, other.postAs(name, one.signed(keyId, key, uri, SendingApi.BODY)));
        assertEquals(2, nonces());
        assertRejected(SendingApi.post(uri, headers, SendingApi.BODY), "sent before");
    }

    @Test
    void aBodyThatCannotBeReadIsTheSendersFault() {
        Map<String, String> headers = one.signed(keyId, key);
        headers.put("Transfer-Encoding", "chunked");
        String name = one.uri().getRawAuthority();
        assertEquals(400, one.postAs(name, headers, "ZZ\r\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSignatureIsOfNow() {
        Map<String, String> headers = one.signed(keyId, key);
        clock.advance(Duration.ofSeconds(301));
        assertRejected(one.post(headers), "created must be within 5 minutes");
        Map<String, String> early = one.signed(keyId, key);
        clock.advance(Duration.ofSeconds(-301));
        assertRejected(one.post(early), "created must be within 5 minutes");
    }

    @Test
    void noncesAreDeletedWhenTheirSignaturesAreTooOld() {
        Map<String, String> headers = one.signed(keyId, key);
        assertEquals(200, one.post(headers).statusCode());
        assertEquals(1, nonces());
        clock.advance(Duration.ofMinutes(2));
        assertEquals(200, one.post(one.signed(keyId, key)).statusCode());
        assertEquals(2, nonces(), "the first could still be sent again");
        clock.advance(Duration.ofMinutes(4));
        assertEquals(200, one.post(one.signed(keyId, key)).statusCode());
        assertEquals(2, nonces(), "the second and the third");
    }

    @Test
    void aRevokedKeyEndsWithin60SecondsAtEveryInstance() {
        enrolled.secret(sensor, keyId + "-s", SECRET, 2);
        for (SendingApi api : List.of(one, other)) {
            assertEquals(200, api.post(api.signed(keyId, key)).statusCode());
            assertEquals(200, api.post(SendingApi.bearer(keyId + "-s." + SECRET)).statusCode());
        }
        enrolled.revokeKey(keyId);
        clock.advance(Duration.ofSeconds(59));
        for (SendingApi api : List.of(one, other)) {
            assertRejected(api.post(api.signed(keyId, key)), "not known, or");
            assertEquals(200, api.post(SendingApi.bearer(keyId + "-s." + SECRET)).statusCode());
        }
        enrolled.revoke(sensor);
        clock.advance(Duration.ofSeconds(59));
        for (SendingApi api : List.of(one, other)) {
            assertRejected(api.post(SendingApi.bearer(keyId + "-s." + SECRET)), "not known, or");
        }
    }

    @Test
    void aNewKeyCountsWithin60SecondsThoughItWasAskedForBefore() {
        SigningKey late = SigningKey.random(new SecureRandom());
        assertRejected(one.post(one.signed(keyId + "-l", late)), "not known, or");
        enrolled.key(sensor, keyId + "-l", "ed25519", late.verifyingKey().bytes(), 2);
        clock.advance(Duration.ofSeconds(59));
        assertEquals(200, one.post(one.signed(keyId + "-l", late)).statusCode());
    }

    @Test
    void aKeyThatIsNoneIsNotKnown() {
        byte[] anybodys = new byte[32];
        anybodys[0] = 1;
        enrolled.key(sensor, keyId + "-n", "ed25519", anybodys, 2);
        assertRejected(one.post(one.signed(keyId + "-n", key)), "not known, or");
    }

    @Test
    void aSensorHasTwoKeysAtMost() {
        enrolled.signing(sensor, keyId + "-2", 2);
        assertThrows(RuntimeException.class, () -> enrolled.signing(sensor, keyId + "-3", 2));
        enrolled.revokeKey(keyId + "-2");
        assertDoesNotThrow(() -> enrolled.signing(sensor, keyId + "-3", 2));
    }

    /** Whatever stands in the fields, the answer is 401 with the one error shape. */
    @Test
    void noFieldBringsItDown() throws IOException {
        Random random = new Random(1421);
        for (int i = 0; i < 400; i++) {
            Map<String, String> headers = new HashMap<>(one.signed(keyId, key));
            headers.put("Authorization", "Bearer " + keyId + "." + SECRET);
            headers.keySet().removeIf(name -> random.nextInt(4) == 0);
            headers.replaceAll((name, value) -> spoilt(value, random));
            HttpResponse<String> answer = one.post(headers);
            if (answer.statusCode() != 200) {
                assertEquals(401, answer.statusCode(), headers + " " + answer.body());
                assertTrue(problem(answer).contains("urn:outpost:problem:unauthenticated"));
            }
        }
    }

    private static String spoilt(String value, Random random) {
        StringBuilder text = new StringBuilder(value);
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
            case 1 -> text.setLength(at);
            case 2 -> text.insert(at, random.nextBoolean() ? "é" : "\"");
            default -> text.append(text);
        }
        return text.toString();
    }

    private long nonces() {
        return enrolled.count("SELECT count(*) FROM api.nonces WHERE key_id = ?", keyId);
    }

    private static SigningKey stranger() {
        return SigningKey.random(new SecureRandom());
    }

    private static void assertRejected(HttpResponse<String> answer, String why) {
        assertEquals(401, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(why), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
    }

    /** Without what differs from request to request. */
    private static String problem(HttpResponse<String> answer) throws IOException {
        ObjectNode problem = (ObjectNode) new ObjectMapper().readTree(answer.body());
        problem.remove("trace_id");
        return problem.toString();
    }
}

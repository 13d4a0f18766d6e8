package io.outpost.signatures;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed is taken as it is, and as nothing else. */
final class SignatureTest {
    private static final Pattern BASE_64 =
            Pattern.compile(":((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?):");

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final byte[] BODY = "{\"place_id\":\"hut\"}".getBytes(StandardCharsets.UTF_8);
    private static final URI ADDRESS = URI.create("https://api.example/v1/observations?a=1");

    private static final String USUAL =
            "(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\");created=%d;keyid=\"k\";nonce=\"0123456789abcdef\""
                    .formatted(NOW.getEpochSecond());

    private final RequestSigner signer =
            new RequestSigner("k", TestKeys.ONE, Clock.fixed(NOW, ZoneOffset.UTC));

    /** A request as the server sees it. */
    private record Sent(
            String method,
            String authority,
            String path,
            String query,
            Map<String, String> fields) {

        static Sent of(URI address, Map<String, String> headers) {
            Map<String, String> fields = new TreeMap<>();
            headers.forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
            return new Sent(
                    "POST",
                    address.getRawAuthority(),
                    address.getRawPath(),
                    address.getRawQuery(),
                    fields);
        }

        Sent with(String name, String value) {
            Map<String, String> changed = new TreeMap<>(fields);
            changed.put(name, value);
            return new Sent(method, authority, path, query, changed);
        }

        RequestHead head() {
            return new RequestHead(
                    method, authority, path, query, name -> Optional.ofNullable(fields.get(name)));
        }

        /** All that a server does. */
        boolean isTaken(VerifyingKey key, byte[] body) throws UnacceptableSignatureException {
            RequestSignature signature =
                    RequestSignature.read(fields.get("signature-input"), fields.get("signature"));
            signature.requireUsable(head(), NOW);
            boolean genuine = signature.isBy(key, head());
            signature.requireBody(Optional.ofNullable(fields.get("content-digest")), body);
            return genuine;
        }
    }

    private Sent signed() {
        return Sent.of(ADDRESS, signer.headers("POST", ADDRESS, BODY));
    }

    private static Sent signed(String parameters) {
        return signed(parameters, Map.of());
    }

    private static Sent signed(String parameters, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(more);
        fields.put("content-digest", ContentDigest.of(BODY));
        Sent sent = Sent.of(ADDRESS, fields);
        String covered = parameters.substring(1, parameters.indexOf(')'));
        List<String> components = new ArrayList<>();
        for (String name : covered.split(" ", -1)) {
            if (!name.isEmpty()) {
                components.add(name.replace("\"", ""));
            }
        }
        try {
            byte[] base = SignatureBase.of(sent.head(), components, parameters);
            String signature = Base64.getEncoder().encodeToString(TestKeys.ONE.sign(base));
            return sent.with("signature-input", "s=" + parameters)
                    .with("signature", "s=:" + signature + ":");
        } catch (UnacceptableSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VerifyingKey key() {
        return TestKeys.ONE.verifyingKey();
    }

    private static String rejection(Sent sent) {
        return assertThrows(UnacceptableSignatureException.class, () -> sent.isTaken(key(), BODY))
                .getMessage();
    }

    @Test
    void whatIsSignedIsTaken() throws UnacceptableSignatureException {
        assertTrue(signed().isTaken(key(), BODY));
        assertTrue(signed(USUAL).isTaken(key(), BODY));
        assertTrue(signed(USUAL + ";alg=\"ed25519\"").isTaken(key(), BODY));
    }

    @Test
    void aRequestWithoutBodyAndQueryNeedsNeitherCovered() throws UnacceptableSignatureException {
        URI bare = URI.create("https://api.example/v1/observations");
        byte[] none = new byte[0];
        Sent sent = Sent.of(bare, signer.headers("POST", bare, none));
        assertTrue(sent.isTaken(key(), none));
        assertThrows(UnacceptableSignatureException.class, () -> sent.isTaken(key(), BODY));
    }

    @Test
    void theUsualPortMayBeNamedOrLeftOut() throws UnacceptableSignatureException {
        Sent sent = signed();
        assertTrue(
                new Sent("POST", "API.example:443", sent.path(), sent.query(), sent.fields())
                        .isTaken(key(), BODY));
        assertFalse(
                new Sent("POST", "api.example:8443", sent.path(), sent.query(), sent.fields())
                        .isTaken(key(), BODY));
    }

    @Test
    void aChangeOfAnyCoveredPartIsFound() throws UnacceptableSignatureException {
        Sent sent = signed();
        Map<String, String> fields = sent.fields();
        String authority = sent.authority();
        for (Sent changed :
                List.of(
                        new Sent("PUT", authority, sent.path(), sent.query(), fields),
                        new Sent("POST", "api.example.net", sent.path(), sent.query(), fields),
                        new Sent("POST", authority, "/v1/observations/", sent.query(), fields),
                        new Sent("POST", authority, "/v1/Observations", sent.query(), fields),
                        new Sent("POST", authority, sent.path(), "a=2", fields),
                        new Sent("POST", authority, sent.path(), null, fields))) {
            assertFalse(changed.isTaken(key(), BODY), changed.toString());
        }
        assertFalse(sent.isTaken(TestKeys.OTHER.verifyingKey(), BODY));
    }

    @Test
    void aChangeOfTheBodyIsFound() {
        byte[] other = BODY.clone();
        other[3]++;
        Sent sent = signed();
        assertThrows(UnacceptableSignatureException.class, () -> sent.isTaken(key(), other));
        Sent adapted = sent.with("content-digest", ContentDigest.of(other));
        assertDoesNotThrow(() -> assertFalse(adapted.isTaken(key(), other)));
    }

    @Test
    void aChangeOfAnyParameterIsFound() throws UnacceptableSignatureException {
        Sent sent = signed(USUAL + ";expires=%d".formatted(NOW.getEpochSecond() + 60));
        String input = sent.fields().get("signature-input");
        for (String changed :
                List.of(
                        input.replace("00;keyid", "01;keyid"),
                        input.replace("keyid=\"k\"", "keyid=\"l\""),
                        input.replace("cdef", "cdeg"),
                        input.replaceFirst("expires=(\\d+)0", "expires=$11"),
                        input.replace("\"@path\" \"@query\"", "\"@query\" \"@path\""),
                        input + ";alg=\"ed25519\"")) {
            assertNotEquals(input, changed);
            assertFalse(sent.with("signature-input", changed).isTaken(key(), BODY), changed);
        }
    }

    @Test
    void whatIsOldOrOfTheFutureIsRejected() throws UnacceptableSignatureException {
        long now = NOW.getEpochSecond();
        String at = USUAL.replace("created=" + now, "created=%d");
        assertTrue(signed(at.formatted(now - 300)).isTaken(key(), BODY));
        assertTrue(signed(at.formatted(now + 300)).isTaken(key(), BODY));
        for (long created : new long[] {now - 301, now + 301, 0, -999_999_999_999_999L}) {
            String message = rejection(signed(at.formatted(created)));
            assertTrue(message.contains("created must be within 5 minutes"), message);
        }
        assertTrue(rejection(signed(USUAL + ";expires=" + now)).contains("has expired"));
        assertEquals(
                Instant.ofEpochSecond(now + 301),
                RequestSignature.read("s=" + USUAL, "s=:AA==:").usableUntil());
    }

    @Test
    void whatMustBeCoveredIsNamed() {
        for (String component :
                List.of("@method", "@authority", "@path", "@query", "content-digest")) {
            String without =
                    USUAL.replace("\"" + component + "\"", "")
                            .replace("( ", "(")
                            .replace("  ", " ")
                            .replace(" )", ")");
            assertEquals(
                    "Signature-Input must cover " + component + ".", rejection(signed(without)));
        }
        assertTrue(rejection(signed(USUAL.replace(";keyid=\"k\"", ""))).contains("keyid must"));
        assertTrue(rejection(signed(USUAL.replace("cdef", "cde"))).contains("nonce must"));
        assertTrue(
                rejection(signed(USUAL.replace(";nonce=\"0123456789abcdef\"", "")))
                        .contains("nonce must"));
        assertTrue(
                rejection(signed(USUAL.replaceFirst(";created=\\d+", "")))
                        .contains("created must"));
    }

    @Test
    void aFieldThatIsCoveredMustBeThere() throws UnacceptableSignatureException {
        String parameters = USUAL.replace("\"@path\"", "\"@path\" \"x-more\"");
        Sent sent = signed(parameters, Map.of("x-more", "1"));
        assertTrue(sent.isTaken(key(), BODY));
        assertFalse(sent.with("x-more", "2").isTaken(key(), BODY));
        sent.fields().remove("x-more");
        assertTrue(rejection(sent).contains("x-more, which the request does not have"));
    }

    @Test
    void aLineBreakDoesNotPassForAnotherComponent() throws UnacceptableSignatureException {
        Sent sent =
                signed(USUAL.replace("\"@path\"", "\"@path\" \"x-more\""), Map.of("x-more", "1"));
        assertTrue(rejection(sent.with("x-more", "1\n\"@query\": ?a=1")).contains("plain ASCII"));
        assertTrue(rejection(sent.with("x-more", "é")).contains("plain ASCII"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "s=",
                "s=1",
                "s=()",
                "s=?1",
                "s=(1)",
                "s=(a)",
                "s=(\"@method\";req)",
                "s=(\"@Method\")",
                "s=(\"@method\" \"@method\")",
                "s=(\"@target-uri\")",
                "s=(\"@query-param\";name=\"a\")",
                "s=(\"@method\");alg=\"rsa-pss-sha512\"",
                "s=(\"@method\");alg=\"none\"",
                "s=(\"@method\");alg=ed25519",
                "s=(\"@method\");created=\"1\"",
                "s=(\"@method\");created=1.0",
                "s=(\"@method\");created",
                "s=(\"@method\");keyid=1",
                "s=(\"@method\");nonce=:AAAA:",
                "s=(\"@method\");tag=\"other\"",
                "s=(\"@method\"), t=(\"@method\")",
                "t=(\"@method\")",
                "s=(\"@method\"",
                "s=(\"@method\");created=99999999999999999999",
            })
    void whatIsNoSignatureIsRejected(String input) {
        assertThrows(
                UnacceptableSignatureException.class,
                () ->
                        signed().with("signature", "s=:AAAA:")
                                .with("signature-input", input)
                                .isTaken(key(), BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "outpost",
                "outpost=1",
                "outpost=\"AAAA\"",
                "outpost=:A:, x=:A:",
                "x=:AAAA:"
            })
    void whatIsNoSignatureOfItsInputIsRejected(String signature) {
        assertThrows(
                UnacceptableSignatureException.class,
                () -> signed().with("signature", signature).isTaken(key(), BODY));
    }

    @Test
    void aSignatureOfAnyOtherLengthIsNone() throws UnacceptableSignatureException {
        for (int length : new int[] {0, 1, 63, 65, 128}) {
            String bytes = Base64.getEncoder().encodeToString(new byte[length]);
            Sent sent = signed();
            assertFalse(
                    sent.with("signature", "outpost=:" + bytes + ":").isTaken(key(), BODY),
                    length + " bytes");
        }
    }

    @Test
    void fieldsBeyondAnyUseAreRejected() {
        Sent sent = signed();
        String input = sent.fields().get("signature-input");
        assertTrue(
                rejection(sent.with("signature-input", input + " ".repeat(4_096)))
                        .contains("may have 4096 characters"));
    }

    /** Whatever is done to the fields, they are taken as they were, or rejected. */
    @Test
    void noChangeOfTheFieldsIsTakenAndNoneFailsOtherwise() {
        Random random = new Random(9421);
        Sent sent = signed();
        for (String name : List.of("signature-input", "signature", "content-digest")) {
            String genuine = sent.fields().get(name);
            for (int i = 0; i < 3_000; i++) {
                String changed = changed(genuine, random);
                if (!means(genuine, changed)) {
                    assertFalse(isTaken(sent.with(name, changed)), name + ": " + changed);
                }
            }
        }
    }

    private static boolean isTaken(Sent sent) {
        try {
            return sent.isTaken(key(), BODY);
        } catch (UnacceptableSignatureException e) {
            return false;
        }
    }

    /** Spaces around it mean nothing. */
    private static boolean means(String genuine, String changed) {
        return withoutUnusedBits(changed.strip()).equals(withoutUnusedBits(genuine));
    }

    /** Of the last character of base 64 before its padding some bits stand for nothing. */
    private static String withoutUnusedBits(String field) {
        Matcher bytes = BASE_64.matcher(field);
        return bytes.replaceAll(
                match ->
                        ":"
                                + Base64.getEncoder()
                                        .encodeToString(Base64.getDecoder().decode(match.group(1)))
                                + ":");
    }

    private static String changed(String genuine, Random random) {
        StringBuilder text = new StringBuilder(genuine);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(text.length() + 1) - 1;
            if (at < 0) {
                return " " + text;
            }
            char other =
                    (char)
                            (random.nextInt(20) == 0
                                    ? random.nextInt(0x300)
                                    : ' ' + random.nextInt(95));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                case 2 -> text.deleteCharAt(at);
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString();
    }
}

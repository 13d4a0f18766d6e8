package io.outpost.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Issuer ISSUER = new Issuer("");
    private static final Issuer STRANGER = new Issuer("");
    private static final int MUTATIONS = 3_000;

    private final SettableClock clock = new SettableClock(NOW);
    @TempDir private Path folder;
    private TokenVerifier verifier;

    @BeforeEach
    void publish() throws IOException {
        verifier = verifier(ISSUER.jwks());
    }

    private TokenVerifier verifier(String jwks) throws IOException {
        Path file = Files.writeString(folder.resolve("jwks.json"), jwks);
        TokenSettings settings = new TokenSettings(Issuer.NAME, Issuer.AUDIENCE, file.toUri());
        SigningKeys keys = new SigningKeys(new Jwks(settings.keys()), clock);
        return new TokenVerifier(settings, keys, clock);
    }

    @Test
    void takesTokensOfBothAlgorithms() throws Exception {
        for (String token : List.of(token().text(), token().rsaText())) {
            VerifiedToken verified = verifier.verify(token);
            assertEquals("ann", verified.subject());
            assertEquals(Set.of("profile", "outpost:read"), verified.scopes());
            assertEquals(NOW.plusSeconds(600), verified.expiresAt());
        }
    }

    @Test
    void takesScopesOfEitherClaimAsTextOrAsAList() throws Exception {
        String list = token().claim("scope", null).claim("scp", List.of("a", "b c")).text();
        assertEquals(Set.of("a", "b c"), verifier.verify(list).scopes());
        String text = token().claim("scope", null).claim("scp", "a b").text();
        assertEquals(Set.of("a", "b"), verifier.verify(text).scopes());
        assertEquals(Set.of(), verifier.verify(token().claim("scope", null).text()).scopes());
        assertRejected(token().claim("scope", 7).text(), "no signed JWT");
    }

    @Test
    void takesATokenForSeveralAudiences() throws Exception {
        String token = token().claim("aud", List.of("other", Issuer.AUDIENCE)).text();
        assertEquals("ann", verifier.verify(token).subject());
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of("iss", null),
                Arguments.of("iss", "https://issuer.example.org"),
                Arguments.of("aud", null),
                Arguments.of("aud", "other"),
                Arguments.of("aud", List.of()),
                Arguments.of("sub", null),
                Arguments.of("exp", null),
                Arguments.of("exp", NOW.minusSeconds(61).getEpochSecond()),
                Arguments.of("nbf", NOW.plusSeconds(61).getEpochSecond()));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void rejectsClaimsThatAreNotAsConfigured(String name, Object value) {
        assertRejected(token().claim(name, value).text(), "has expired, is not valid yet");
        assertRejected(token().claim(name, value).rsaText(), "has expired, is not valid yet");
    }

    @ParameterizedTest
    @CsvSource({"exp, -59", "nbf, 59"})
    void clocksMayDifferByAMinute(String name, long seconds) throws Exception {
        String token = token().claim(name, NOW.plusSeconds(seconds).getEpochSecond()).text();
        assertEquals("ann", verifier.verify(token).subject());
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("typ", null, "not of type JWT"),
                Arguments.of("typ", "logout+jwt", "not of type JWT"),
                Arguments.of("kid", null, "names no key"),
                Arguments.of("kid", "nobody", "no key of the issuer"),
                Arguments.of("kid", "rsa", "no key of the issuer"),
                Arguments.of("kid", "../../jwks.json", "no key of the issuer"),
                Arguments.of("alg", "RS256", "no key of the issuer"),
                Arguments.of("alg", "ES256", "no key of the issuer"),
                Arguments.of("alg", "Ed25519", "no key of the issuer"),
                Arguments.of("alg", "eddsa", "no key of the issuer"),
                Arguments.of("jwk", Map.of("kty", "OKP"), "no signed JWT"),
                Arguments.of("jwk", STRANGER.ed25519Key().toJSONObject(), "more than alg"),
                Arguments.of("jku", "https://stranger.example/jwks", "more than alg"),
                Arguments.of("x5u", "https://stranger.example/x5u", "more than alg"),
                Arguments.of("x5c", List.of("MIIB"), "more than alg"),
                Arguments.of("crit", List.of("exp"), "more than alg"),
                Arguments.of("b64", false, "more than alg"),
                Arguments.of("other", "x", "more than alg"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void rejectsHeadersThatWouldChooseKeysOrAlgorithms(String name, Object value, String why) {
        assertRejected(token().header(name, value).text(), why);
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of("none", "ed", (UnaryOperator<byte[]>) text -> new byte[0]),
                Arguments.of("None", "ed", (UnaryOperator<byte[]>) text -> new byte[0]),
                Arguments.of("EdDSA", "ed", (UnaryOperator<byte[]>) text -> new byte[0]),
                Arguments.of("EdDSA", "ed", (UnaryOperator<byte[]>) text -> new byte[64]),
                Arguments.of("EdDSA", "ed", (UnaryOperator<byte[]>) STRANGER::byEd25519),
                Arguments.of("RS256", "rsa", (UnaryOperator<byte[]>) STRANGER::byRsa),
                Arguments.of("RS256", "rsa", (UnaryOperator<byte[]>) text -> new byte[256]),
                Arguments.of("HS256", "rsa", (UnaryOperator<byte[]>) ISSUER::byHmacOfThePublicKey),
                Arguments.of("HS256", "ed", (UnaryOperator<byte[]>) ISSUER::byHmacOfThePublicKey),
                Arguments.of(
                        "RS512",
                        "rsa",
                        (UnaryOperator<byte[]>) text -> ISSUER.byRsa("SHA512withRSA", text)),
                Arguments.of(
                        "RS256",
                        "rsa",
                        (UnaryOperator<byte[]>) text -> ISSUER.byRsa("SHA1withRSA", text)));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void rejectsWhatNoKeyOfTheIssuerHasSigned(
            String algorithm, String key, UnaryOperator<byte[]> signer) {
        String token = token().header("alg", algorithm).header("kid", key).text(signer);
        assertThrows(TokenException.class, () -> verifier.verify(token));
    }

    @Test
    void keysOfTheJwksThatAreForSomethingElseVerifyNothing() throws Exception {
        for (String jwks :
                List.of(
                        Issuer.jwks(ISSUER.rsaKey().keyUse(KeyUse.ENCRYPTION).build()),
                        Issuer.jwks(ISSUER.rsaKey().algorithm(JWSAlgorithm.PS256).build()),
                        Issuer.jwks(ISSUER.rsaKey().keyID(null).build()))) {
            TokenVerifier other = verifier(jwks);
            assertThrows(TokenException.class, () -> other.verify(token().rsaText()), jwks);
        }
        Issuer weak = new Issuer("", 1_024);
        TokenVerifier other = verifier(weak.jwks());
        assertThrows(TokenException.class, () -> other.verify(weak.token(NOW).rsaText()));
        assertEquals("ann", other.verify(weak.token(NOW).text()).subject());
    }

    @Test
    void noMutationOfATokenIsTakenOrFailsOtherwise() throws Exception {
        Random random = new Random(20260501);
        for (String good : List.of(token().text(), token().rsaText())) {
            for (int i = 0; i < MUTATIONS; i++) {
                String mutated = mutated(good, random);
                try {
                    VerifiedToken verified = verifier.verify(mutated);
                    assertTrue(sameBytes(good, mutated), () -> "taken: " + mutated + verified);
                } catch (TokenException e) {
                    assertFalse(e.getMessage().contains("ann"), e.getMessage());
                }
            }
        }
    }

    @Test
    void nonsenseIsNoToken() {
        for (String token :
                List.of(
                        "",
                        ".",
                        "..",
                        "...",
                        "a.b.c",
                        "e30.e30.",
                        "e30.e30.e30",
                        "[".repeat(8000))) {
            assertRejected(token, "no signed JWT");
        }
        String deep = "[".repeat(5_900) + "]".repeat(100);
        assertThrows(
                TokenException.class,
                () -> verifier.verify(token().claim("deep", deep).header("kid", deep).text()));
    }

    @Test
    void aTokenOfYesterdayIsTakenNoMore() throws Exception {
        String token = token().text();
        verifier.verify(token);
        clock.advance(Duration.ofDays(1));
        assertRejected(token, "has expired");
    }

    /** Base64 has bits at its end that stand for nothing. */
    private static boolean sameBytes(String good, String mutated) {
        String[] one = good.split("\\.", -1);
        String[] other = mutated.split("\\.", -1);
        return one.length == other.length
                && one[0].equals(other[0])
                && one[1].equals(other[1])
                && new com.nimbusds.jose.util.Base64URL(one[2])
                        .decodeToString()
                        .equals(new com.nimbusds.jose.util.Base64URL(other[2]).decodeToString());
    }

    private static String mutated(String token, Random random) {
        StringBuilder text = new StringBuilder(token);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) (33 + random.nextInt(94)));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, (char) (33 + random.nextInt(94)));
            }
        }
        return text.toString();
    }

    private static Issuer.Token token() {
        return ISSUER.token(NOW);
    }

    private void assertRejected(String token, String why) {
        TokenException rejected =
                assertThrows(TokenException.class, () -> verifier.verify(token), token);
        assertTrue(rejected.getMessage().contains(why), rejected.getMessage());
    }
}

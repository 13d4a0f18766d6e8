package io.outpost.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server that publishes keys. */
final class SigningKeysTest {

    private static final Issuer FIRST = new Issuer("first-");
    private static final Issuer SECOND = new Issuer("second-");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-01T12:00:00Z"));
    private final AtomicReference<String> published = new AtomicReference<>(FIRST.jwks());
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    byte[] body = published.get().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status.get(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Jwks jwks() {
        return new Jwks(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"));
    }

    @Test
    void anUnknownIdIsLookedForOnceInHalfAMinute() {
        SigningKeys keys = new SigningKeys(jwks(), clock);
        assertEquals(1, asked.get());
        assertTrue(keys.find("first-ed").isPresent());
        published.set(SECOND.jwks());
        for (int i = 0; i < 100; i++) {
            assertFalse(keys.find("second-ed").isPresent());
        }
        assertEquals(1, asked.get());
        clock.advance(Duration.ofSeconds(30));
        assertTrue(keys.find("second-ed").isPresent());
        assertFalse(keys.find("first-ed").isPresent(), "the issuer has taken it back");
        assertFalse(keys.find("unknown").isPresent());
        assertEquals(2, asked.get());
    }

    @Test
    void keysAreReadAnewAfterFiveMinutes() {
        SigningKeys keys = new SigningKeys(jwks(), clock);
        long before = keys.edition();
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertEquals(before, keys.edition());
        published.set(SECOND.jwks());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(keys.edition() > before);
        assertFalse(keys.find("first-ed").isPresent());
    }

    @Test
    void theOldKeysStayWhileTheIssuerDoesNotAnswer() {
        SigningKeys keys = new SigningKeys(jwks(), clock);
        status.set(500);
        long before = keys.edition();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(10));
            assertEquals(before, keys.edition());
            assertTrue(keys.find("first-rsa").isPresent());
        }
        assertEquals(11, asked.get());
        status.set(200);
        clock.advance(Duration.ofSeconds(30));
        assertTrue(keys.edition() > before);
    }

    @Test
    void anIssuerThatComesLaterIsFound() {
        status.set(404);
        SigningKeys keys = new SigningKeys(jwks(), clock);
        assertFalse(keys.find("first-ed").isPresent());
        status.set(200);
        clock.advance(Duration.ofSeconds(30));
        assertTrue(keys.find("first-ed").isPresent());
    }

    @Test
    void whatIsTooLongNoJwksOrElsewhereIsNotRead() {
        assertNotRead(302, FIRST.jwks(), "answered with 302");
        assertNotRead(200, "{\"keys\":[" + " ".repeat(Jwks.MAX_BYTES), "more than 65536 bytes");
        assertNotRead(200, "[]", "no JWKS");
        assertNotRead(200, "nonsense", "no JWKS");
        String key = "{\"kty\":\"oct\",\"k\":\"AA\"},";
        String many = key.repeat(Jwks.MAX_KEYS + 1).replaceAll(",$", "");
        assertNotRead(200, "{\"keys\":[" + many + "]}", "more than 100 keys");
    }

    private void assertNotRead(int answered, String body, String why) {
        status.set(answered);
        published.set(body);
        IOException failure = assertThrows(IOException.class, () -> jwks().read());
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
    }
}

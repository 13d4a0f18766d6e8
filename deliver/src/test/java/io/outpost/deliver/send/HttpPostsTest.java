package io.outpost.deliver.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that do what they like, on sockets of their own. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HttpPostsTest {
    private static final List<Network> LOOPBACK = List.of(Network.of("127.0.0.0/8"));
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

    /** What a server says first, and then again and again while somebody listens. */
    private static Outcome answered(String first, String again, Duration limit) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPosts posts = new HttpPosts(LOOPBACK, limit, 2, NOON)) {
            Thread thread = new Thread(() -> serve(server, first, again));
            thread.setDaemon(true);
            thread.start();
            return posts.post(
                    "http://127.0.0.1:" + server.getLocalPort() + "/", Map.of(), "{\"a\": 1}");
        }
    }

    private static void serve(ServerSocket server, String first, String again) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(first.getBytes(StandardCharsets.US_ASCII));
            while (!again.isEmpty()) {
                out.write(again.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (IOException e) {
            // Whoever asked has had enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each byte would begin a limit on silence anew. */
    @Test
    void anAnswerThatNeverBeginsEndsAtTheDeadline() throws IOException {
        Outcome outcome = answered("HTTP/1.1 200 OK\r\nX: ", "x", Duration.ofMillis(300));
        assertEquals(Outcome.Result.FAILED, outcome.result());
        assertTrue(
                outcome.error().contains("300 ms") || outcome.error().contains("line length"),
                outcome.error());
    }

    @Test
    void aBodyWithoutAnEndIsNotReadToIt() throws IOException {
        Outcome outcome =
                answered(
                        "HTTP/1.1 202 Accepted\r\nContent-Length: 9000000000\r\n\r\n",
                        "x".repeat(100_000),
                        Duration.ofSeconds(30));
        assertEquals(Outcome.Result.DELIVERED, outcome.result());
        assertEquals(202, outcome.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "999999999 | P1D",
                "Fri, 01 May 2026 12:05:00 GMT | PT5M",
                "Fri, 01 May 2026 11:55:00 GMT | PT-5M",
                "soon |",
                "-1 |"
            })
    void whatAReceiverAsksForIsRead(String header, Duration asked) throws IOException {
        Outcome outcome =
                answered(
                        "HTTP/1.1 503 Busy\r\nRetry-After: %s\r\nContent-Length: 0\r\n\r\n"
                                .formatted(header),
                        "",
                        Duration.ofSeconds(30));
        assertEquals(503, outcome.status());
        assertEquals(asked, outcome.retryAfter());
    }

    @ParameterizedTest
    @CsvSource({"ftp://127.0.0.1/", "http://", "no address", "http://[::1"})
    void whatIsNoAddressIsAFailure(String url) {
        try (HttpPosts posts = new HttpPosts(LOOPBACK, Duration.ofSeconds(1), 1, NOON)) {
            assertEquals(Outcome.Result.FAILED, posts.post(url, Map.of(), "{}").result());
        }
    }
}

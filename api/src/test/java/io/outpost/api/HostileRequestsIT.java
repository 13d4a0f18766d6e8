package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no good client sends: each is answered or ended, and none is a failure of ours. */
@ExtendWith(RunningApi.class)
final class HostileRequestsIT {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int FUZZED = 3_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) [A-Z]");

    private final Api api;

    HostileRequestsIT(Api api) {
        this.api = api;
    }

    /** ^ stands for the end of a line, ~ for U+0000; an answer that is left out is an end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | POST / HTTP/1.1^Host: localhost^Content-Length: 5^Transfer-Encoding: chunked^^0^^GET /v1/places HTTP/1.1^Host: localhost^^",
                "400 | POST / HTTP/1.1^Host: localhost^Transfer-Encoding: chunked^Content-Length: 5^^0^^",
                "400 | POST / HTTP/1.1^Host: localhost^Content-Length: 5^Content-Length: 6^^abcdef",
                "400 | POST / HTTP/1.1^Host: localhost^Content-Length: 5, 5^^abcde",
                "400 | POST / HTTP/1.1^Host: localhost^Content-Length: -1^^",
                "400 | POST / HTTP/1.1^Host: localhost^Content-Length: 99999999999999999999^^",
                "400 | POST / HTTP/1.1^Host: localhost^Content-Length: 0x10^^",
                "400 | POST / HTTP/1.1^Host: localhost^Transfer-Encoding: chunked, chunked^^0^^",
                "400 | POST / HTTP/1.1^Host: localhost^Transfer-Encoding: chunked^^FFFFFFFFFFFFFFFFF^",
                "400 | POST / HTTP/1.1^Host: localhost^Transfer-Encoding: chunked^^zz^",
                "400 | GET / HTTP/1.1^^",
                "400 | GET / HTTP/1.1^Host: localhost^Host: api.example^^",
                "400 | GET / HTTP/1.1^Host : localhost^^",
                "400 | GET / HTTP/1.1^Host: localhost^X: a~b^^",
                "400 | GET / HTTP/1.1^Host: localhost^X~: b^^",
                "400 | GET / HTTP/1.1^Host: localhost^X: a^ folded^^",
                "400 | GET /~ HTTP/1.1^Host: localhost^^",
                "400 | GET / HTTP/1.1^Host: local host^^",
                "200 | GET http://localhost/v1/places HTTP/1.1^Host: localhost^Connection: close^^",
                "421 | GET http://rebound.example/v1/places HTTP/1.1^Host: rebound.example^Connection: close^^",
                "400 | GET http://rebound.example/v1/places HTTP/1.1^Host: localhost^^",
                "400 | CONNECT rebound.example:443 HTTP/1.1^Host: localhost^^",
                "404 | OPTIONS * HTTP/1.1^Host: localhost^Connection: close^^",
                "505 | GET /^",
                "426 | PRI * HTTP/2.0^^SM^^",
                "200 | GET / HTTP/1.1^Host: localhost^Connection: close, Upgrade^Upgrade: h2c^HTTP2-Settings: AAMAAABkAAQAAP__^^"
            })
    void isRejectedOnceAndNothingBehindItIsServed(int status, String request) throws IOException {
        String answer = exchange(request.replace("^", "\r\n").replace('~', '\0'));
        assertEquals(List.of(status), statuses(answer), answer);
        assertServesGoodClients();
    }

    @Test
    void whatIsTooLongIsNotReadToItsEnd() throws IOException {
        String many = "a=1&".repeat(10_000);
        assertEquals(List.of(414), statuses(exchange(head("GET /v1/places?" + many))));
        assertEquals(List.of(414), statuses(exchange(head("GET /" + "a".repeat(100_000)))));
        assertEquals(List.of(431), statuses(exchange(head("GET /", "X: y".repeat(3_000)))));
        String headers = "X: y\r\n".repeat(3_000);
        assertEquals(
                List.of(431),
                statuses(exchange("GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")));
        String chunked = head("POST /v1/places", "Transfer-Encoding: chunked");
        String extension = "1;a=" + "b".repeat(1_000_000) + "\r\nx\r\n0\r\n\r\n";
        assertClientErrors(exchange(chunked + extension));
        String trailers = "0\r\n" + "X: y\r\n".repeat(100_000) + "\r\n";
        assertClientErrors(exchange(chunked + trailers));
        assertClientErrors(exchange("A".repeat(100_000) + " / HTTP/1.1\r\n\r\n"));
        assertServesGoodClients();
    }

    @Test
    void chunksWithoutAnEndAreEnded() throws IOException {
        byte[] chunk =
                ("2000\r\n" + "x".repeat(8_192) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes(head("POST /v1/places", "Transfer-Encoding: chunked")));
            boolean ended = false;
            // More than buffers hold on the way.
            for (int i = 0; i < 10_000 && !ended; i++) {
                ended = !wrote(out, chunk);
            }
            assertTrue(ended, "80 MB of a body are taken");
        }
        assertServesGoodClients();
    }

    private static boolean wrote(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        String answer =
                exchange(
                        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20)
                                + head("GET /v2", "Connection: close"));
        List<Integer> statuses = statuses(answer);
        assertEquals(21, statuses.size());
        assertEquals(404, statuses.get(20));
    }

    /** The same requests every time. */
    @Test
    void noFuzzedRequestHangsOrIsAFailure() throws IOException {
        Random random = new Random(19);
        for (int i = 0; i < FUZZED; i++) {
            String request = fuzzed(random);
            for (int status : statuses(exchange(request))) {
                // 505 says that this version of HTTP is not spoken.
                assertTrue(status < 500 || status == 505, status + " for " + request);
            }
        }
        assertServesGoodClients();
    }

    private static String fuzzed(Random random) {
        StringBuilder request = new StringBuilder();
        request.append(pick(random, "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "get", "X"))
                .append(pick(random, " ", " ", " ", "  ", "\t"))
                .append(target(random))
                .append(pick(random, " HTTP/1.1", " HTTP/1.1", " HTTP/1.1", " HTTP/1.0", ""))
                .append("\r\n")
                .append(
                        pick(
                                random,
                                "Host: localhost\r\n",
                                "Host: localhost\r\n",
                                "Host:\r\n",
                                ""));
        for (int headers = random.nextInt(4); headers > 0; headers--) {
            request.append(header(random)).append(pick(random, "\r\n", "\r\n", "\r\n", "\n", "\r"));
        }
        request.append("\r\n")
                .append(pick(random, "", "x".repeat(random.nextInt(300)), "0\r\n\r\n"));
        for (int flips = random.nextInt(4) - 1; flips > 0; flips--) {
            request.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
        }
        return request.toString();
    }

    private static String target(Random random) {
        String path =
                pick(
                        random,
                        "/",
                        "/v1/places",
                        "/v1/places/x/timeseries",
                        "/v1/alerts",
                        "//",
                        "/v1/../v1/places",
                        "/v1/places/%2e%2e%2f",
                        "/v1/places/%00",
                        "/v1/places/%ff;a=b",
                        "/openapi.yaml",
                        "http://localhost/v1/places",
                        "*");
        String query =
                pick(
                        random,
                        "",
                        "",
                        "?",
                        "?limit=" + random.nextInt(),
                        "?bbox=" + random.nextDouble() + ",,1e999,NaN",
                        "?cursor=" + Integer.toHexString(random.nextInt()),
                        "?%=%&&=&a",
                        "?limit=1&limit=2#x");
        return path + query;
    }

    private static String header(Random random) {
        return pick(
                random,
                "Content-Length: " + random.nextInt(300),
                "Content-Length: " + random.nextInt(),
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Content-Encoding: gzip",
                "Content-Type: application/json; charset=\"",
                "Accept: */*;q=" + random.nextInt(),
                "Accept: ,;/,text/csv;q=x",
                "If-None-Match: \"" + random.nextInt(),
                "Range: bytes=0-" + random.nextInt(),
                "Expect: 100-continue",
                "Connection: close, keep-alive",
                "Upgrade: websocket",
                "Authorization: Bearer " + random.nextLong(),
                "traceparent: 00-" + random.nextLong(),
                "X-Forwarded-For: " + random.nextInt() + ",,::",
                "Cookie: a=\"b; c=\u00ff",
                "Host: rebound.example",
                ": no name",
                "no colon");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void assertServesGoodClients() {
        assertTrue(api.raw("GET /v1/places HTTP/1.1").startsWith("HTTP/1.1 200 "));
    }

    private static void assertClientErrors(String answer) {
        List<Integer> statuses = statuses(answer);
        assertFalse(statuses.stream().anyMatch(status -> status >= 500 || status < 400), answer);
    }

    private static String head(String methodAndTarget, String... headers) {
        return methodAndTarget
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                + "\r\n";
    }

    /** All that comes back until the other side ends, which it must. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(bytes(request));
                socket.shutdownOutput();
            } catch (IOException e) {
                // It ended before it had read all.
            }
            return new String(answer(socket), StandardCharsets.ISO_8859_1);
        }
    }

    /** A connection that is reset because not all was read has been answered before. */
    private static byte[] answer(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                answer.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither answered nor ended", e);
        } catch (IOException e) {
            // Reset: what was answered before counts.
        }
        return answer.toByteArray();
    }

    private static List<Integer> statuses(String answer) {
        return STATUS.matcher(answer)
                .results()
                .map((MatchResult status) -> Integer.parseInt(status.group(1)))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}

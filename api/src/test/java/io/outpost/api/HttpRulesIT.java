package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every answer, whoever gives it, and of every connection. */
@ExtendWith(RunningApi.class)
final class HttpRulesIT {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String LONG = "a".repeat(9_000);

    private final Api api;
    private final Rows rows;

    HttpRulesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @ParameterizedTest
    @CsvSource({
        "200, GET / HTTP/1.1, X: y",
        "200, HEAD / HTTP/1.1, X: y",
        "304, GET / HTTP/1.1, If-None-Match: *",
        "400, GET /?a=1 HTTP/1.1, X: y",
        "400, GET /v1/places/%zz HTTP/1.1, X: y",
        "400, GET / HTTP/1.1, a header without a colon",
        "505, GET  HTTP/1.1, X: y",
        "404, GET /v2 HTTP/1.1, X: y",
        "404, GET /v1/places/atlantis HTTP/1.1, X: y",
        "405, POST / HTTP/1.1, Content-Length: 0",
        "405, OPTIONS / HTTP/1.1, X: y",
        "406, GET /v1/places/x/observations HTTP/1.1, Accept: image/png",
        "414, GET /LONG HTTP/1.1, X: y",
        "414, GET /v1/alerts?place=LONG HTTP/1.1, X: y",
        "421, GET / HTTP/1.1, Host: rebound.example",
        "431, GET / HTTP/1.1, X: LONG",
        "431, GET /v1/places HTTP/1.1, LONG: y",
        "400, POST / HTTP/1.1, Transfer-Encoding: gzip",
        "505, GET / HTTP/3.7, X: y"
    })
    void everyAnswerHasOneStatusAndTheSecurityHeaders(
            int status, String requestLine, String header) {
        String answer = api.raw(requestLine.replace("LONG", LONG), header.replace("LONG", LONG));
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        if (status >= 400) {
            assertEquals(status, body(answer));
            assertEquals("application/problem+json", header(answer, "Content-Type"));
        }
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals(
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
                header(answer, "Content-Security-Policy"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals("", header(answer, "Server"));
    }

    @Test
    void textSaysThatItIsUtf8() {
        rows.insert(Row.place("text"));
        String csv = api.raw("GET /v1/places/text/observations HTTP/1.1", "Accept: text/csv");
        assertEquals("text/csv;charset=utf-8", header(csv, "Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS"})
    void noOtherOriginMayRead(String method) {
        String answer =
                api.raw(
                        method + " /v1/places HTTP/1.1",
                        "Origin: https://page.example",
                        "Access-Control-Request-Method: GET");
        assertEquals("", header(answer, "Access-Control-Allow-Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void whatIsNotAllowedSaysWhatIs(String method) {
        for (String path : List.of("/", "/v1/places", "/v1/places/x/conditions")) {
            String answer = api.raw(method + " " + path + " HTTP/1.1", "Content-Length: 0");
            assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
            assertEquals("GET, HEAD", header(answer, "Allow"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:18080",
                "LOCALHOST.",
                "127.0.0.1:1",
                "10.1.2.3",
                "[::1]:18080",
                "api.example",
                "API.Example:443"
            })
    void anAddressLocalhostAndAllowedNamesAreServed(String host) {
        String answer = api.raw("GET /v1/places HTTP/1.1", "Host: " + host);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example",
                "rebound.example:18080",
                "localhost.rebound.example",
                "127.0.0.1.rebound.example",
                "1.2.3.4.5",
                "api.example.org",
                "notlocalhost"
            })
    void aNameOfSomebodyElseIsNotServed(String host) {
        for (String path : List.of("/", "/v1/places", "/v2")) {
            String answer =
                    api.raw(
                            "GET " + path + " HTTP/1.1",
                            "Host: " + host,
                            "X-Forwarded-Host: localhost");
            assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
            assertTrue(answer.contains("urn:outpost:problem:misdirected"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/health/serving", "/metrics"})
    void whatIsForOperatorsIsNotServedToEverybody(String path) {
        assertTrue(api.raw("GET " + path + " HTTP/1.1").startsWith("HTTP/1.1 404 "));
        assertEquals(200, api.get(path).status());
    }

    @Test
    void aHeaderThatComesByteByByteEndsTheConnection() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(ascii("GET / HTTP/1.1\r\nHost: localhost\r\nX: "));
            int sent = 0;
            while (sent < PATIENCE_MILLIS / 1_000 && !ended(socket)) {
                sent++;
            }
            assertTrue(sent > 0 && sent < PATIENCE_MILLIS / 1_000, "bytes sent: " + sent);
        }
    }

    @Test
    void connectionsThatAskNothingKeepNobodyOut() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                silent.add(connect());
            }
            assertTrue(api.raw("GET / HTTP/1.1").startsWith("HTTP/1.1 200 "));
            for (Socket socket : silent) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                assertEquals(-1, socket.getInputStream().read());
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** Sends one byte, and waits for a second at most whether the other side ends. */
    private static boolean ended(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            InputStream in = socket.getInputStream();
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), api.port());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The status that the body says. */
    private static int body(String answer) {
        try {
            String json = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
            return new ObjectMapper().readTree(json).path("status").asInt();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(answer, e);
        }
    }

    /** The value of the one header of this name; empty: there is none. */
    private static String header(String answer, String name) {
        List<String> found =
                answer.lines()
                        .takeWhile(line -> !line.isEmpty())
                        .filter(
                                line ->
                                        line.toLowerCase(Locale.ROOT)
                                                .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                        .map(line -> line.substring(name.length() + 1).strip())
                        .toList();
        assertFalse(found.size() > 1, answer);
        return String.join("", found);
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.web.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A client of the API that holds every answer against the contract. */
public final class Api {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private final int managementPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Contract contract = Contract.load();

    private Api(int port, int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    static Api of(Application application) {
        return new Api(application.port(), application.managementPort());
    }

    /** Of a server that has the routes for everybody and for operators. */
    static Api of(HttpServer server) {
        return new Api(server.port(), server.port());
    }

    /** What was answered. */
    public record Answer(int status, String mediaType, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String text() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    /** The JSON of an answer that must be 200. */
    public JsonNode json(String path) {
        Answer answer = get(path);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    /** The problem of an answer that must have this status and name this fault. */
    public JsonNode rejection(int status, String code, String path) {
        Answer answer = get(path);
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.json().at("/errors/0/code").asText(), answer.text());
        return answer.json();
    }

    public Answer get(String path, String... headers) {
        Answer answer = getUnchecked(path, headers);
        contract.check(path, answer);
        return answer;
    }

    /** The answer to a POST. */
    public Answer post(String path, String contentType, String body, String... headers) {
        Answer answer = postUnchecked(path, contentType, body, headers);
        contract.check("post", path, answer);
        return answer;
    }

    /** The answer to a PUT of JSON. */
    public Answer put(String path, String json) {
        Answer answer =
                send(
                        HttpRequest.newBuilder(uri(path))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build());
        contract.check("put", path, answer);
        return answer;
    }

    /** The answer to a DELETE. */
    public Answer delete(String path) {
        Answer answer = send("DELETE", path);
        contract.check("delete", path, answer);
        return answer;
    }

    /** The same of a POST where the contract does not speak of it. */
    Answer postUnchecked(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).header("Content-Type", contentType);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** An answer without a body to hold against the contract. */
    Answer getUnchecked(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    int port() {
        return port;
    }

    /** On the port that the contract names for the path. */
    private URI uri(String path) {
        boolean open = !contract.isForOperators(path);
        return URI.create("http://127.0.0.1:" + (open ? port : managementPort) + path);
    }

    /** What comes back for a request that no client would send. */
    String raw(String requestLine, String... headers) {
        List<String> lines = new ArrayList<>(List.of(requestLine));
        lines.addAll(List.of(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: localhost");
        }
        lines.add("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] bytes = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that the contract does not speak of. */
    public Answer send(String method, String path) {
        URI uri = uri(path);
        return send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type.split(";", -1)[0], response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.outpost.api.sensor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.web.Access;
import io.outpost.api.web.AllowedHosts;
import io.outpost.api.web.Caller;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.HttpServer;
import io.outpost.api.web.HttpSettings;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.RequestTraces;
import io.outpost.api.web.Route;
import io.outpost.signatures.RequestSigner;
import io.outpost.signatures.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One instance of the API with a route that says who has sent what. */
final class SendingApi implements AutoCloseable {

    static final String PATH = "/test/observations";
    static final byte[] BODY = "{\"place_id\":\"hut\"}".getBytes(StandardCharsets.UTF_8);

    private static final int PATIENCE_MILLIS = 60_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Postgres postgres;
    private final HttpServer server;
    private final SimpleMeterRegistry meters;
    private final SensorAdmission admission;
    private final Clock clock;

    private SendingApi(
            Postgres postgres,
            HttpServer server,
            SimpleMeterRegistry meters,
            SensorAdmission admission,
            Clock clock) {
        this.postgres = postgres;
        this.server = server;
        this.meters = meters;
        this.admission = admission;
        this.clock = clock;
    }

    static SendingApi start(PostgresSettings settings, SensorSettings sensors, Clock clock) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Postgres postgres = Postgres.connect(settings, meters);
        SensorAdmission admission = SensorAdmission.of(sensors, postgres.own(), meters, clock);
        HttpSettings http =
                new HttpSettings("127.0.0.1", 0, AllowedHosts.of(List.of()), CursorKey.random());
        HttpServer server =
                HttpServer.start(
                        http, List.of(new SayWhoSent()), admission, meters, RequestTraces.none());
        return new SendingApi(postgres, server, meters, admission, clock);
    }

    /** Answers the caller and the length of what it sent. */
    private static final class SayWhoSent implements Route {

        @Override
        public Method method() {
            return Method.POST;
        }

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public Access access() {
            return Access.SEND;
        }

        @Override
        public Set<String> parameters() {
            return Set.of("a");
        }

        @Override
        public Reply answer(Request request) {
            Caller caller = request.caller();
            return Reply.text(
                    "text/plain",
                    "%s %s %s %s %d"
                            .formatted(
                                    caller.id(),
                                    caller.tenant(),
                                    caller.placeId(),
                                    caller.sensorId(),
                                    request.body().length));
        }
    }

    URI uri() {
        return URI.create(server.url() + PATH);
    }

    /** The fields of a new signature. */
    Map<String, String> signed(String keyId, SigningKey key) {
        return signed(keyId, key, uri(), BODY);
    }

    Map<String, String> signed(String keyId, SigningKey key, URI uri, byte[] body) {
        return new HashMap<>(new RequestSigner(keyId, key, clock).headers("POST", uri, body));
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    HttpResponse<String> post(Map<String, String> headers) {
        return post(uri(), headers, BODY);
    }

    static HttpResponse<String> post(URI uri, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of what is sent by a name of the client's choice. */
    int postAs(String name, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Length", String.valueOf(BODY.length));
        return postAs(name, all, BODY);
    }

    /** The same with fields that say how long the body is. */
    int postAs(String name, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST " + PATH + " HTTP/1.1\r\nHost: " + name);
        headers.forEach((field, value) -> head.append("\r\n" + field + ": " + value));
        head.append("\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            byte[] answer = socket.getInputStream().readAllBytes();
            return Integer.parseInt(new String(answer, StandardCharsets.UTF_8).split(" ", 3)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SensorAdmission admission() {
        return admission;
    }

    /** How many requests were counted with an outcome. */
    double counted(String outcome, String proof) {
        return meters.get("outpost.api.admissions")
                .tag("outcome", outcome)
                .tag("proof", proof)
                .counter()
                .count();
    }

    @Override
    public void close() {
        server.close();
        postgres.close();
    }
}

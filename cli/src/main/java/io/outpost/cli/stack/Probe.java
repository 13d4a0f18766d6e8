package io.outpost.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Quick questions to a process from outside. */
final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    private Probe() {}

    static boolean answersHttp(String url) {
        return status(url).orElse(0) == OK;
    }

    /** The status of the answer; empty when there is none. */
    static OptionalInt status(String url) {
        Optional<HttpResponse<String>> answer = ask(url);
        return answer.isEmpty() ? OptionalInt.empty() : OptionalInt.of(answer.get().statusCode());
    }

    /** The body of the answer, whatever its status; empty when there is none. */
    static Optional<String> body(String url) {
        return ask(url).map(HttpResponse::body);
    }

    private static Optional<HttpResponse<String>> ask(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        try {
            return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) LIMIT.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package io.outpost.e2e.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A station that is asked, with its list: of its rows one is good, and two never will be. */
final class ListedStations implements AutoCloseable {
    private final HttpServer server;

    ListedStations() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    Instant now = Instant.now();
                    byte[] rows =
                            "at,celsius%n%s,7%n%s,7%n%s,warm%n"
                                    .formatted(now, now.plusSeconds(1_000_000), now)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, rows.length);
                    exchange.getResponseBody().write(rows);
                    exchange.close();
                });
        server.start();
    }

    /** Returns the list. */
    Path writeList(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("hut.yaml"),
                """
                name: hut
                place: {constant: hut}
                sensor: {constant: asked}
                time: {column: at}
                quantities:
                  airTemperatureCelsius: {column: celsius, unit: degC}
                """);
        return Files.writeString(
                folder.resolve("stations.yaml"),
                "stations: [{name: hut, url: 'http://127.0.0.1:%d/', mapping: hut.yaml, interval: PT10S}]%n"
                        .formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

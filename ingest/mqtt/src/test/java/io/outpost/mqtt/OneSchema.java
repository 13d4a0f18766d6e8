package io.outpost.mqtt;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A schema registry that knows every schema under one id. */
final class OneSchema implements AutoCloseable {
    private static final int SCHEMA_ID = 7;

    private final HttpServer server;

    OneSchema() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        boolean isQuestion = exchange.getRequestMethod().equals("GET");
                        byte[] body =
                                (isQuestion ? "[1]" : "{\"id\":" + SCHEMA_ID + "}")
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

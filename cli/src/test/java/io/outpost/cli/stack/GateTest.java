package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GateTest {
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer behind;
    private Gate gate;

    @BeforeEach
    void start() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.incrementAndGet();
                        byte[] body = "here".getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        behind.start();
        gate = Gate.open(0, behind.getAddress().getPort(), ready::get);
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
        behind.stop(0);
    }

    @Test
    void nothingPassesUntilTheProcessBehindIsReady() {
        assertTrue(Probe.status(url()).isEmpty());
        assertEquals(0, asked.get());
        ready.set(true);
        assertEquals(200, Probe.status(url()).getAsInt());
        assertEquals(1, asked.get());
    }

    @Test
    void whoIsGoneBehindItIsGoneBeforeIt() {
        ready.set(true);
        behind.stop(0);
        assertTrue(Probe.status(url()).isEmpty());
        assertFalse(Probe.answersHttp(url()));
    }

    private String url() {
        return "http://127.0.0.1:" + gate.port() + "/";
    }
}

package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loopback interface has many addresses. */
final class AddressLimitIT {

    private static final int MOST = 10;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String GREEDY = "127.0.0.1";
    private static final String OTHER = "127.0.0.2";
    private static final String PROXY = "127.0.0.3";

    private final List<Socket> sockets = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        server =
                HttpServer.start(
                        new HttpSettings(
                                "127.0.0.1",
                                0,
                                AllowedHosts.of(List.of()),
                                CursorKey.random(),
                                Optional.empty(),
                                TrustedProxies.of(List.of(PROXY)),
                                MOST),
                        List.of(new Who()),
                        Admission.EVERYBODY,
                        new SimpleMeterRegistry(),
                        RequestTraces.none());
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    /** Answers where the request comes from. */
    private record Who() implements Route {

        @Override
        public String path() {
            return "/";
        }

        @Override
        public Access access() {
            return Access.OPEN;
        }

        @Override
        public Reply answer(Request request) {
            return Reply.text("text/plain", request.remoteAddress());
        }
    }

    @Test
    void oneAddressHasSoManyConnectionsAndLeavesOthersTheirs() throws IOException {
        for (int i = 0; i < MOST; i++) {
            assertEquals(GREEDY, ask(connect(GREEDY), ""));
        }
        for (int i = 0; i < MOST; i++) {
            assertTrue(isEnded(connect(GREEDY)));
        }
        assertEquals(OTHER, ask(connect(OTHER), ""));
        for (int i = 0; i < 3 * MOST; i++) {
            assertEquals(PROXY, ask(connect(PROXY), ""));
        }
        sockets.get(0).close();
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (isEnded(connect(GREEDY))) {
            assertTrue(System.nanoTime() < deadline, "closed connections still count");
        }
    }

    @Test
    void onlyATrustedProxySaysForWhomItAsks() throws IOException {
        String spoofed = "X-Forwarded-For: 8.8.8.8\r\nForwarded: for=8.8.8.8\r\n";
        assertEquals(OTHER, ask(connect(OTHER), spoofed));
        assertEquals("8.8.8.8", ask(connect(PROXY), spoofed));
        assertEquals(
                "198.51.100.1",
                ask(
                        connect(PROXY),
                        "X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-For: 198.51.100.1, 127.0.0.3\r\n"));
        assertEquals(PROXY, ask(connect(PROXY), "X-Forwarded-For: nobody\r\n"));
    }

    private Socket connect(String from) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.port(), loopback(from), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    /** By its last number. */
    private static InetAddress loopback(String address) throws IOException {
        byte last = Byte.parseByte(address.substring(address.lastIndexOf('.') + 1));
        return InetAddress.getByAddress(new byte[] {127, 0, 0, last});
    }

    private static boolean isEnded(Socket socket) {
        try {
            return ask(socket, "").isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    /** The body of the answer; the connection stays. Empty: it has ended. */
    private static String ask(Socket socket, String headers) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            if (read < 0) {
                return "";
            }
            head.append((char) read);
        }
        int length =
                head.toString()
                        .lines()
                        .filter(line -> line.startsWith("Content-Length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .findFirst()
                        .orElseThrow();
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }
}

package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BodyLoaderIT {

    private static final int PATIENCE_MILLIS = 60_000;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        server =
                HttpServer.start(
                        new HttpSettings(
                                "127.0.0.1", 0, AllowedHosts.of(List.of()), CursorKey.random()),
                        List.of(
                                new Post("/whole", request -> request.body().length),
                                new Post("/stream", request -> count(request.bodyStream())),
                                new Post("/held", this::hold)),
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

    private record Post(String path, Function<Request, Object> count) implements Route {

        @Override
        public Method method() {
            return Method.POST;
        }

        @Override
        public Access access() {
            return Access.OPEN;
        }

        @Override
        public Reply answer(Request request) {
            return Reply.json(count.apply(request));
        }
    }

    private static long count(InputStream body) {
        try {
            long bytes = 0;
            for (int read = body.read(); read >= 0; read = body.read()) {
                bytes++;
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a byte, waits as for another system, and reads the others. */
    private long hold(Request request) {
        try {
            InputStream body = request.bodyStream();
            int first = body.read();
            held.countDown();
            assertTrue(goOn.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            return count(body) + (first < 0 ? 0 : 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bodiesOfAnySizeComeWholeByLengthAndByChunks() throws IOException {
        for (int bytes : List.of(0, 1, 8_192, 65_536, Body.MAX_BYTES)) {
            assertEquals(String.valueOf(bytes), body(post("/whole", bytes, bytes)));
            assertEquals(String.valueOf(bytes), body(chunked("/whole", bytes)));
            assertEquals(String.valueOf(bytes), body(post("/stream", bytes, bytes)));
        }
        assertEquals("9", body(announced("/whole", 9, 9)));
        int large = 3 * Body.MAX_BYTES;
        assertEquals(String.valueOf(large), body(post("/stream", large, large)));
        assertEquals(String.valueOf(large), body(chunked("/stream", large)));
        int tooLarge = Body.MAX_BYTES + 1;
        assertEquals(413, status(post("/whole", tooLarge, tooLarge)));
        assertEquals(413, status(chunked("/whole", tooLarge)));
    }

    @Test
    void whoSendsTooSlowlyIsAnswered408AndTimeInWhichNobodyReadsDoesNotCount() throws Exception {
        int large = 2 * Body.MAX_BYTES;
        Socket patient = post("/held", large, large);
        assertTrue(held.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        for (String path : List.of("/whole", "/stream")) {
            Socket slow = post(path, 100_000, 10);
            assertEquals(408, statusOfDrops(slow));
        }
        goOn.countDown();
        assertEquals(String.valueOf(large), body(patient));
    }

    @Test
    void aBodyThatNeverComesIsAnswered408() throws IOException {
        assertEquals(408, status(post("/whole", 10, 0)));
    }

    @Test
    void aBodyThatEndsEarlyIsNoFailureOfTheServer() throws IOException {
        for (String path : List.of("/whole", "/stream", "/none")) {
            Socket half = post(path, 2 * Body.MAX_BYTES, Body.MAX_BYTES + 10_000);
            half.shutdownOutput();
            String answer = answer(half);
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        }
    }

    /** Twice as many as there are threads. */
    @Test
    void bodiesThatWaitForTheirEndHoldNoThreads() throws IOException {
        List<Socket> halves = new ArrayList<>();
        for (int i = 0; i < 2 * HttpServer.MAX_THREADS; i++) {
            halves.add(post("/whole", 20_000, 10_000));
        }
        assertEquals("7", body(post("/whole", 7, 7)));
        for (Socket half : halves) {
            half.getOutputStream().write(new byte[10_000]);
            assertEquals("20000", body(half));
        }
    }

    @Test
    void streamsLeaveThreadsToOthers() throws IOException {
        List<Socket> streams = new ArrayList<>();
        int large = 2 * Body.MAX_BYTES;
        for (int i = 0; i < BodyLoader.MAX_STREAMS; i++) {
            streams.add(announced("/stream", large, Body.MAX_BYTES + 1));
        }
        String answer = answerOfOneTooMany(large);
        assertTrue(answer.contains("Retry-After: "), answer);
        assertTrue(answer.contains("urn:outpost:problem:busy"), answer);
        assertEquals("7", body(post("/whole", 7, 7)));
        for (Socket stream : streams) {
            stream.getOutputStream().write(new byte[Body.MAX_BYTES - 1]);
            assertEquals(String.valueOf(large), body(stream));
        }
        assertEquals(String.valueOf(large), body(post("/stream", large, large)));
    }

    /** All streams before may not have begun yet: it is one more of them then. */
    private String answerOfOneTooMany(int large) throws IOException {
        List<Socket> more = new ArrayList<>();
        while (true) {
            Socket one = post("/stream", large, Body.MAX_BYTES + 1);
            more.add(one);
            assertTrue(more.size() <= 2, "streams have no bound");
            one.setSoTimeout(2_000);
            try {
                return answer(one);
            } catch (SocketTimeoutException e) {
                one.setSoTimeout(PATIENCE_MILLIS);
            }
        }
    }

    @Test
    void bodiesThatWaitTakeNoMoreMemoryThanTheyMay() throws IOException {
        int most = BodyLoader.MAX_BYTES_OF_ALL / Body.MAX_BYTES;
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < most + 10; i++) {
            waiting.add(post("/whole", Body.MAX_BYTES, Body.MAX_BYTES - 1));
        }
        int rejected = 0;
        for (Socket one : waiting) {
            try {
                one.getOutputStream().write(1);
            } catch (IOException e) {
                // It was answered, and closed, before.
            }
            rejected += answered503(one) ? 1 : 0;
        }
        assertTrue(rejected > 0 && rejected <= 12, "rejected: " + rejected);
        assertEquals(
                String.valueOf(Body.MAX_BYTES),
                body(post("/whole", Body.MAX_BYTES, Body.MAX_BYTES)));
    }

    private static boolean answered503(Socket socket) {
        try {
            return !answer(socket).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return true;
        }
    }

    private Socket post(String path, int length, int sent) throws IOException {
        Socket socket = connect();
        write(
                socket,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, length));
        socket.getOutputStream().write(new byte[sent]);
        return socket;
    }

    /** Nothing of it is sent before the server waits for it. */
    private Socket announced(String path, int length, int sent) throws IOException {
        Socket socket = connect();
        write(
                socket,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, length));
        String interim =
                new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", interim);
        socket.getOutputStream().write(new byte[sent]);
        return socket;
    }

    private Socket chunked(String path, int bytes) throws IOException {
        Socket socket = connect();
        write(
                socket,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(path));
        try {
            for (int left = bytes; left > 0; left -= 10_000) {
                int size = Math.min(left, 10_000);
                write(socket, Integer.toHexString(size) + "\r\n");
                socket.getOutputStream().write(new byte[size]);
                write(socket, "\r\n");
            }
            write(socket, "0\r\n\r\n");
        } catch (SocketException e) {
            // It was answered, and closed, before the end; the answer is there to be read.
        }
        return socket;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a byte whenever a second has passed without an answer. */
    private static int statusOfDrops(Socket socket) throws IOException {
        socket.setSoTimeout(1_000);
        for (int drops = 0; drops < PATIENCE_MILLIS / 1_000; drops++) {
            try {
                byte[] head = socket.getInputStream().readNBytes(12);
                return Integer.parseInt(new String(head, StandardCharsets.US_ASCII).substring(9));
            } catch (SocketTimeoutException e) {
                socket.getOutputStream().write(1);
            }
        }
        throw new AssertionError("a slow body is kept");
    }

    private static int status(Socket socket) throws IOException {
        String answer = answer(socket);
        return Integer.parseInt(answer.substring(9, 12));
    }

    private static String body(Socket socket) throws IOException {
        String answer = answer(socket);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

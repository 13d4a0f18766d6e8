package io.outpost.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.outpost.schemas.wire.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With registries that are slow or broken, as a real one cannot be made to be. */
class SchemaIdsTest {
    private static final int THREADS = 16;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void allWhoComeTogetherWaitForOneAnswer() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        SchemaIds ids = ids(200, "{\"id\":7}", answers);
        List<Future<Integer>> found = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            found.add(threads.submit(() -> ids.of(RecordType.OBSERVATION)));
        }
        answers.countDown();
        for (Future<Integer> one : found) {
            assertEquals(7, one.get());
        }
        assertEquals(1, asked.get());
    }

    @Test
    void afterAFailureNobodyWaitsUntilItIsAskedAgain() throws Exception {
        SchemaIds ids = ids(500, "{\"error_code\":50001,\"message\":\"broken\"}", null);
        assertThrows(LogUnavailableException.class, () -> ids.of(RecordType.OBSERVATION));
        int askedByFirst = asked.get();
        assertThrows(LogUnavailableException.class, () -> ids.of(RecordType.OBSERVATION));
        assertThrows(LogUnavailableException.class, () -> ids.of(RecordType.PLACE));
        assertEquals(askedByFirst, asked.get());
        nanos.addAndGet(SchemaIds.PAUSE.toNanos());
        assertThrows(LogUnavailableException.class, () -> ids.of(RecordType.OBSERVATION));
        assertEquals(2 * askedByFirst, asked.get());
    }

    /** Of a registry that gives each schema the same answer. */
    private SchemaIds ids(int status, String answer, CountDownLatch before) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, status, answer, before));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new SchemaIds(url, "log", nanos::get);
    }

    private void answer(HttpExchange exchange, int status, String answer, CountDownLatch before)
            throws IOException {
        boolean lists = status == 200 && exchange.getRequestMethod().equals("GET");
        if (!lists) {
            asked.incrementAndGet();
        }
        if (before != null) {
            try {
                before.await();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
        byte[] bytes = (lists ? "[1]" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

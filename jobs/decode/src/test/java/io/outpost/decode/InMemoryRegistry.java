package io.outpost.decode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/**
 * A registry on the loopback address that knows a few schemas, and of all others that it has none.
 */
final class InMemoryRegistry implements AutoCloseable {
    private static final String PATH = "/schemas/ids/";

    private final HttpServer server;
    private final Map<Integer, Schema> schemas;
    private final AtomicInteger calls = new AtomicInteger();

    InMemoryRegistry(Map<Integer, Schema> schemas) throws IOException {
        this.schemas = schemas;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    SchemaRegistry client() {
        return new SchemaRegistry("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often it was asked. */
    int calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        Schema schema =
                path.startsWith(PATH)
                        ? schemas.get(Integer.valueOf(path.substring(PATH.length())))
                        : null;
        String body =
                schema == null
                        ? "{\"error_code\":40403,\"message\":\"Schema not found\"}"
                        : "{\"schema\":\"" + schema.toString().replace("\"", "\\\"") + "\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(schema == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.outpost.cli.management;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What an operator has asked. */
public final class Asked {
    private static final int LONGEST_BODY_BYTES = 64 * 1024;

    private final HttpExchange exchange;

    Asked(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * The body, which must be JSON: a web page of another origin cannot send that without being
     * allowed to.
     *
     * @throws IllegalArgumentException when it is none, or longer than 64 KiB
     */
    public byte[] json() throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            throw new IllegalArgumentException(
                    "send the options as JSON, with Content-Type: application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY_BYTES + 1);
        if (body.length > LONGEST_BODY_BYTES) {
            throw new IllegalArgumentException("the options take at most 64 KiB");
        }
        return body;
    }
}

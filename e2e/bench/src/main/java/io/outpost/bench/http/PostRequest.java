package io.outpost.bench.http;

import io.outpost.signatures.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Requests of one sensor, as bytes: one body after the other, signed anew each time. One thread.
 */
final class PostRequest {
    private final URI url;
    private final String head;
    private final byte[][] bodies;
    private final RequestSigner signer;
    private int next;

    /**
     * @param signer null: they are not signed
     */
    PostRequest(URI url, String contentType, byte[][] bodies, RequestSigner signer) {
        this.url = url;
        this.head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\n"
                        .formatted(url.getRawPath(), url.getRawAuthority(), contentType);
        this.bodies = bodies.clone();
        this.signer = signer;
    }

    byte[] next() {
        byte[] body = bodies[next];
        next = (next + 1) % bodies.length;
        StringBuilder text = new StringBuilder(head);
        text.append("Content-Length: ").append(body.length).append("\r\n");
        if (signer != null) {
            signer.headers("POST", url, body)
                    .forEach(
                            (name, value) ->
                                    text.append(name).append(": ").append(value).append("\r\n"));
        }
        byte[] start = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream(start.length + body.length);
        request.writeBytes(start);
        request.writeBytes(body);
        return request.toByteArray();
    }
}

package io.outpost.api.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The document in which an issuer publishes its keys, read within bounds of time and size. */
final class Jwks {

    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_KEYS = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI address;
    private final HttpClient http;

    Jwks(URI address) {
        this.address = address;
        // It follows no redirects: keys come from the address that was configured, or not at all.
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /** Its keys by their ids; those without an id, and those that sign no tokens, are left out. */
    Map<String, SigningKey> read() throws IOException {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        Map<String, SigningKey> keys = new HashMap<>();
        try {
            JWKSet all = JWKSet.parse(text);
            if (all.size() > MAX_KEYS) {
                throw new IOException("it has more than " + MAX_KEYS + " keys");
            }
            for (JWK key : all.getKeys()) {
                if (key.getKeyID() != null) {
                    SigningKey.of(key).ifPresent(one -> keys.put(key.getKeyID(), one));
                }
            }
        } catch (ParseException e) {
            throw new IOException("it is no JWKS", e);
        }
        return keys;
    }

    private byte[] bytes() throws IOException {
        if (address.getScheme().equals("file")) {
            try (InputStream file = Files.newInputStream(Path.of(address))) {
                return bounded(file);
            }
        }
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        HttpResponse<InputStream> response =
                within(http.sendAsync(request, BodyHandlers.ofInputStream()));
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("it is answered with " + response.statusCode());
            }
            return within(CompletableFuture.supplyAsync(() -> unchecked(body)));
        }
    }

    /**
     * The limit of a request of this client ends with the headers; a body may come drop by drop.
     */
    private static <T> T within(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it is not there after " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] unchecked(InputStream body) {
        try {
            return bounded(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] read = in.readNBytes(MAX_BYTES + 1);
        if (read.length > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES + " bytes");
        }
        return read;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}

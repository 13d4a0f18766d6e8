package io.outpost.api;

import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** GET /openapi.yaml: the contract that the routes are held against. */
final class GetContract implements Route {

    private static final String RESOURCE = "/openapi.yaml";

    private final String contract = load();

    @Override
    public String path() {
        return RESOURCE;
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.text("application/yaml", contract);
    }

    private static String load() {
        try (InputStream in = GetContract.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.outpost.api;

import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** GET /v1/version: what runs here, and which API it speaks. */
final class GetVersion implements ReadRoute {

    /** Of all paths that begin with /v1. */
    private static final String API = "1";

    private final Version version = load();

    /**
     * What runs.
     *
     * @param commit from which it was built; null: not known to the build
     */
    record Version(String version, String commit, String api) {}

    @Override
    public String path() {
        return "/v1/version";
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(version);
    }

    private static Version load() {
        try (InputStream in = GetVersion.class.getResourceAsStream("/build.properties")) {
            Properties build = new Properties();
            build.load(Objects.requireNonNull(in));
            String commit = build.getProperty("commit");
            return new Version(build.getProperty("version"), commit.isEmpty() ? null : commit, API);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

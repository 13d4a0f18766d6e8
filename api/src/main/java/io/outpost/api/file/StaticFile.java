package io.outpost.api.file;

import io.outpost.api.web.Prepared;
import io.outpost.api.web.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A text that is served as it is: read from the class path once, with its tag. */
public record StaticFile(String mediaType, String text, Prepared body) {

    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "html", "text/html",
                    "js", "text/javascript",
                    "css", "text/css",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "txt", "text/plain",
                    "yaml", "application/yaml");

    /**
     * Reads one; its media type is by the ending of its name.
     *
     * @param resource its path on the class path, from /
     */
    public static StaticFile read(String resource) {
        String ending = resource.substring(resource.lastIndexOf('.') + 1);
        try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return of(
                    MEDIA_TYPES.get(ending), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same file with another text. */
    public StaticFile with(String other) {
        return of(mediaType, other);
    }

    private static StaticFile of(String mediaType, String text) {
        return new StaticFile(mediaType, text, Prepared.of(mediaType, text));
    }

    /** The file as an answer, with a header. */
    public Reply reply(String header, String value) {
        return new Reply(200, mediaType, body, Map.of(header, value));
    }

    /** The file as an answer that is asked for each time. */
    public Reply reply() {
        return new Reply(200, mediaType, body, Map.of());
    }
}

package io.outpost.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page of the contract and its files: ours, and those of Swagger UI. */
enum DocsFile {
    PAGE("/docs/index.html", "text/html"),
    SCRIPT("/docs/docs.js", "text/javascript"),
    STYLE("/docs/docs.css", "text/css"),
    UI_SCRIPT(Swagger.FOLDER + "swagger-ui-bundle.js", "text/javascript"),
    UI_STYLE(Swagger.FOLDER + "swagger-ui.css", "text/css");

    private final String resource;
    private final String mediaType;

    DocsFile(String resource, String mediaType) {
        this.resource = resource;
        this.mediaType = mediaType;
    }

    /** Where its WebJar has it, by the version of the root pom. */
    private static final class Swagger {
        static final String FOLDER = "/META-INF/resources/webjars/swagger-ui/5.32.15/";
    }

    String fileName() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    String mediaType() {
        return mediaType;
    }

    String read() {
        try (InputStream in = DocsFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.outpost.api.docs;

import io.outpost.api.file.GetFile;
import io.outpost.api.file.StaticFile;
import io.outpost.api.web.Access;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.List;
import java.util.stream.Stream;

/** GET /docs: the contract as a page, on which each operation can be tried. */
public final class GetDocs implements Route {

    /** Swagger UI puts pictures into the page, but no scripts and no styles. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private static final String FOLDER = "/docs/";

    /** Where the WebJar of Swagger UI has its files, by the version of the root pom. */
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.32.15/";

    private final StaticFile page = StaticFile.read(FOLDER + "index.html");

    /** Routes of the files that the page loads: ours, and those of Swagger UI. */
    public static Stream<Endpoint> files() {
        return Stream.of(
                        FOLDER + "docs.js",
                        FOLDER + "docs.css",
                        SWAGGER + "swagger-ui-bundle.js",
                        SWAGGER + "swagger-ui.css")
                .map(resource -> new GetFile(path(resource), StaticFile.read(resource)));
    }

    private static String path(String resource) {
        return FOLDER + resource.substring(resource.lastIndexOf('/') + 1);
    }

    @Override
    public String path() {
        return "/docs";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        request.preferred(List.of(page.mediaType()));
        return page.reply("Content-Security-Policy", POLICY);
    }
}

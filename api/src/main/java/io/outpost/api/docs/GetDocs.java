package io.outpost.api.docs;

import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.List;
import java.util.Map;

/** GET /docs: the contract as a page, on which each operation can be tried. */
public final class GetDocs implements Route {

    /** Swagger UI puts pictures into the page, but no scripts and no styles. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final String page = DocsFile.PAGE.read();

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
        request.preferred(List.of(DocsFile.PAGE.mediaType()));
        return Reply.text(DocsFile.PAGE.mediaType(), page)
                .withHeaders(Map.of("Content-Security-Policy", POLICY));
    }
}

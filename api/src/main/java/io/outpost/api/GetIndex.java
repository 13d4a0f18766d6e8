package io.outpost.api;

import io.outpost.api.file.StaticFile;
import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.List;

/** GET /: the map for browsers; for others what is served here. */
final class GetIndex implements Route {

    private static final String HTML = "text/html";

    /** Files and answers of this server alone; nothing in the page itself runs. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final List<String> paths;
    private final StaticFile page;

    GetIndex(List<String> paths, StaticFile page) {
        this.paths = List.copyOf(paths);
        this.page = page;
    }

    /** The name of the service, its contract and its paths. */
    record Index(String name, String contract, List<String> paths) {}

    @Override
    public String path() {
        return "/";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        if (request.preferred(List.of(Reply.JSON, HTML)).equals(HTML)) {
            return page.reply("Content-Security-Policy", PAGE_POLICY);
        }
        return Reply.json(new Index("outpost", "/openapi.yaml", paths));
    }
}

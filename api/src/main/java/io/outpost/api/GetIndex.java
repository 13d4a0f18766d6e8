package io.outpost.api;

import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.List;

/** GET /: what is served here, for whoever finds the port first. */
final class GetIndex implements Route {

    private final List<String> paths;

    GetIndex(List<String> paths) {
        this.paths = List.copyOf(paths);
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
        return Reply.json(new Index("outpost", "/openapi.yaml", paths));
    }
}

package io.outpost.api;

import io.outpost.api.file.StaticFile;
import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/** GET /openapi.yaml: the contract that the routes are held against. */
final class GetContract implements Route {

    private static final String RESOURCE = "/openapi.yaml";

    private final StaticFile contract = StaticFile.read(RESOURCE);

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
        return contract.reply();
    }
}

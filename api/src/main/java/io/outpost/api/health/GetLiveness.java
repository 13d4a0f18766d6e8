package io.outpost.api.health;

import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Map;

/** GET /health/live: the process answers, whatever else is down. */
public final class GetLiveness implements Route {

    @Override
    public String path() {
        return "/health/live";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(Map.of("status", "live"));
    }
}

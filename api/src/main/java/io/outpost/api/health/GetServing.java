package io.outpost.api.health;

import io.outpost.api.postgres.Database;
import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Map;

/**
 * GET /health/serving: the results can be read, however old they are, and whatever becomes of the
 * primary where they are read from a replica. For load balancers.
 */
public final class GetServing implements Route {

    private final Database database;

    public GetServing(Database database) {
        this.database = database;
    }

    @Override
    public String path() {
        return "/health/serving";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        database.requireReady();
        return Reply.json(Map.of("status", "serving"));
    }
}

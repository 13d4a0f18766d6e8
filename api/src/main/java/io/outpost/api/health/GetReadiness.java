package io.outpost.api.health;

import io.outpost.api.postgres.Database;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/**
 * GET /health/ready: the results can be read; says also how the jobs are, which does not decide it.
 */
public final class GetReadiness implements Route {

    private final Database database;
    private final FlinkCluster flink;

    public GetReadiness(Database database, FlinkCluster flink) {
        this.database = database;
        this.flink = flink;
    }

    /** The answer; flink is null where no address of a cluster is configured. */
    record Readiness(String status, String postgres, String flink) {}

    @Override
    public String path() {
        return "/health/ready";
    }

    @Override
    public Reply answer(Request request) {
        database.requireReady();
        return Reply.json(new Readiness("ready", "up", flink.state().orElse(null)));
    }
}

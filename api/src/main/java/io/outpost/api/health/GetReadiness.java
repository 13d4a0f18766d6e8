package io.outpost.api.health;

import io.outpost.api.postgres.Database;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Optional;

/**
 * GET /health/ready: the results can be read, and the jobs follow the log, where a cluster is
 * configured. What only balances load asks {@link GetServing}: a job that is held up is no reason
 * to serve nothing.
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
        Optional<ClusterState> state = flink.state();
        if (state.isPresent() && state.get() != ClusterState.RUNNING) {
            throw new ProblemException(
                    ProblemKind.NOT_FOLLOWING, "The jobs " + state.get().sentence() + ".");
        }
        return Reply.json(
                new Readiness("ready", "up", state.map(ClusterState::label).orElse(null)));
    }
}

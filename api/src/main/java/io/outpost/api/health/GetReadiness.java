package io.outpost.api.health;

import io.outpost.api.postgres.Postgres;
import io.outpost.api.web.Access;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * GET /health/ready: the results can be read, observations written since the log was there for the
 * first time, and the jobs follow it, where a cluster is configured. What only balances load asks
 * {@link GetServing}: a job that is held up is no reason to serve nothing.
 */
public final class GetReadiness implements Route {

    private static final String UP = "up";

    private final Postgres postgres;
    private final FlinkCluster flink;
    private final BooleanSupplier logWasReady;

    /**
     * @param logWasReady whether what is sent could be written since the start; true where nothing
     *     is taken
     */
    public GetReadiness(Postgres postgres, FlinkCluster flink, BooleanSupplier logWasReady) {
        this.postgres = postgres;
        this.flink = flink;
        this.logWasReady = logWasReady;
    }

    /**
     * The answer; postgresReads is null where reads go to no replica, flink where no address of a
     * cluster is configured.
     */
    record Readiness(String status, String postgres, String postgresReads, String flink) {}

    @Override
    public String path() {
        return "/health/ready";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        postgres.requireReady();
        if (!logWasReady.getAsBoolean()) {
            throw new ProblemException(
                    ProblemKind.LOG_UNAVAILABLE,
                    "Nothing can be written yet: Kafka or the schema registry does not answer.");
        }
        Optional<ClusterState> state = flink.state();
        if (state.isPresent() && state.get() != ClusterState.RUNNING) {
            throw new ProblemException(
                    ProblemKind.NOT_FOLLOWING, "The jobs " + state.get().sentence() + ".");
        }
        return Reply.json(
                new Readiness(
                        "ready",
                        UP,
                        postgres.hasReplica() ? UP : null,
                        state.map(ClusterState::label).orElse(null)));
    }
}

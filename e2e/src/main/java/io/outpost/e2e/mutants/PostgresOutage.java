package io.outpost.e2e.mutants;

import io.outpost.cli.stack.Await;
import java.time.Duration;
import java.util.List;

/**
 * Freezes Postgres while alerts are in an open transaction: the checkpoint that would commit it
 * waits for the rows, so the transaction stays open as long as the outage lasts. A broker looks for
 * transactions that are too old every 10 s.
 */
final class PostgresOutage implements Step.Action {
    private static final String POSTGRES = "postgres";
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** It begins to be hot after about 80 minutes: the mean of an hour, and an hour of pending. */
    private static final int MINUTES_BEFORE = 70;

    private static final int MINUTES_WITHIN = 25;
    private static final int MINUTES_OF_COOLING = 130;

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        trial.log().sendHeat(MINUTES_OF_COOLING, false);
        trial.log().sendHeat(MINUTES_BEFORE, true);
        trial.checkpoints().awaitNext();
        trial.checkpoints().awaitNext();
        long alertsBefore = trial.alerts();
        trial.stack().freeze(POSTGRES);
        try {
            trial.log().sendHeat(MINUTES_WITHIN, true);
            Thread.sleep(OUTAGE.toMillis());
        } finally {
            trial.stack().go(POSTGRES);
        }
        trial.checkpoints().awaitNext();
        Await.until(
                "alerts are emitted that were open while Postgres stood still",
                LIMIT,
                () -> trial.alerts() > alertsBefore);
        return List.of();
    }
}

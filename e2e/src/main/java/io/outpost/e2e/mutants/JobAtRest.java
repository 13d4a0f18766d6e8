package io.outpost.e2e.mutants;

import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until a job has read the whole log and nothing changes any more. What a mutant counts
 * wrongly must not keep it waiting, so no number is expected; a job that does not come to rest in
 * time is looked at as it is.
 */
final class JobAtRest {
    private static final Duration LIMIT = Duration.ofSeconds(75);

    /** Longer than a place waits before it closes its panes. */
    private static final Duration STILL = Duration.ofSeconds(6);

    private static final String STATE =
            "SELECT count(*) || ' ' || coalesce(sum(records), 0) || ' ' || coalesce(sum(open_panes), 0) || ' ' || coalesce(sum(revision), 0) FROM outpost.place_counters";
    private static final String OPEN =
            "SELECT coalesce(sum(open_panes), 0) FROM outpost.place_counters";

    private final LocalStack stack;
    private final CheckpointWatch checkpoints;
    private String last = "";
    private long sinceNanos = System.nanoTime();

    JobAtRest(Trial trial) {
        this.stack = trial.stack();
        this.checkpoints = trial.checkpoints();
    }

    /** False when it did not come to rest in time. */
    boolean await() throws Exception {
        try (LogOffsets log = new LogOffsets(stack.kafka())) {
            // Ticks never end, so the log's end is never reached: what was there now is enough.
            Map<TopicPartition, Long> ends = log.ends();
            boolean still =
                    Await.holds(
                            LIMIT, () -> isStill() && log.hasCommitted(FlinkRest.CONDITIONS, ends));
            if (still) {
                checkpoints.awaitNext();
            }
            return still;
        }
    }

    private boolean isStill() throws Exception {
        String state = stack.one(STATE);
        if (!state.equals(last)) {
            last = state;
            sinceNanos = System.nanoTime();
        }
        return System.nanoTime() - sinceNanos > STILL.toNanos() && stack.one(OPEN).equals("0");
    }
}

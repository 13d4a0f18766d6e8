package io.outpost.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a job that runs is not ready: its source waits, it keeps nothing of what it reads, or nobody
 * can say how far it is behind.
 *
 * @param runningSince when the job began to run; empty: it does not
 */
record Troubles(Optional<Instant> runningSince, Instant now) {
    /** A checkpoint that is older than so many intervals is overdue. */
    private static final int MOST_INTERVALS = 10;

    /**
     * Each a sentence that says what to do.
     *
     * @param behindMillis null is not known
     */
    List<String> of(
            JobMetrics metrics, Optional<FlinkRest.Checkpoints> checkpoints, Long behindMillis) {
        List<String> troubles = new ArrayList<>();
        metrics.sourceWait().ifPresent(troubles::add);
        checkpoints.flatMap(this::overdue).ifPresent(troubles::add);
        if (behindMillis == null) {
            troubles.add("lag: nobody can say how far it is behind the log; see the broker's log");
        }
        return troubles;
    }

    private Optional<String> overdue(FlinkRest.Checkpoints checkpoints) {
        Duration longest = checkpoints.interval().multipliedBy(MOST_INTERVALS);
        FlinkRest.Checkpoint latest = checkpoints.latest();
        Optional<Instant> since = latest == null ? runningSince : Optional.of(latest.completedAt());
        return since.map(from -> Duration.between(from, now))
                .filter(age -> !longest.isZero() && age.compareTo(longest) > 0)
                .map(
                        age ->
                                "checkpoints: none was completed for %s, one is due every %s; see the TaskManager's log"
                                        .formatted(
                                                StatusText.span(age),
                                                StatusText.span(checkpoints.interval())));
    }
}

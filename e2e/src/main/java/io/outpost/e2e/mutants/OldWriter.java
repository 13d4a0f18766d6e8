package io.outpost.e2e.mutants;

import io.outpost.e2e.mutants.FlinkJobs.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a job of an older writer epoch fold the whole log again beside the one that runs, as a
 * deployment would that is thought dead. It completes no checkpoint, so it commits nothing on the
 * topics; its rows must not replace newer ones.
 */
final class OldWriter implements Step.Action {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofSeconds(4);

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        RevisionWatch watch = new RevisionWatch(trial.stack());
        List<Finding> found = new ArrayList<>();
        if (Upgrade.epoch(trial) == 1) {
            found.addAll(new Upgrade().take(trial));
        }
        watch.look();
        long epoch = Upgrade.epoch(trial);
        String old = start(trial, Long.toString(epoch - 1));
        try {
            awaitWhole(trial, old);
        } finally {
            trial.flink().cancel(old);
        }
        found.addAll(watch.look());
        return found;
    }

    private static String start(Trial trial, String epoch) throws Exception {
        Submission submission =
                trial.flink()
                        .submit(
                                trial.conditionsJar(),
                                List.of("-Dexecution.checkpointing.interval=1 h"),
                                List.of(
                                        "writer-epoch=" + epoch,
                                        "kafka.group-id=old-writer",
                                        "kafka.transactional-id-prefix=old-writer"));
        return submission
                .jobId()
                .orElseThrow(
                        () ->
                                new MutantException(
                                        "The old writer did not start:\n" + submission.output()));
    }

    /** Waits until the job has read all that there is and written its rows. */
    private static void awaitWhole(Trial trial, String job) throws Exception {
        long[] seen = {0, System.nanoTime()};
        Await.until(
                "the old writer has folded the log",
                LIMIT,
                () -> {
                    long read = trial.flink().recordsRead(job);
                    if (read != seen[0]) {
                        seen[0] = read;
                        seen[1] = System.nanoTime();
                    }
                    return read > 0 && System.nanoTime() - seen[1] > STILL.toNanos();
                });
    }
}

package io.outpost.e2e.mutants;

import io.outpost.e2e.mutants.FlinkJobs.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops the job with a savepoint and starts a job from it with the next writer epoch. One that is
 * refused is a finding; the product's own then goes on.
 */
final class Upgrade implements Step.Action {
    private static final int MINUTES_AFTER = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        long next = epoch(trial) + 1;
        String savepoint = trial.flink().stop(trial.flink().running());
        Submission upgrade = start(trial, savepoint, next);
        if (upgrade.jobId().isPresent()) {
            return List.of();
        }
        Submission back = start(trial.withJar(trial.productJar()), savepoint, next + 1);
        if (back.jobId().isEmpty()) {
            throw new MutantException(
                    "The product does not go on from its savepoint:\n" + back.output());
        }
        return List.of(new Finding("start", "refused", "savepoint", cause(upgrade.output())));
    }

    /** The highest writer epoch of any row. */
    static long epoch(Trial trial) throws Exception {
        return Long.parseLong(
                trial.stack()
                        .one(
                                "SELECT coalesce(max(writer_epoch), 1) FROM outpost.minute_aggregates"));
    }

    private static Submission start(Trial trial, String savepoint, long epoch) throws Exception {
        Submission submission =
                trial.flink()
                        .submit(
                                trial.conditionsJar(),
                                List.of("-s", savepoint),
                                List.of("writer-epoch=" + epoch));
        Optional<String> job = submission.jobId();
        if (job.isEmpty()) {
            return submission;
        }
        if (Await.holds(LIMIT, () -> trial.flink().runs(job.get()))) {
            trial.log().sendHeat(MINUTES_AFTER, false);
            Await.until("the new job writes rows", LIMIT, () -> epoch(trial) == epoch);
            return submission;
        }
        return new Submission(Optional.empty(), submission.output());
    }

    private static String cause(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((outer, inner) -> inner)
                .orElse(output);
    }
}

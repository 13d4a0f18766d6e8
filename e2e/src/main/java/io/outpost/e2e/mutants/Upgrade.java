package io.outpost.e2e.mutants;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.JobClient;
import io.outpost.e2e.rig.JobClient.Submission;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stops the job with a savepoint and starts a job from it, which takes the next writer epoch. One
 * that is refused is a finding; the product's own is then started.
 */
final class Upgrade implements Step.Action {
    private static final int MINUTES_AFTER = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        FlinkRest flink = trial.flink();
        String savepoint = flink.stop(flink.conditionsJob(), trial.stack().savepoints());
        Submission upgrade = start(trial, savepoint);
        if (upgrade.jobId().isPresent()) {
            return List.of();
        }
        Submission back = start(trial.withJar(trial.productJar()), savepoint);
        if (back.jobId().isEmpty()) {
            throw new CommandException(
                    "The product does not start from its savepoint:\n" + back.output());
        }
        return List.of(new Finding("start", "refused", "savepoint", cause(upgrade.output())));
    }

    private static Submission start(Trial trial, String savepoint) throws Exception {
        Submission submission =
                new JobClient(trial.stack())
                        .submit(
                                trial.conditionsJar(),
                                List.of("-s", savepoint),
                                Map.of("emissions.topic", Topic.EMISSIONS.topicName()));
        Optional<String> job = submission.jobId();
        if (job.isEmpty()) {
            return submission;
        }
        if (Await.holds(LIMIT, () -> trial.flink().allTasksRun(job.get()))) {
            trial.log().sendHeat(MINUTES_AFTER, false);
            Await.until("the new job writes rows", LIMIT, () -> writesAsTheNewest(trial));
            return submission;
        }
        return new Submission(Optional.empty(), submission.output());
    }

    private static boolean writesAsTheNewest(Trial trial) throws Exception {
        String rows = trial.stack().one("SELECT max(writer_epoch) FROM outpost.minute_aggregates");
        return rows.equals(
                trial.stack().one("SELECT max(writer_epoch) FROM outpost.writer_epochs"));
    }

    private static String cause(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((outer, inner) -> inner)
                .orElse(output);
    }
}

package io.outpost.cli.reconcile;

import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the job's newest checkpoint holds every record that was in the log at the beginning,
 * and until a checkpoint that began afterwards, long enough after the job's newest start, has
 * completed. Then nothing that it had told before can come out of it again.
 */
final class JobSettling implements Settling {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Admin admin;
    private final String group;
    private final FlinkCheckpoints flink;
    private final Duration afterStart;

    /**
     * Prepares the wait.
     *
     * @param group under which the job commits how far it has read, at each checkpoint
     * @param afterStart how long after a restart the job may take to tell again what no record
     *     brings, but time
     */
    JobSettling(Admin admin, String group, FlinkCheckpoints flink, Duration afterStart) {
        this.admin = admin;
        this.group = group;
        this.flink = flink;
        this.afterStart = afterStart;
    }

    @Override
    public void await(long deadlineNanos) throws ReconcileException, InterruptedException {
        Map<TopicPartition, Long> ends =
                Offsets.ends(
                        admin,
                        Offsets.partitions(
                                admin,
                                List.of(Topic.OBSERVATIONS.topicName(), Topic.PLACES.topicName())));
        while (!Offsets.hasReached(admin, group, ends)) {
            pause(deadlineNanos, "The job has not read what was in the log");
        }
        while (flink.newCheckpoint(deadlineNanos).sinceStart().compareTo(afterStart) < 0) {
            pause(deadlineNanos, "The job has started a moment ago");
        }
    }

    private static void pause(long deadlineNanos, String otherwise)
            throws ReconcileException, InterruptedException {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new ReconcileException(
                    otherwise + "; whether alerts are missing cannot be told. Try again later.");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
}

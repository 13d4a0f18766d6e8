package io.outpost.cli.reconcile;

import io.outpost.cli.group.UnreadRecords;
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
 * completed. Then nothing that it had emitted before can come out of it again.
 */
final class JobSettling implements Settling {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Admin admin;
    private final UnreadRecords unread;
    private final String group;
    private final FlinkCheckpoints flink;
    private final Duration afterStart;

    /**
     * Prepares the wait.
     *
     * @param group under which the job commits how far it has read, at each checkpoint
     * @param afterStart how long after a restart the job may take to emit again what no record
     *     brings, but the log's time: its partitions go on with their next tick
     */
    JobSettling(Log log, String group, FlinkCheckpoints flink, Duration afterStart) {
        this.admin = log.admin();
        this.unread = log.unread();
        this.group = group;
        this.flink = flink;
        this.afterStart = afterStart;
    }

    /** The broker, and who has read what of the log. */
    record Log(Admin admin, UnreadRecords unread) {}

    @Override
    public void await(long deadlineNanos) throws ReconcileException, InterruptedException {
        Map<TopicPartition, Long> ends =
                Offsets.ends(
                        admin, Offsets.partitions(admin, List.of(Topic.OBSERVATIONS.topicName())));
        while (!Offsets.hasReached(unread, group, ends)) {
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
                    otherwise + "; whether alerts are missing is not known. Try again later.");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
}

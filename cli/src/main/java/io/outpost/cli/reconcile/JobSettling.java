package io.outpost.cli.reconcile;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.FlinkRest;
import io.outpost.cli.topic.Offsets;
import io.outpost.cli.topic.UnreadRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the job's newest checkpoint holds every record that was in the log at the beginning,
 * and until a checkpoint that began afterwards, long enough after the job's newest start, has
 * completed. Then nothing that it had emitted before can come out of it again.
 *
 * @param group under which the job commits how far it has read, at each checkpoint
 * @param afterStart how long after a restart the job may take to emit again what no record brings,
 *     but the log's time: its partitions continue with their next tick
 */
record JobSettling(Log log, String group, Job job, Duration afterStart)
        implements Reconciliation.Settling {
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** The broker, the topic with the log, and who has read what of it. */
    record Log(Admin admin, String topic, UnreadRecords unread) {}

    /** A job by its name in a cluster. */
    record Job(String url, String name) {}

    @Override
    public void await(long deadlineNanos) throws InterruptedException {
        Map<TopicPartition, Long> ends = Offsets.ends(log.admin(), log.topic());
        while (!log.unread().first(group, ends).isEmpty()) {
            pause(deadlineNanos, "The job has not read what was in the log");
        }
        while (newCheckpoint(deadlineNanos).compareTo(afterStart) < 0) {
            pause(deadlineNanos, "The job has started a moment ago");
        }
    }

    /**
     * Asks for a checkpoint, and waits for it; a failed one, as by a restart, is asked for again.
     *
     * @return the time from the job's newest start to it
     */
    private Duration newCheckpoint(long deadlineNanos) throws InterruptedException {
        FlinkRest flink = new FlinkRest(job.url());
        while (true) {
            String trouble;
            try {
                return sinceStart(flink, deadlineNanos);
            } catch (IOException e) {
                trouble = e.getMessage();
            }
            pause(
                    deadlineNanos,
                    "No checkpoint of " + job.name() + " at " + job.url() + ": " + trouble);
        }
    }

    private Duration sinceStart(FlinkRest flink, long deadlineNanos)
            throws IOException, InterruptedException {
        String id =
                flink.liveJob(job.name())
                        .filter(live -> live.state().equals("RUNNING"))
                        .orElseThrow(() -> new IOException("the job does not run"))
                        .id();
        String request = flink.requestCheckpoint(id);
        OptionalLong checkpoint = flink.checkpoint(id, request);
        while (checkpoint.isEmpty()) {
            pause(deadlineNanos, "A checkpoint of " + job.name() + " takes too long");
            checkpoint = flink.checkpoint(id, request);
        }
        Optional<Duration> sinceStart = flink.sinceStart(id, checkpoint.getAsLong());
        while (sinceStart.isEmpty()) {
            pause(deadlineNanos, "A checkpoint of " + job.name() + " is not listed");
            sinceStart = flink.sinceStart(id, checkpoint.getAsLong());
        }
        return sinceStart.get();
    }

    private static void pause(long deadlineNanos, String otherwise) throws InterruptedException {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new CommandException(
                    otherwise + "; whether alerts are missing is not known. Try again later.");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
}

package io.outpost.e2e.rerun;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.JobClient;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import io.outpost.schemas.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/**
 * A run of the job over a log that is finished: with ticks silenced, and a consumer group, a prefix
 * of transactions and its own topic of emissions.
 */
final class JobRun {
    static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration READ_LIMIT = Duration.ofMinutes(15);

    /** Of the log, where a run still counts as being in the middle of it. */
    private static final double MIDDLE_ENDS = 0.95;

    private final LocalStack stack;
    private final LogOffsets log;
    private final Map<TopicPartition, Long> ends;
    private final String name;
    private final FlinkRest flink;
    private String job = "";

    JobRun(LocalStack stack, LogOffsets log, Map<TopicPartition, Long> ends, String name) {
        this.stack = stack;
        this.log = log;
        this.ends = ends;
        this.name = name;
        this.flink = new FlinkRest(stack.flinkUrl());
    }

    /** Where a run writes its emissions. */
    static String topic(String name) {
        return Topic.EMISSIONS.topicName() + "." + name;
    }

    FlinkRest flink() {
        return flink;
    }

    String job() {
        return job;
    }

    void createTopic() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()))) {
            admin.createTopics(List.of(new NewTopic(topic(name), ends.size(), (short) 1)))
                    .all()
                    .get();
        }
    }

    /**
     * Submits it, and waits until all its tasks run.
     *
     * @param savepoint null: from the first offset on
     */
    void start(Path jar, int parallelism, String savepoint, Map<String, String> more)
            throws Exception {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(parallelism)));
        if (savepoint != null) {
            options.addAll(List.of("-s", savepoint));
        }
        Map<String, String> settings = new HashMap<>(more);
        settings.put("emissions.topic", topic(name));
        settings.put("kafka.group-id", group());
        settings.put("kafka.transactional-id-prefix", group());
        settings.put("ticks", "SILENCED");
        JobClient.Submission submission = new JobClient(stack).submit(jar, options, settings);
        Optional<String> id = submission.jobId();
        job =
                id.orElseThrow(
                        () -> new CommandException("Flink refused it:\n" + submission.output()));
        Await.until("all tasks run", START_LIMIT, () -> flink.allTasksRun(job));
    }

    /** The share of the log that it has read and committed. */
    double share() throws Exception {
        return log.share(group(), ends);
    }

    void awaitShare(double share) throws Exception {
        Await.until("%.2f of the log is read".formatted(share), READ_LIMIT, () -> share() >= share);
    }

    /**
     * Stops it with a savepoint; returns where that is.
     *
     * @throws CommandException when it had read nearly everything
     */
    String stopInTheMiddle() throws Exception {
        String savepoint = flink.stop(job, stack.savepoints());
        if (share() > MIDDLE_ENDS) {
            throw new CommandException("It was too fast to be stopped in the middle of the log");
        }
        return savepoint;
    }

    /** Stops it when it has read everything. */
    void finish() throws Exception {
        Await.until("the log is read", READ_LIMIT, () -> log.hasCommitted(group(), ends));
        // A watermark follows the last record within a fraction of a second.
        flink.savepoint(job, stack.savepoints());
        flink.stop(job, stack.savepoints());
    }

    private String group() {
        return "rerun-" + name;
    }
}

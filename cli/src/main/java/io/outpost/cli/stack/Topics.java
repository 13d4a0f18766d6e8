package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Makes the topics that are missing; the jobs and the registry need theirs before they start. */
final class Topics implements AutoCloseable {
    static final int PARTITIONS = 4;
    static final int REPLICAS = 1;
    private static final int LIMIT_MILLIS = 30_000;

    /**
     * Received time is the broker's. It also keeps old recordings out of the reach of a retention
     * that goes by the records' time. Never compacted: ticks have no key. What a broker deletes by
     * default, by time or by size, could not be computed again.
     */
    private static final Map<String, String> LOG =
            Map.of(
                    "cleanup.policy", "delete",
                    "message.timestamp.type", "LogAppendTime",
                    "retention.ms", "-1",
                    "retention.bytes", "-1");

    /**
     * A rejected record is its original with headers more: it must fit, else the job would stop.
     */
    private static final Map<String, String> LARGER_LOG =
            Map.of(
                    "cleanup.policy", "delete",
                    "message.timestamp.type", "LogAppendTime",
                    "retention.ms", "-1",
                    "retention.bytes", "-1",
                    "max.message.bytes", "4194304");

    private static final Map<String, String> LATEST_PER_KEY =
            Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "compact");

    /** The registry reads its journal from the first record on at each start. */
    private static final Map<String, String> JOURNAL =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

    private final Admin admin;
    private final String logTopic;

    /**
     * What is made.
     *
     * @param partitions of each topic but the registry's
     * @param replicas of each; one may be away while records are acknowledged
     * @param withEmissions true: also the topic of all emissions
     */
    record Layout(int partitions, int replicas, boolean withEmissions) {
        static Layout ofLocalStack(boolean withEmissions) {
            return new Layout(PARTITIONS, REPLICAS, withEmissions);
        }

        private NewTopic topic(String name, int inPartitions, Map<String, String> settings) {
            Map<String, String> configs = new HashMap<>(settings);
            if (replicas > 1) {
                configs.put("min.insync.replicas", String.valueOf(replicas - 1));
            }
            return new NewTopic(name, inPartitions, (short) replicas).configs(configs);
        }
    }

    Topics(KafkaAccess kafka, String logTopic) {
        this.logTopic = logTopic;
        admin =
                Admin.create(
                        kafka.settings(
                                Map.of(
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        LIMIT_MILLIS)));
    }

    /** Refuses a log that is not there, or lacks its schemas. A new broker may have none. */
    void requireLog() throws InterruptedException, ExecutionException {
        requireLog(known(), logTopic);
    }

    /** Returns how many were made. */
    int create(Layout layout) throws InterruptedException, ExecutionException {
        Set<String> known = known();
        List<NewTopic> missing =
                wanted(layout, logTopic).stream()
                        .filter(topic -> !known.contains(topic.name()))
                        .toList();
        admin.createTopics(missing).all().get();
        return missing.size();
    }

    /** Deletes the topics that the jobs write, and waits until they are gone. */
    void deleteResults() throws InterruptedException, ExecutionException {
        Set<String> results = known();
        results.retainAll(
                Arrays.stream(Topic.values())
                        .filter(topic -> topic != Topic.OBSERVATIONS)
                        .map(Topic::topicName)
                        .toList());
        results.remove(logTopic);
        admin.deleteTopics(results).all().get();
        Await.until(
                "the topics of results are deleted",
                Duration.ofMillis(LIMIT_MILLIS),
                () -> known().stream().noneMatch(results::contains));
    }

    /** Forgets how far groups have read. */
    void forgetReaders(List<String> groups) throws InterruptedException, ExecutionException {
        for (String group : groups) {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Set<String> known() throws InterruptedException, ExecutionException {
        return new HashSet<>(admin.listTopics().names().get());
    }

    /** A new registry would give the ids that the log's records carry to other schemas. */
    static void requireLog(Set<String> known, String log) {
        if (!known.contains(log) && known.contains(RegistryPart.JOURNAL)) {
            throw new CommandException(
                    "There is no topic %s, which log.topic in flink-conf/outpost.yaml names. Name the log that there is; ./outpost relog makes another of it."
                            .formatted(log));
        }
        if (known.contains(log) && !known.contains(RegistryPart.JOURNAL)) {
            throw new CommandException(
                    "There is the log %s, but not the topic %s with its schemas: it was deleted, or the data is of an earlier version of Outpost. Bring it back, or give the data up with --fresh."
                            .formatted(log, RegistryPart.JOURNAL));
        }
    }

    static List<NewTopic> wanted(Layout layout, String logTopic) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (topic != Topic.EMISSIONS || layout.withEmissions) {
                wanted.add(layout.topic(name(topic, logTopic), layout.partitions, settings(topic)));
            }
        }
        // In one partition each: their order is the order of what happened to the schemas.
        for (String name : RegistryPart.TOPICS) {
            wanted.add(layout.topic(name, 1, JOURNAL));
        }
        return wanted;
    }

    private static String name(Topic topic, String logTopic) {
        return topic == Topic.OBSERVATIONS ? logTopic : topic.topicName();
    }

    private static Map<String, String> settings(Topic topic) {
        return switch (topic) {
            case PLACES, PREFERENCES -> LATEST_PER_KEY;
            case REJECTED_OBSERVATIONS -> LARGER_LOG;
            case OBSERVATIONS, LATE_OBSERVATIONS, CONDITIONS, ALERTS, EMISSIONS -> LOG;
        };
    }
}

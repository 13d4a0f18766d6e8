package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.schemas.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Makes the topics that are missing; the jobs and the registry need theirs before they start.
 *
 * @param partitions of each topic but the registry's
 * @param replicas of each; one may be away while records are acknowledged
 * @param withEmissions true: also the topic of all emissions
 */
record Topics(int partitions, int replicas, boolean withEmissions) {
    static final int PARTITIONS = 4;
    static final int REPLICAS = 1;
    private static final int LIMIT_MILLIS = 30_000;

    /**
     * Received time is the broker's. It also keeps old recordings out of the reach of a retention
     * that goes by the records' time. Never compacted: ticks have no key.
     */
    private static final Map<String, String> LOG =
            Map.of(
                    "cleanup.policy", "delete",
                    "message.timestamp.type", "LogAppendTime",
                    "retention.ms", "-1");

    /**
     * A rejected record is its original with headers more: it must fit, else the job would stop.
     */
    private static final Map<String, String> LARGER_LOG =
            Map.of(
                    "cleanup.policy", "delete",
                    "message.timestamp.type", "LogAppendTime",
                    "retention.ms", "-1",
                    "max.message.bytes", "4194304");

    private static final Map<String, String> LATEST_PER_KEY =
            Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "compact");

    /** The registry reads its journal from the first record on at each start. */
    private static final Map<String, String> JOURNAL =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1");

    static Topics ofLocalStack(boolean withEmissions) {
        return new Topics(PARTITIONS, REPLICAS, withEmissions);
    }

    /** Returns how many were made. */
    int create(String bootstrapServers) throws InterruptedException, ExecutionException {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        try (Admin admin = Admin.create(properties)) {
            Set<String> known = admin.listTopics().names().get();
            requireSchemas(known);
            List<NewTopic> missing =
                    wanted().stream().filter(topic -> !known.contains(topic.name())).toList();
            admin.createTopics(missing).all().get();
            return missing.size();
        }
    }

    /** A new registry would give the ids that the log's records carry to other schemas. */
    static void requireSchemas(Set<String> known) {
        String log = Topic.OBSERVATIONS.topicName();
        if (known.contains(log) && !known.contains(RegistryPart.JOURNAL)) {
            throw new CommandException(
                    "There is the log %s, but not the topic %s with its schemas: it was deleted, or the data is of an earlier version of Outpost. Bring it back, or give the data up with --fresh."
                            .formatted(log, RegistryPart.JOURNAL));
        }
    }

    List<NewTopic> wanted() {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (topic != Topic.EMISSIONS || withEmissions) {
                wanted.add(topic(topic.topicName(), partitions, settings(topic)));
            }
        }
        // In one partition each: their order is the order of what happened to the schemas.
        for (String name : RegistryPart.TOPICS) {
            wanted.add(topic(name, 1, JOURNAL));
        }
        return wanted;
    }

    private NewTopic topic(String name, int inPartitions, Map<String, String> settings) {
        Map<String, String> configs = new HashMap<>(settings);
        if (replicas > 1) {
            configs.put("min.insync.replicas", String.valueOf(replicas - 1));
        }
        return new NewTopic(name, inPartitions, (short) replicas).configs(configs);
    }

    private static Map<String, String> settings(Topic topic) {
        return switch (topic) {
            case PLACES, PREFERENCES -> LATEST_PER_KEY;
            case REJECTED_OBSERVATIONS -> LARGER_LOG;
            case OBSERVATIONS, LATE_OBSERVATIONS, CONDITIONS, ALERTS, EMISSIONS -> LOG;
        };
    }
}

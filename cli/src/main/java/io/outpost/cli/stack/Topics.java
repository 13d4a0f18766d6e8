package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.schemas.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics that are missing; the jobs and the registry need theirs before they start. */
final class Topics {
    private static final int PARTITIONS = 4;
    private static final short REPLICAS = 1;
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

    private Topics() {}

    /** Returns how many were made. */
    static int create(String bootstrapServers, boolean withEmissions)
            throws InterruptedException, ExecutionException {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        try (Admin admin = Admin.create(properties)) {
            Set<String> known = admin.listTopics().names().get();
            requireSchemas(known);
            List<NewTopic> missing =
                    wanted(withEmissions).stream()
                            .filter(topic -> !known.contains(topic.name()))
                            .toList();
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

    static List<NewTopic> wanted(boolean withEmissions) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (topic != Topic.EMISSIONS || withEmissions) {
                wanted.add(
                        new NewTopic(topic.topicName(), PARTITIONS, REPLICAS)
                                .configs(settings(topic)));
            }
        }
        // In one partition each: their order is the order of what happened to the schemas.
        for (String name : RegistryPart.TOPICS) {
            wanted.add(new NewTopic(name, 1, REPLICAS).configs(JOURNAL));
        }
        return wanted;
    }

    private static Map<String, String> settings(Topic topic) {
        return switch (topic) {
            case PLACES, PREFERENCES -> LATEST_PER_KEY;
            case REJECTED_OBSERVATIONS -> LARGER_LOG;
            case OBSERVATIONS, LATE_OBSERVATIONS, CONDITIONS, ALERTS, EMISSIONS -> LOG;
        };
    }
}

package io.outpost.cli.stack;

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

/** Makes the topics that are missing; the job needs all of them before it starts. */
final class Topics {
    private static final int PARTITIONS = 4;
    private static final short REPLICAS = 1;
    private static final int LIMIT_MILLIS = 30_000;

    /**
     * Received time is the broker's. It also keeps old recordings out of the reach of a retention
     * that goes by the records' time.
     */
    private static final Map<String, String> LOG =
            Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1");

    /**
     * A rejected record is its original with headers more: it must fit, else the job would stop.
     */
    private static final Map<String, String> LARGER_LOG =
            Map.of(
                    "message.timestamp.type", "LogAppendTime",
                    "retention.ms", "-1",
                    "max.message.bytes", "4194304");

    private static final Map<String, String> LATEST_PER_KEY =
            Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", "compact");

    private Topics() {}

    /** Returns how many were made. */
    static int create(String bootstrapServers) throws InterruptedException, ExecutionException {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
        try (Admin admin = Admin.create(properties)) {
            Set<String> known = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                if (!known.contains(topic.topicName())) {
                    missing.add(
                            new NewTopic(topic.topicName(), PARTITIONS, REPLICAS)
                                    .configs(settings(topic)));
                }
            }
            admin.createTopics(missing).all().get();
            return missing.size();
        }
    }

    static Map<String, String> settings(Topic topic) {
        return switch (topic) {
            case PLACES, PREFERENCES -> LATEST_PER_KEY;
            case REJECTED_OBSERVATIONS -> LARGER_LOG;
            case OBSERVATIONS, LATE_OBSERVATIONS, CONDITIONS, ALERTS, EMISSIONS -> LOG;
        };
    }
}

package io.outpost.kafka;

import io.outpost.schemas.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The topics that a job reads, from their beginning: the log is the truth. */
public record KafkaTopics(String bootstrapServers, String groupId, String registryUrl) {
    /**
     * A source reads its partitions in turns of one fetch. Short turns keep it from running ahead
     * in one while another waits, which then looks silent.
     */
    private static final int FETCH_BYTES = 64 * 1024;

    /** A topic, decoded where it is read. */
    public <T> KafkaSource<T> source(
            Topic topic, TypeInformation<T> type, DecoderFactory<T> decoder) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setGroupId(groupId)
                .setTopics(topic.topicName())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setProperty("max.partition.fetch.bytes", Integer.toString(FETCH_BYTES))
                .setDeserializer(new DecodedRecords<>(registryUrl, type, decoder))
                .build();
    }

    /**
     * Number of partitions of a topic.
     *
     * @throws IllegalStateException when it cannot be looked up; the message says what to do
     */
    public int partitions(Topic topic) {
        String name = topic.topicName();
        Map<String, Object> config =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            return admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .get(name)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot look up topic "
                            + name
                            + " at "
                            + bootstrapServers
                            + " (kafka.bootstrap-servers): create the topics before the job starts",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

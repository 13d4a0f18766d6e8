package io.outpost.kafka;

import io.outpost.conditions.Inputs;
import io.outpost.conditions.Settings;
import io.outpost.observe.DecodeObservations;
import io.outpost.observe.DecodePlaces;
import io.outpost.observe.Inbound;
import io.outpost.schemas.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The topics that the job reads, from their beginning: the log is the truth. */
public final class KafkaInputs {
    private KafkaInputs() {}

    /**
     * Makes the inputs.
     *
     * @throws IllegalStateException when the topics cannot be looked up; the message says what to
     *     do
     */
    public static Inputs create(Settings settings) {
        int partitions = partitions(settings);
        return new Inputs(
                source(
                        settings,
                        Topic.OBSERVATIONS,
                        (registry, outage) ->
                                new DecodeObservations(registry, partitions, outage)::decode),
                source(
                        settings,
                        Topic.PLACES,
                        (registry, outage) -> new DecodePlaces(registry, outage)::decode));
    }

    private static KafkaSource<Inbound> source(
            Settings settings, Topic topic, DecodedRecords.DecoderFactory decoder) {
        return KafkaSource.<Inbound>builder()
                .setBootstrapServers(settings.kafkaBootstrapServers())
                .setGroupId(settings.kafkaGroupId())
                .setTopics(topic.topicName())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setDeserializer(new DecodedRecords(settings.registryUrl(), decoder))
                .build();
    }

    private static int partitions(Settings settings) {
        String topic = Topic.OBSERVATIONS.topicName();
        Map<String, Object> config =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.kafkaBootstrapServers());
        try (Admin admin = Admin.create(config)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot look up topic "
                            + topic
                            + " at "
                            + settings.kafkaBootstrapServers()
                            + " (kafka.bootstrap-servers): create the topics before the job starts",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

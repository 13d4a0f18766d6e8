package io.outpost.deliver;

import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of alerts, written as the conditions job writes it. */
final class AlertTopic implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    AlertTopic(KafkaBroker broker) {
        Map<String, Object> settings =
                new HashMap<>(
                        broker.access().settings(Map.of("transactional.id", "alerts-of-a-test")));
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Of a condition, at a place of this name, now. */
    static Alert alert(String placeId, Consumer<Alert.Builder> change) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Alert.Builder alert =
                Alert.newBuilder()
                        .setAlertId(UUID.randomUUID().toString())
                        .setEpisodeId(UUID.randomUUID().toString())
                        .setKind("BEGAN")
                        .setRevision(1)
                        .setPlaceId(placeId)
                        .setSubject("HEAT")
                        .setAt(now)
                        .setStartedAt(now)
                        .setLevel("DANGER")
                        .setDrivers(List.of(new Driver("heat_index_celsius", 41.5, 3600)));
        change.accept(alert);
        return alert.build();
    }

    static Alert alert(String placeId) {
        return alert(placeId, same -> {});
    }

    /** Of a preference. */
    static Alert ofPreference(String placeId, String preferenceId, String episode, String kind) {
        return alert(
                placeId,
                made ->
                        made.setPreferenceId(preferenceId)
                                .setSubject("preference:" + preferenceId)
                                .setEpisodeId(episode)
                                .setKind(kind)
                                .setLevel("WARNING"));
    }

    void commit(Alert... alerts) {
        commit(Arrays.asList(alerts));
    }

    void commit(List<Alert> alerts) {
        producer.beginTransaction();
        alerts.forEach(this::write);
        producer.commitTransaction();
    }

    void abort(Alert alert) {
        producer.beginTransaction();
        write(alert);
        producer.flush();
        producer.abortTransaction();
    }

    /** No alert. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if it does
    void commitBytes(byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), value));
        producer.commitTransaction();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the same
    private void write(Alert alert) {
        producer.send(
                new ProducerRecord<>(
                        Topic.ALERTS.topicName(),
                        alert.getPlaceId().getBytes(StandardCharsets.UTF_8),
                        WireFormat.encode(AlertSchema.ID, alert)));
    }

    @Override
    public void close() {
        producer.close();
    }
}

package io.outpost.api;

import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of alerts of a broker, written as the conditions job writes it. */
final class AlertTopic implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final int schemaId;
    private final KafkaProducer<byte[], byte[]> producer;

    private AlertTopic(int schemaId, KafkaProducer<byte[], byte[]> producer) {
        this.schemaId = schemaId;
        this.producer = producer;
    }

    static AlertTopic of(RunningLog.Parts parts) throws RegistryUnavailableException {
        int id =
                new SchemaRegistry(parts.registry().url())
                        .register(Topic.ALERTS.subject(), Alert.getClassSchema());
        Map<String, Object> settings =
                new HashMap<>(
                        parts.broker()
                                .access()
                                .settings(Map.of("transactional.id", "alerts-of-a-test")));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return new AlertTopic(id, producer);
    }

    /** Commits one alert of a place for each id. */
    void send(String placeId, String... alertIds) {
        List<Alert> alerts = List.of(alertIds).stream().map(id -> alert(placeId, id)).toList();
        commit(alerts);
    }

    /** Commits alerts in one transaction. */
    void commit(List<Alert> alerts) {
        producer.beginTransaction();
        alerts.forEach(this::write);
        producer.commitTransaction();
    }

    /** Writes alerts that are never committed. */
    void abort(List<Alert> alerts) {
        producer.beginTransaction();
        alerts.forEach(this::write);
        producer.flush();
        producer.abortTransaction();
    }

    /** Commits a record that is no alert. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if it does
    void sendBytes(String placeId, byte[] value) {
        producer.beginTransaction();
        producer.send(
                new ProducerRecord<>(
                        Topic.ALERTS.topicName(), placeId.getBytes(StandardCharsets.UTF_8), value));
        producer.commitTransaction();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the same
    private void write(Alert alert) {
        producer.send(
                new ProducerRecord<>(
                        Topic.ALERTS.topicName(),
                        alert.getPlaceId().getBytes(StandardCharsets.UTF_8),
                        WireFormat.encode(schemaId, alert)));
    }

    static Alert alert(String placeId, String alertId) {
        return alert(placeId, alertId, made -> {});
    }

    static Alert alert(String placeId, String alertId, Consumer<Alert.Builder> change) {
        Alert.Builder alert =
                Alert.newBuilder()
                        .setAlertId(alertId)
                        .setEpisodeId("episode of " + alertId)
                        .setKind("BEGAN")
                        .setRevision(7)
                        .setPlaceId(placeId)
                        .setSubject("HEAT")
                        .setAt(NOON)
                        .setStartedAt(NOON)
                        .setLevel("DANGER")
                        .setDrivers(List.of(new Driver("heat_index_celsius", 41.23456, 3600)));
        change.accept(alert);
        return alert.build();
    }

    /** One whose event is some kilobytes. */
    static Alert longAlert(String placeId, String alertId) {
        return alert(placeId, alertId, made -> made.setEpisodeId("e".repeat(16_000)));
    }

    @Override
    public void close() {
        producer.close();
    }
}

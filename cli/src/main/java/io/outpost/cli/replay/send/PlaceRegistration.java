package io.outpost.cli.replay.send;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.mapping.PlaceEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends places to the log. What is sent to it afterwards stands behind them in each place's
 * partition, so that it is judged by their parameters.
 */
public final class PlaceRegistration {
    private final String bootstrapServers;
    private final PlaceRecords records;

    public PlaceRegistration(String bootstrapServers, int schemaId) {
        this.bootstrapServers = bootstrapServers;
        this.records = new PlaceRecords(schemaId);
    }

    /** Returns when the broker has acknowledged all of them. */
    public void register(Collection<PlaceEntry> places) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (PlaceEntry place : places) {
                sent.add(producer.send(records.of(place)));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new ReplayException(
                    "The broker did not take a place: " + e.getCause().getMessage(), e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}

package io.outpost.cli.replay.send;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.mapping.PlaceEntry;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends places to their topic, keyed by their id. */
public final class PlaceRegistration {
    private final String bootstrapServers;
    private final int schemaId;

    public PlaceRegistration(String bootstrapServers, int schemaId) {
        this.bootstrapServers = bootstrapServers;
        this.schemaId = schemaId;
    }

    /** Returns when the broker has acknowledged all of them. */
    public void register(Collection<PlaceEntry> places) throws InterruptedException {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (PlaceEntry place : places) {
                sent.add(producer.send(message(place)));
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

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private ProducerRecord<String, byte[]> message(PlaceEntry place) {
        return new ProducerRecord<>(
                Topic.PLACES.topicName(), place.id(), WireFormat.encode(schemaId, value(place)));
    }

    private static Place value(PlaceEntry place) {
        return Place.newBuilder()
                .setPlaceId(place.id())
                .setName(place.name())
                .setLatitude(place.latitude())
                .setLongitude(place.longitude())
                .setElevationMetres(place.elevationMetres())
                .setTimeZone(place.timeZone())
                .setStaleAfterSeconds(place.staleAfterSeconds())
                .build();
    }
}

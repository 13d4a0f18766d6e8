package io.outpost.e2e.faults;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Makes records of the log that say what is now, in degrees Celsius and percent. */
final class LiveObservations {
    private static final int HUMIDITY_PERCENT = 55;

    private final int observationId;
    private final int placeId;

    LiveObservations(String registryUrl) throws RegistryUnavailableException {
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        observationId =
                registry.register(
                        RecordType.OBSERVATION.subject(), RecordType.OBSERVATION.schema());
        placeId = registry.register(RecordType.PLACE.subject(), RecordType.PLACE.schema());
    }

    ProducerRecord<byte[], byte[]> observation(
            String place, Instant observedAt, int intervalSeconds, double celsius) {
        Observation observation =
                Observation.newBuilder()
                        .setPlaceId(place)
                        .setSensorId("station")
                        .setObservedAt(observedAt)
                        .setReportingIntervalSeconds(intervalSeconds)
                        .setAirTemperatureCelsius(celsius)
                        .setRelativeHumidityPercent((double) HUMIDITY_PERCENT)
                        .build();
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(),
                place.getBytes(StandardCharsets.UTF_8),
                WireFormat.encode(observationId, observation));
    }

    ProducerRecord<byte[], byte[]> parameters(String place, String name, int staleAfterSeconds) {
        Place parameters =
                Place.newBuilder()
                        .setPlaceId(place)
                        .setName(name)
                        .setStaleAfterSeconds(staleAfterSeconds)
                        .build();
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(),
                null,
                place.getBytes(StandardCharsets.UTF_8),
                WireFormat.encode(placeId, parameters),
                List.of(
                        new RecordHeader(
                                RecordType.HEADER,
                                RecordType.PLACE.fullName().getBytes(StandardCharsets.UTF_8))));
    }
}

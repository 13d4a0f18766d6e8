package io.outpost.cli.send;

import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Versions of places' parameters as records of the log, keyed by place like its observations: those
 * that are sent after them are judged by these parameters.
 */
public final class PlaceRecords {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String topic;
    private final int schemaId;

    /**
     * Frames every value with the id of the schema of Place.
     *
     * @param topic with the log
     */
    public PlaceRecords(String topic, int schemaId) {
        this.topic = topic;
        this.schemaId = schemaId;
    }

    /** Registers the schema where it is not known yet. */
    public static PlaceRecords of(SchemaRegistry registry, String topic)
            throws RegistryUnavailableException {
        return new PlaceRecords(
                topic, registry.register(RecordType.PLACE.subject(), RecordType.PLACE.schema()));
    }

    /** Sends them, and returns when the broker has acknowledged all. */
    public void send(Collection<PlaceEntry> places, KafkaAccess kafka) {
        try (RecordSender sender =
                new RecordSender(kafka, topic, "none", PATIENCE, new SendLog())) {
            places.forEach(place -> sender.send(record(place)));
            sender.flush();
        }
    }

    public ProducerRecord<byte[], byte[]> record(PlaceEntry place) {
        return new ProducerRecord<>(
                topic,
                null,
                place.id().getBytes(StandardCharsets.UTF_8),
                WireFormat.encode(schemaId, value(place)),
                List.of(
                        new RecordHeader(
                                RecordType.HEADER,
                                RecordType.PLACE.fullName().getBytes(StandardCharsets.UTF_8))));
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
                .setSurface(place.surface())
                .setStreamSize(place.streamSize())
                .setAspectDegrees(place.aspectDegrees())
                .setWindHeightMetres(place.windHeightMetres())
                .build();
    }
}

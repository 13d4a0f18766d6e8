package io.outpost.cli.replay.send;

import io.outpost.cli.replay.mapping.PlaceEntry;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Versions of places' parameters as records of the log, keyed by place like its observations. */
public final class PlaceRecords {
    private final int schemaId;

    /** Frames every value with the id of the schema of Place. */
    public PlaceRecords(int schemaId) {
        this.schemaId = schemaId;
    }

    public ProducerRecord<byte[], byte[]> of(PlaceEntry place) {
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(),
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
                .build();
    }
}

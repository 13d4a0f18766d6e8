package io.outpost.conditions.kafka;

import io.outpost.conditions.postgres.EmissionJson;
import io.outpost.core.place.Emission;
import io.outpost.core.place.TraceMark;
import io.outpost.schemas.wire.WriterEpochHeader;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Emissions as JSON, for comparisons: docs/topology.md, Emissions. Keyed by place. */
final class EmissionRecords implements KafkaRecordSerializationSchema<Emission> {
    private final String topic;
    private final long writerEpoch;
    private transient EmissionJson json;

    EmissionRecords(String topic, long writerEpoch) {
        this.topic = topic;
        this.writerEpoch = writerEpoch;
    }

    /** Null of a mark, which is no emission: the sink passes it over. */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Emission emission, KafkaSinkContext context, Long timestamp) {
        if (emission instanceof TraceMark) {
            return null;
        }
        if (json == null) {
            json = new EmissionJson();
        }
        String placeId = emission.placeId();
        byte[] key = placeId == null ? null : placeId.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> made =
                new ProducerRecord<>(topic, key, json.bytes(emission));
        made.headers().add(WriterEpochHeader.NAME, WriterEpochHeader.value(writerEpoch));
        return made;
    }
}

package io.outpost.bench.peer;

import io.outpost.schemas.Observation;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Avro's reader in a Flink source. */
public final class ObservationDeserializer extends AbstractDeserializationSchema<Observation> {
    private transient PlainRecords<Observation> plain;

    public ObservationDeserializer(TypeInformation<Observation> type) {
        super(type);
    }

    @Override
    public Observation deserialize(byte[] message) {
        if (plain == null) {
            plain = new PlainRecords<>(Observation.class);
        }
        return plain.read(message);
    }
}

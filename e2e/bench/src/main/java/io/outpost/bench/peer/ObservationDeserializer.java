package io.outpost.bench.peer;

import io.outpost.schemas.Observation;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Avro's own reader in a Flink source. */
public final class ObservationDeserializer extends AbstractDeserializationSchema<Observation> {
    private transient PlainObservations plain;

    public ObservationDeserializer() {
        super(ObservationType.INSTANCE);
    }

    @Override
    public Observation deserialize(byte[] message) {
        if (plain == null) {
            plain = new PlainObservations();
        }
        return plain.read(message);
    }

    @Override
    public TypeInformation<Observation> getProducedType() {
        return ObservationType.INSTANCE;
    }
}

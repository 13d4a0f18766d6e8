package io.outpost.bench.peer;

import io.outpost.schemas.Observation;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Observations as Avro objects, written by Avro's own writer. */
public final class ObservationType extends TypeInformation<Observation> {
    public static final ObservationType INSTANCE = new ObservationType();

    private ObservationType() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Observation> getTypeClass() {
        return Observation.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Observation> createSerializer(SerializerConfig config) {
        return new ObservationSerializer();
    }

    @Override
    public String toString() {
        return "Observation";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservationType;
    }

    @Override
    public int hashCode() {
        return Observation.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ObservationType;
    }
}

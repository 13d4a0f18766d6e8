package io.outpost.archive.admit;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how observations are carried. */
public final class RawObservationType extends TypeInformation<RawObservation> {
    public static final RawObservationType INSTANCE = new RawObservationType();

    private RawObservationType() {}

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
    public Class<RawObservation> getTypeClass() {
        return RawObservation.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<RawObservation> createSerializer(SerializerConfig config) {
        return RawObservationSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "RawObservation";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawObservationType;
    }

    @Override
    public int hashCode() {
        return Objects.hash(RawObservation.class);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RawObservationType;
    }
}

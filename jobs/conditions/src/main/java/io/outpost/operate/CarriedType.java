package io.outpost.operate;

import io.outpost.observe.Inbound;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how records of a class are carried from task to task. */
public final class CarriedType<T> extends TypeInformation<T> {
    public static final CarriedType<Inbound> INBOUND =
            new CarriedType<>(Inbound.class, InboundSerializer.INSTANCE);
    public static final CarriedType<DerivedRow> DERIVED_ROW =
            new CarriedType<>(DerivedRow.class, DerivedRowSerializer.INSTANCE);

    private final Class<T> carried;
    private final TypeSerializer<T> serializer;

    private CarriedType(Class<T> carried, TypeSerializer<T> serializer) {
        this.carried = carried;
        this.serializer = serializer;
    }

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
    public Class<T> getTypeClass() {
        return carried;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return carried.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CarriedType<?> same && same.carried == carried;
    }

    @Override
    public int hashCode() {
        return carried.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CarriedType;
    }
}

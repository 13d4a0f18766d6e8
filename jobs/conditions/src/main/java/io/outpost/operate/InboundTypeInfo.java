package io.outpost.operate;

import io.outpost.observe.Inbound;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how inbound records are carried. */
public final class InboundTypeInfo extends TypeInformation<Inbound> {
    public static final InboundTypeInfo INSTANCE = new InboundTypeInfo();

    private InboundTypeInfo() {}

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
    public Class<Inbound> getTypeClass() {
        return Inbound.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Inbound> createSerializer(SerializerConfig config) {
        return InboundSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Inbound";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InboundTypeInfo;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Inbound.class);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof InboundTypeInfo;
    }
}

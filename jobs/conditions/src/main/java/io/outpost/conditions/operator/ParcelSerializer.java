package io.outpost.conditions.operator;

import io.outpost.flink.serializer.RecordSerializer;
import io.outpost.flink.serializer.TextFields;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Parcels through the exchange. Never part of a savepoint. */
public final class ParcelSerializer extends RecordSerializer<Parcel> {
    public static final ParcelSerializer INSTANCE = new ParcelSerializer();

    @Override
    public void serialize(Parcel parcel, DataOutputView out) throws IOException {
        TextFields.write(parcel.key(), out);
        out.writeInt(parcel.records());
        TextFields.writeBytes(parcel.bytes(), out);
    }

    @Override
    public Parcel deserialize(DataInputView in) throws IOException {
        return new Parcel(TextFields.read(in), in.readInt(), TextFields.readBytes(in));
    }

    @Override
    public TypeSerializerSnapshot<Parcel> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Parcel> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

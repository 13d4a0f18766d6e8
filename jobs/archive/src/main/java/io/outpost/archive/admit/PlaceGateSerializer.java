package io.outpost.archive.admit;

import io.outpost.place.CompactData;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stores what is remembered of a place. A value begins with the number of its format: when the
 * layout changes, here or of an observation, raise the number and read every earlier one.
 */
public final class PlaceGateSerializer extends ValueSerializer<PlaceGate> {
    public static final PlaceGateSerializer INSTANCE = new PlaceGateSerializer();

    private static final int FORMAT = 1;

    @Override
    public void serialize(PlaceGate gate, DataOutputView out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        out.writeUTF(gate.placeId());
        out.writeLong(gate.clockMillis());
        CompactData.writeUnsigned(out, gate.sensorKeys().length);
        for (long key : gate.sensorKeys()) {
            out.writeLong(key);
        }
        out.writeBoolean(gate.waiting() != null);
        if (gate.waiting() != null) {
            RawObservationSerializer.INSTANCE.serialize(gate.waiting(), out);
        }
    }

    @Override
    public PlaceGate deserialize(DataInputView in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "PlaceGate");
        String placeId = in.readUTF();
        long clockMillis = in.readLong();
        long[] sensorKeys = new long[(int) CompactData.readUnsigned(in)];
        for (int i = 0; i < sensorKeys.length; i++) {
            sensorKeys[i] = in.readLong();
        }
        RawObservation waiting =
                in.readBoolean() ? RawObservationSerializer.INSTANCE.deserialize(in) : null;
        return new PlaceGate(placeId, clockMillis, sensorKeys, waiting);
    }

    @Override
    public TypeSerializerSnapshot<PlaceGate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in a savepoint; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlaceGate> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

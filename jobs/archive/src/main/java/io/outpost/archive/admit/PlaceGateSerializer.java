package io.outpost.archive.admit;

import io.outpost.core.place.CompactData;
import io.outpost.flink.serializer.RecordSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stores what is remembered of a place. A value begins with the number of its format: when the
 * layout changes, here or of an observation, raise the number and read every earlier one.
 */
public final class PlaceGateSerializer extends RecordSerializer<PlaceGate> {
    public static final PlaceGateSerializer INSTANCE = new PlaceGateSerializer();

    private static final int FORMAT = 1;

    @Override
    public void serialize(PlaceGate gate, DataOutputView out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        out.writeLong(gate.clockMillis());
        out.writeLong(gate.movedAtMillis());
        out.writeLong(gate.shrunkMillis());
        CompactData.writeUnsigned(out, gate.knownSensors());
        CompactData.writeUnsigned(out, gate.waiting().size());
        for (RawObservation waiting : gate.waiting()) {
            RawObservationSerializer.INSTANCE.serialize(waiting, out);
        }
    }

    @Override
    public PlaceGate deserialize(DataInputView in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "PlaceGate");
        long clockMillis = in.readLong();
        long movedAtMillis = in.readLong();
        long shrunkMillis = in.readLong();
        int knownSensors = (int) CompactData.readUnsigned(in);
        List<RawObservation> waiting = new ArrayList<>();
        for (long left = CompactData.readUnsigned(in); left > 0; left--) {
            waiting.add(RawObservationSerializer.INSTANCE.deserialize(in));
        }
        return new PlaceGate(clockMillis, movedAtMillis, shrunkMillis, knownSensors, waiting);
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

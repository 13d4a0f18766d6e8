package io.outpost.lakehouse.admit;

import io.outpost.core.place.CompactData;
import io.outpost.flink.serializer.RecordSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stores the seconds of an hour. A value begins with the number of its format: when the layout
 * changes, raise the number and read every earlier one.
 */
public final class SeenSecondsSerializer extends RecordSerializer<SeenSeconds> {
    public static final SeenSecondsSerializer INSTANCE = new SeenSecondsSerializer();

    private static final int FORMAT = 1;

    @Override
    public void serialize(SeenSeconds seen, DataOutputView out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeUnsigned(out, seen.seconds().length);
        int previous = 0;
        for (char second : seen.seconds()) {
            CompactData.writeUnsigned(out, second - previous);
            previous = second;
        }
    }

    @Override
    public SeenSeconds deserialize(DataInputView in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "SeenSeconds");
        char[] seconds = new char[(int) CompactData.readUnsigned(in)];
        int previous = 0;
        for (int i = 0; i < seconds.length; i++) {
            previous += (int) CompactData.readUnsigned(in);
            seconds[i] = (char) previous;
        }
        return new SeenSeconds(seconds);
    }

    @Override
    public TypeSerializerSnapshot<SeenSeconds> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in a savepoint; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeenSeconds> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

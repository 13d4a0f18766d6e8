package io.outpost.conditions.operator;

import io.outpost.core.place.Origin;
import io.outpost.decode.ObservationLayout;
import io.outpost.decode.RoutedRecord;
import io.outpost.decode.SourceRecord;
import io.outpost.flink.serializer.RecordSerializer;
import io.outpost.flink.serializer.TextFields;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records on their way to their places, as they stand in parcels. Never part of a savepoint. */
public final class RoutedRecordSerializer extends RecordSerializer<RoutedRecord> {
    public static final RoutedRecordSerializer INSTANCE = new RoutedRecordSerializer();

    private static final byte DECODED = 0;
    private static final byte WITH_LAYOUT = 1;
    private static final byte OF_LAST_LAYOUT = 2;

    @Override
    public void serialize(RoutedRecord record, DataOutputView out) throws IOException {
        serialize(record, out, null);
    }

    @Override
    public RoutedRecord deserialize(DataInputView in) throws IOException {
        return deserialize(in, (ObservationLayout) null);
    }

    /**
     * Writes a record.
     *
     * @param last the layout of the last undecoded record before it, which is not written again;
     *     null: none
     */
    void serialize(RoutedRecord record, DataOutputView out, ObservationLayout last)
            throws IOException {
        if (record.input() != null) {
            out.writeByte(DECODED);
            PlaceInputSerializer.INSTANCE.serialize(record.input(), out);
            return;
        }
        boolean isOfLast = record.layout() == last;
        out.writeByte(isOfLast ? OF_LAST_LAYOUT : WITH_LAYOUT);
        if (!isOfLast) {
            record.layout().write(out);
        }
        out.writeInt(record.placeIdHash());
        out.writeLong(record.source().receivedAtMillis());
        TextFields.writeOrigin(record.source().origin(), out);
    }

    /**
     * Reads a record.
     *
     * @param last the layout of the last undecoded record before it; null: none
     */
    RoutedRecord deserialize(DataInputView in, ObservationLayout last) throws IOException {
        byte kind = in.readByte();
        if (kind == DECODED) {
            return RoutedRecord.of(PlaceInputSerializer.INSTANCE.deserialize(in));
        }
        ObservationLayout layout = kind == OF_LAST_LAYOUT ? last : ObservationLayout.read(in);
        int placeIdHash = in.readInt();
        long receivedAtMillis = in.readLong();
        Origin origin = TextFields.readOrigin(in);
        return new RoutedRecord(
                null, new SourceRecord(receivedAtMillis, true, origin), layout, placeIdHash);
    }

    @Override
    public TypeSerializerSnapshot<RoutedRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import io.outpost.flink.serializer.RecordSerializer;
import io.outpost.flink.serializer.RecordTypeInfo;
import io.outpost.flink.serializer.TextFields;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How undecoded records go from task to task, where they are not chained. */
public final class RecordTypes {
    public static final RecordTypeInfo<SourceRecord> SOURCE_RECORD =
            new RecordTypeInfo<>(SourceRecord.class, SourceRecordSerializer.INSTANCE);

    private RecordTypes() {}

    /** Never part of a savepoint. */
    public static final class SourceRecordSerializer extends RecordSerializer<SourceRecord> {
        static final SourceRecordSerializer INSTANCE = new SourceRecordSerializer();

        @Override
        public void serialize(SourceRecord source, DataOutputView out) throws IOException {
            out.writeLong(source.receivedAtMillis());
            out.writeBoolean(source.appendTime());
            TextFields.writeOrigin(source.origin(), out);
        }

        @Override
        public SourceRecord deserialize(DataInputView in) throws IOException {
            return new SourceRecord(in.readLong(), in.readBoolean(), TextFields.readOrigin(in));
        }

        @Override
        public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
            return new Snapshot();
        }

        /** Names the serializer; it has no configuration. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
            public Snapshot() {
                super(() -> INSTANCE);
            }
        }
    }
}

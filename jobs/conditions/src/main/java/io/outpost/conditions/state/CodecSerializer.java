package io.outpost.conditions.state;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stores values as the codecs of core have written them. Flink is handed bytes, which nobody
 * changes: they are copied by reference and written as they are. Every value carries the version of
 * its format, so a newer job reads what an older one has stored without a migration.
 */
final class CodecSerializer extends TypeSerializer<byte[]> {
    private final StateKind kind;

    CodecSerializer(StateKind kind) {
        this.kind = kind;
    }

    @Override
    public void serialize(byte[] value, DataOutputView out) throws IOException {
        out.write(value);
    }

    @Override
    public byte[] deserialize(DataInputView in) throws IOException {
        return kind.copyOf(in);
    }

    @Override
    public byte[] copy(byte[] from) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<byte[]> duplicate() {
        return this;
    }

    @Override
    public byte[] createInstance() {
        return null;
    }

    @Override
    public byte[] copy(byte[] from, byte[] reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public byte[] deserialize(byte[] reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer same && same.kind == kind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.name());
    }

    @Override
    public TypeSerializerSnapshot<byte[]> snapshotConfiguration() {
        return new Snapshot(kind);
    }

    /** Names the kind of value in a savepoint. */
    public static final class Snapshot implements TypeSerializerSnapshot<byte[]> {
        private static final int VERSION = 1;
        private StateKind kind;

        /** For Flink, before {@link #readSnapshot}. */
        public Snapshot() {}

        Snapshot(StateKind kind) {
            this.kind = kind;
        }

        @Override
        public int getCurrentVersion() {
            return VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(kind.name());
        }

        @Override
        public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
                throws IOException {
            kind = StateKind.valueOf(in.readUTF());
        }

        @Override
        public TypeSerializer<byte[]> restoreSerializer() {
            return new CodecSerializer(kind);
        }

        @Override
        public TypeSerializerSchemaCompatibility<byte[]> resolveSchemaCompatibility(
                TypeSerializerSnapshot<byte[]> old) {
            boolean same = old instanceof Snapshot snapshot && snapshot.kind == kind;
            return same
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}

package io.outpost.operate;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Stores state with the codecs of core. Every value carries the version of its format, so a newer
 * job reads what an older one has stored without a migration.
 */
final class CodecSerializer<T> extends TypeSerializer<T> {
    private final StateKind kind;

    CodecSerializer(StateKind kind) {
        this.kind = kind;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        kind.<T>codec().writer().write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return kind.<T>codec().reader().read(in);
    }

    @Override
    public T copy(T from) {
        return kind.<T>codec().copier().apply(from);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> same && same.kind == kind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.name());
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(kind);
    }

    /** Names the kind of value in a savepoint. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
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
        public TypeSerializer<T> restoreSerializer() {
            return new CodecSerializer<>(kind);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
                TypeSerializerSnapshot<T> old) {
            boolean same = old instanceof Snapshot<?> snapshot && snapshot.kind == kind;
            return same
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}

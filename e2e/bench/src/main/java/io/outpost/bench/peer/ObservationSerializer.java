package io.outpost.bench.peer;

import io.outpost.schemas.Observation;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Avro's bytes with their length before them. */
public final class ObservationSerializer extends TypeSerializer<Observation> {
    private transient PlainObservations plain;

    @Override
    public void serialize(Observation observation, DataOutputView out) throws IOException {
        byte[] bytes = PlainObservations.write(observation);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public Observation deserialize(DataInputView in) throws IOException {
        if (plain == null) {
            plain = new PlainObservations();
        }
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return plain.read(bytes);
    }

    @Override
    public Observation deserialize(Observation reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public Observation copy(Observation from) {
        return from;
    }

    @Override
    public Observation copy(Observation from, Observation reuse) {
        return from;
    }

    @Override
    public Observation createInstance() {
        return new Observation();
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializer<Observation> duplicate() {
        return new ObservationSerializer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservationSerializer;
    }

    @Override
    public int hashCode() {
        return ObservationSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observation> {
        public Snapshot() {
            super(ObservationSerializer::new);
        }
    }
}

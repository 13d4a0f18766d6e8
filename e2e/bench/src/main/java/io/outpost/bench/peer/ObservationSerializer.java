package io.outpost.bench.peer;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.flink.serializer.RecordSerializer;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Avro's bytes with their length before them. */
public final class ObservationSerializer extends RecordSerializer<Observation> {
    private transient PlainRecords<Observation> plain;

    @Override
    public void serialize(Observation observation, DataOutputView out) throws IOException {
        byte[] bytes = WireFormat.encode(RegistryFixture.OBSERVATION, observation);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public Observation deserialize(DataInputView in) throws IOException {
        if (plain == null) {
            plain = new PlainRecords<>(Observation.class);
        }
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return plain.read(bytes);
    }

    /** The reader is not thread-safe. */
    @Override
    public ObservationSerializer duplicate() {
        return new ObservationSerializer();
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

package io.outpost.archive.admit;

import io.outpost.core.weather.Quantity;
import io.outpost.flink.serializer.RecordSerializer;
import io.outpost.flink.serializer.RecordTypeInfo;
import io.outpost.flink.serializer.TextFields;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries observations through the exchange, and in the state of one that waits. */
public final class RawObservationSerializer extends RecordSerializer<RawObservation> {
    public static final RawObservationSerializer INSTANCE = new RawObservationSerializer();
    public static final RecordTypeInfo<RawObservation> TYPE =
            new RecordTypeInfo<>(RawObservation.class, INSTANCE);

    @Override
    public void serialize(RawObservation observation, DataOutputView out) throws IOException {
        TextFields.write(observation.placeId(), out);
        TextFields.write(observation.sensorId(), out);
        out.writeLong(observation.observedAtMillis());
        out.writeLong(observation.receivedAtMillis());
        out.writeInt(observation.partition());
        out.writeLong(observation.offset());
        out.writeInt(observation.intervalSeconds());
        out.writeInt(observation.present());
        for (int left = observation.present(); left != 0; left &= left - 1) {
            out.writeDouble(observation.values()[Integer.numberOfTrailingZeros(left)]);
        }
        out.writeLong(observation.flags());
        out.writeInt(observation.recordBytes());
        TextFields.writeBytes(observation.extras(), out);
    }

    @Override
    public RawObservation deserialize(DataInputView in) throws IOException {
        String placeId = TextFields.read(in);
        String sensorId = TextFields.read(in);
        long observedAtMillis = in.readLong();
        long receivedAtMillis = in.readLong();
        int partition = in.readInt();
        long offset = in.readLong();
        int intervalSeconds = in.readInt();
        int present = in.readInt();
        return new RawObservation(
                placeId,
                sensorId,
                observedAtMillis,
                receivedAtMillis,
                partition,
                offset,
                intervalSeconds,
                present,
                readValues(in, present),
                in.readLong(),
                in.readInt(),
                TextFields.readBytes(in));
    }

    private static double[] readValues(DataInputView in, int present) throws IOException {
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        for (int left = present; left != 0; left &= left - 1) {
            values[Integer.numberOfTrailingZeros(left)] = in.readDouble();
        }
        return values;
    }

    @Override
    public TypeSerializerSnapshot<RawObservation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer; it has no configuration. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawObservation> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

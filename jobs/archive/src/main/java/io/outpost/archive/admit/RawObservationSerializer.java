package io.outpost.archive.admit;

import io.outpost.weather.Quantity;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries observations through the exchange, and in the state of one that waits. */
public final class RawObservationSerializer extends ValueSerializer<RawObservation> {
    public static final RawObservationSerializer INSTANCE = new RawObservationSerializer();

    @Override
    public void serialize(RawObservation observation, DataOutputView out) throws IOException {
        out.writeLong(observation.placeKey());
        out.writeUTF(observation.placeId());
        out.writeLong(observation.sensorKey());
        out.writeUTF(observation.sensorId());
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
        out.writeInt(observation.extras() == null ? 0 : observation.extras().length);
        if (observation.extras() != null) {
            out.write(observation.extras());
        }
    }

    @Override
    public RawObservation deserialize(DataInputView in) throws IOException {
        long placeKey = in.readLong();
        String placeId = in.readUTF();
        long sensorKey = in.readLong();
        String sensorId = in.readUTF();
        long observedAtMillis = in.readLong();
        long receivedAtMillis = in.readLong();
        int partition = in.readInt();
        long offset = in.readLong();
        int intervalSeconds = in.readInt();
        int present = in.readInt();
        return new RawObservation(
                placeKey,
                placeId,
                sensorKey,
                sensorId,
                observedAtMillis,
                receivedAtMillis,
                partition,
                offset,
                intervalSeconds,
                present,
                readValues(in, present),
                in.readLong(),
                readExtras(in));
    }

    private static double[] readValues(DataInputView in, int present) throws IOException {
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        for (int left = present; left != 0; left &= left - 1) {
            values[Integer.numberOfTrailingZeros(left)] = in.readDouble();
        }
        return values;
    }

    private static byte[] readExtras(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length == 0) {
            return null;
        }
        byte[] extras = new byte[length];
        in.readFully(extras);
        return extras;
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

package io.outpost.flink.serializer;

import io.outpost.core.place.CompactData;
import io.outpost.core.place.Reading;
import io.outpost.core.weather.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a reading, in the exchange and in the state of one that waits. */
public final class ReadingFields {
    private static final int FORMAT = 1;

    private ReadingFields() {}

    /** As state, with the version of the format. */
    public static void writeStored(List<Reading> readings, DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeUnsigned(out, readings.size());
        for (Reading reading : readings) {
            write(reading, out);
        }
    }

    public static List<Reading> readStored(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "Reading");
        List<Reading> readings = new ArrayList<>();
        for (long left = CompactData.readUnsigned(in); left > 0; left--) {
            readings.add(read(in));
        }
        return readings;
    }

    public static void write(Reading reading, DataOutput out) throws IOException {
        out.writeLong(reading.sensorKey());
        TextFields.write(reading.sensorId(), out);
        out.writeLong(reading.observedAtMillis());
        out.writeLong(reading.receivedAtMillis());
        out.writeInt(reading.intervalSeconds());
        writeValues(reading.values(), out);
        out.writeLong(reading.flags());
        out.writeInt(reading.fingerprint());
        TextFields.writeOrigin(reading.origin(), out);
    }

    public static Reading read(DataInput in) throws IOException {
        return new Reading(
                in.readLong(),
                TextFields.read(in),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                readValues(in),
                in.readLong(),
                in.readInt(),
                TextFields.readOrigin(in));
    }

    public static void writeValues(double[] values, DataOutput out) throws IOException {
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            present |= Double.isNaN(values[i]) ? 0 : 1 << i;
        }
        out.writeInt(present);
        for (double value : values) {
            if (!Double.isNaN(value)) {
                out.writeDouble(value);
            }
        }
    }

    public static double[] readValues(DataInput in) throws IOException {
        int present = in.readInt();
        double[] values = new double[Quantity.COUNT];
        for (int i = 0; i < values.length; i++) {
            values[i] = (present >>> i & 1) == 0 ? Double.NaN : in.readDouble();
        }
        return values;
    }
}

package io.outpost.operate;

import io.outpost.place.CompactData;
import io.outpost.place.Origin;
import io.outpost.place.Reading;
import io.outpost.weather.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The fields of a reading, in the exchange and in the state of one that waits. */
final class ReadingFields {
    private static final int FORMAT = 2;

    /** Had the sensor's id as Java's modified UTF-8. */
    private static final int FORMAT_1 = 1;

    private static final int ABSENT = -1;

    private ReadingFields() {}

    /** As state, with the version of the format. */
    static void writeStored(Reading reading, DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        write(reading, out);
    }

    static Reading readStored(DataInput in) throws IOException {
        int format = CompactData.expectFormat(in, FORMAT, "Reading");
        return read(in, format == FORMAT_1);
    }

    static void write(Reading reading, DataOutput out) throws IOException {
        out.writeLong(reading.sensorKey());
        TextFields.write(reading.sensorId(), out);
        out.writeLong(reading.observedAtMillis());
        out.writeLong(reading.receivedAtMillis());
        out.writeInt(reading.intervalSeconds());
        writeValues(reading.values(), out);
        out.writeLong(reading.flags());
        out.writeInt(reading.fingerprint());
        writeOrigin(reading.origin(), out);
    }

    static Reading read(DataInput in) throws IOException {
        return read(in, false);
    }

    private static Reading read(DataInput in, boolean modifiedText) throws IOException {
        return new Reading(
                in.readLong(),
                modifiedText ? in.readUTF() : TextFields.read(in),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                readValues(in),
                in.readLong(),
                in.readInt(),
                readOrigin(in));
    }

    static void writeOrigin(Origin origin, DataOutput out) throws IOException {
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
        out.writeBoolean(origin.headerNames() != null);
        if (origin.headerNames() != null) {
            writeBytes(origin.key(), out);
            writeBytes(origin.value(), out);
            out.writeInt(origin.headerNames().length);
            for (int i = 0; i < origin.headerNames().length; i++) {
                out.writeUTF(origin.headerNames()[i]);
                writeBytes(origin.headerValues()[i], out);
            }
        }
    }

    static Origin readOrigin(DataInput in) throws IOException {
        int partition = in.readInt();
        long offset = in.readLong();
        if (!in.readBoolean()) {
            return Origin.of(partition, offset);
        }
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        int headers = in.readInt();
        String[] names = new String[headers];
        byte[][] values = new byte[headers][];
        for (int i = 0; i < headers; i++) {
            names[i] = in.readUTF();
            values[i] = readBytes(in);
        }
        return new Origin(partition, offset, key, value, names, values);
    }

    private static void writeValues(double[] values, DataOutput out) throws IOException {
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            present |= Double.isNaN(values[i]) ? 0 : 1 << i;
        }
        out.writeShort(present);
        for (double value : values) {
            if (!Double.isNaN(value)) {
                out.writeDouble(value);
            }
        }
    }

    private static double[] readValues(DataInput in) throws IOException {
        int present = in.readUnsignedShort();
        double[] values = new double[Quantity.COUNT];
        for (int i = 0; i < values.length; i++) {
            values[i] = (present >>> i & 1) == 0 ? Double.NaN : in.readDouble();
        }
        return values;
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}

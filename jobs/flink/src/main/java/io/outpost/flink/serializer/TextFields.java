package io.outpost.flink.serializer;

import io.outpost.core.condition.Driver;
import io.outpost.core.place.Origin;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts and bytes of any length in what goes from task to task. Their lengths may come from
 * senders, so none has less than 32 bits.
 */
public final class TextFields {
    private static final int ABSENT = -1;

    private TextFields() {}

    public static void write(String text, DataOutput out) throws IOException {
        writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
    }

    /** Null when null was written. */
    public static String read(DataInput in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** Null when null was written. */
    public static byte[] readBytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    public static void writeOrigin(Origin origin, DataOutput out) throws IOException {
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
        out.writeBoolean(origin.headerNames() != null);
        if (origin.headerNames() != null) {
            writeBytes(origin.key(), out);
            writeBytes(origin.value(), out);
            out.writeInt(origin.headerNames().length);
            for (int i = 0; i < origin.headerNames().length; i++) {
                write(origin.headerNames()[i], out);
                writeBytes(origin.headerValues()[i], out);
            }
        }
    }

    public static Origin readOrigin(DataInput in) throws IOException {
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
            names[i] = read(in);
            values[i] = readBytes(in);
        }
        return new Origin(partition, offset, key, value, names, values);
    }

    public static void writeDrivers(Driver[] drivers, DataOutput out) throws IOException {
        out.writeInt(drivers.length);
        for (Driver driver : drivers) {
            write(driver.measure(), out);
            out.writeDouble(driver.value());
            out.writeInt(driver.windowSeconds());
        }
    }

    public static Driver[] readDrivers(DataInput in) throws IOException {
        Driver[] drivers = new Driver[in.readInt()];
        for (int i = 0; i < drivers.length; i++) {
            drivers[i] = new Driver(read(in), in.readDouble(), in.readInt());
        }
        return drivers;
    }
}

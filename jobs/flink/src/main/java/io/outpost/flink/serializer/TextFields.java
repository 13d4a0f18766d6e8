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

    /** How the headers of a record are written. */
    private static final byte NOT_CARRIED = 0;

    private static final byte LISTED = 1;
    private static final byte USUAL = 2;

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
        writePart(bytes, 0, bytes == null ? 0 : bytes.length, out);
    }

    private static void writePart(byte[] bytes, int from, int length, DataOutput out)
            throws IOException {
        out.writeInt(bytes == null ? ABSENT : length);
        if (bytes != null) {
            out.write(bytes, from, length);
        }
    }

    /** Null when null was written. */
    public static byte[] readBytes(DataInput in) throws IOException {
        return readBytes(in.readInt(), in);
    }

    private static byte[] readBytes(int length, DataInput in) throws IOException {
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
        out.writeInt(origin.recordBytes());
        int headers = headers(origin);
        out.writeByte(headers);
        if (headers != NOT_CARRIED) {
            writePart(origin.keyBytes(), origin.keyFrom(), origin.keyLength(), out);
            writePart(origin.valueBytes(), origin.valueFrom(), origin.valueLength(), out);
        }
        if (headers == LISTED) {
            out.writeInt(origin.headerNames().length);
            for (int i = 0; i < origin.headerNames().length; i++) {
                write(origin.headerNames()[i], out);
                writeBytes(origin.headerValues()[i], out);
            }
        }
    }

    private static int headers(Origin origin) {
        if (origin.headerNames() == null) {
            return NOT_CARRIED;
        }
        return UsualHeaders.are(origin.headerNames(), origin.headerValues()) ? USUAL : LISTED;
    }

    /** Its key and value stay where they are in a {@link SharedBytes}. */
    public static Origin readOrigin(DataInput in) throws IOException {
        int partition = in.readInt();
        long offset = in.readLong();
        int recordBytes = in.readInt();
        byte headers = in.readByte();
        if (headers == NOT_CARRIED) {
            return new Origin(partition, offset, recordBytes, null, null, null, null);
        }
        int keyLength = in.readInt();
        int keyFrom = partFrom(in);
        byte[] keyBytes = readPart(keyLength, in);
        int valueLength = in.readInt();
        int valueFrom = partFrom(in);
        byte[] valueBytes = readPart(valueLength, in);
        String[] names = UsualHeaders.names();
        byte[][] values = UsualHeaders.values();
        if (headers == LISTED) {
            names = new String[in.readInt()];
            values = new byte[names.length][];
            for (int i = 0; i < names.length; i++) {
                names[i] = read(in);
                values[i] = readBytes(in);
            }
        }
        return new Origin(
                partition,
                offset,
                recordBytes,
                keyBytes,
                keyFrom,
                Math.max(keyLength, 0),
                valueBytes,
                valueFrom,
                Math.max(valueLength, 0),
                names,
                values);
    }

    /** Where in its array the part begins that is read next. */
    private static int partFrom(DataInput in) {
        return in instanceof SharedBytes shared ? shared.getPosition() : 0;
    }

    /** The array that has the part; null when null was written. */
    private static byte[] readPart(int length, DataInput in) throws IOException {
        return length != ABSENT && in instanceof SharedBytes shared
                ? shared.pass(length)
                : readBytes(length, in);
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

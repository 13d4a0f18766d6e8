package io.outpost.flink.serializer;

import io.outpost.core.condition.Driver;
import io.outpost.core.place.Origin;
import io.outpost.schemas.wire.RecordType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    private static final String[] USUAL_NAMES = {RecordType.HEADER};
    private static final byte[][] USUAL_VALUES = {
        RecordType.OBSERVATION.fullName().getBytes(StandardCharsets.UTF_8)
    };

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
        out.writeInt(origin.recordBytes());
        int headers = headers(origin);
        out.writeByte(headers);
        if (headers != NOT_CARRIED) {
            writeBytes(origin.key(), out);
            writeBytes(origin.value(), out);
        }
        if (headers == LISTED) {
            out.writeInt(origin.headerNames().length);
            for (int i = 0; i < origin.headerNames().length; i++) {
                write(origin.headerNames()[i], out);
                writeBytes(origin.headerValues()[i], out);
            }
        }
    }

    /** Nearly every record has no header, or the one that says that it is an observation. */
    private static int headers(Origin origin) {
        if (origin.headerNames() == null) {
            return NOT_CARRIED;
        }
        boolean isUsual =
                origin.headerNames().length == 1
                        && origin.headerNames()[0].equals(RecordType.HEADER)
                        && Arrays.equals(origin.headerValues()[0], USUAL_VALUES[0]);
        return isUsual ? USUAL : LISTED;
    }

    public static Origin readOrigin(DataInput in) throws IOException {
        int partition = in.readInt();
        long offset = in.readLong();
        int recordBytes = in.readInt();
        byte headers = in.readByte();
        if (headers == NOT_CARRIED) {
            return new Origin(partition, offset, recordBytes, null, null, null, null);
        }
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        if (headers == USUAL) {
            return new Origin(
                    partition, offset, recordBytes, key, value, USUAL_NAMES, USUAL_VALUES);
        }
        String[] names = new String[in.readInt()];
        byte[][] values = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = read(in);
            values[i] = readBytes(in);
        }
        return new Origin(partition, offset, recordBytes, key, value, names, values);
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

package io.outpost.operate;

import io.outpost.condition.Driver;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts in what is carried from task to task, and the drivers of a condition. */
final class TextFields {
    private TextFields() {}

    /** Ids, many per second: as bytes in one piece, where {@code writeUTF} goes by character. */
    static void write(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    static String read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeOptional(String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    static String readOptional(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    static void writeDrivers(Driver[] drivers, DataOutput out) throws IOException {
        out.writeInt(drivers.length);
        for (Driver driver : drivers) {
            out.writeUTF(driver.measure());
            out.writeDouble(driver.value());
            out.writeInt(driver.windowSeconds());
        }
    }

    static Driver[] readDrivers(DataInput in) throws IOException {
        Driver[] drivers = new Driver[in.readInt()];
        for (int i = 0; i < drivers.length; i++) {
            drivers[i] = new Driver(in.readUTF(), in.readDouble(), in.readInt());
        }
        return drivers;
    }
}

package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Small encodings for state: variable-length integers, and numbers that sensors print with few
 * decimals.
 */
public final class CompactData {
    private static final double DECIMALS = 1000;
    private static final long LARGEST_DECIMAL = 1L << 50;

    private CompactData() {}

    /** Writes the version of a value's format, to be checked by {@link #expectFormat}. */
    public static void writeFormat(DataOutput out, int version) throws IOException {
        out.writeByte(version);
    }

    /** Fails with a clear message when a value was written by a newer version. */
    public static int expectFormat(DataInput in, int newest, String what) throws IOException {
        return expectFormat(in, 1, newest, what);
    }

    /** The same for a value whose first formats no released version has written. */
    static int expectFormat(DataInput in, int oldest, int newest, String what) throws IOException {
        int version = in.readUnsignedByte();
        if (version < oldest || version > newest) {
            throw new IOException(
                    "%s was written in format %d, this version reads %d to %d"
                            .formatted(what, version, oldest, newest));
        }
        return version;
    }

    public static void writeUnsigned(DataOutput out, long value) throws IOException {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.writeByte((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    public static long readUnsigned(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    public static void writeSigned(DataOutput out, long value) throws IOException {
        writeUnsigned(out, (value << 1) ^ (value >> 63));
    }

    public static long readSigned(DataInput in) throws IOException {
        long folded = readUnsigned(in);
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** Writes a double exactly: in 2 to 4 bytes when it has at most three decimals, else in 9. */
    public static void writeNumber(DataOutput out, double value) throws IOException {
        if (Double.doubleToRawLongBits(value) == 0) {
            out.writeByte(1);
            return;
        }
        // Math.rint is exact, and one instruction; StrictMath's is the same number by a call.
        long whole = (long) Math.rint(value * DECIMALS);
        boolean decimal =
                whole > -LARGEST_DECIMAL
                        && whole < LARGEST_DECIMAL
                        && Double.doubleToRawLongBits(whole / DECIMALS)
                                == Double.doubleToRawLongBits(value);
        if (decimal) {
            writeUnsigned(out, (((whole << 1) ^ (whole >> 63)) << 1) | 1);
        } else {
            out.writeByte(0);
            out.writeDouble(value);
        }
    }

    public static double readNumber(DataInput in) throws IOException {
        long code = readUnsigned(in);
        if (code == 0) {
            return in.readDouble();
        }
        long folded = code >>> 1;
        return ((folded >>> 1) ^ -(folded & 1)) / DECIMALS;
    }

    /**
     * Writes a text of any length, in UTF-8; a length of 16 bits would fail where a sender's does
     * not fit.
     */
    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(out, bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[(int) readUnsigned(in)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeSortedLongs(DataOutput out, long[] sorted) throws IOException {
        writeUnsigned(out, sorted.length);
        long previous = 0;
        for (long value : sorted) {
            writeSigned(out, value - previous);
            previous = value;
        }
    }

    static long[] readSortedLongs(DataInput in) throws IOException {
        long[] sorted = new long[(int) readUnsigned(in)];
        long previous = 0;
        for (int i = 0; i < sorted.length; i++) {
            previous += readSigned(in);
            sorted[i] = previous;
        }
        return sorted;
    }
}

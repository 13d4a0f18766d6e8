package io.outpost.flink.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows in the binary format of Postgres's COPY: a header; for each row the number of its fields,
 * and each field with its length before it; a trailer.
 */
public final class CopyBytes {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };
    private static final int NO_VALUE = -1;
    private static final int TRAILER = -1;
    private static final byte JSON_VERSION = 1;

    /** Postgres counts from 2000-01-01. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final long MICROS_PER_MILLI = 1000;
    private static final int NUMBER_BYTES = Integer.BYTES + Long.BYTES;

    private ByteBuffer buffer;

    /** Grows from a size, bytes. */
    public CopyBytes(int firstBytes) {
        buffer = ByteBuffer.allocate(firstBytes);
    }

    /** Begins anew. */
    public void clear() {
        buffer.clear();
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Number of bytes so far. */
    public int length() {
        return buffer.position();
    }

    /** The bytes, of which the first {@link #length} count; not to be changed. */
    public byte[] array() {
        return buffer.array();
    }

    /** Ends the rows; to be taken back by {@link #reopen} when more are to come. */
    public void end() {
        room(Short.BYTES).putShort((short) TRAILER);
    }

    public void reopen() {
        buffer.position(buffer.position() - Short.BYTES);
    }

    public void beginRow(int fields) {
        room(Short.BYTES).putShort((short) fields);
    }

    public void noValue() {
        room(Integer.BYTES).putInt(NO_VALUE);
    }

    /** Postgres keeps no NUL in a text: it becomes the replacement character. */
    public void text(String text) {
        String storable = text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
        byte[] utf8 = storable.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    }

    /** A value of type jsonb. */
    public void json(byte[] utf8) {
        room(Integer.BYTES + 1 + utf8.length).putInt(1 + utf8.length).put(JSON_VERSION).put(utf8);
    }

    /** A time, from ms since 1970. */
    public void timestamp(long millis) {
        bigInteger((millis - EPOCH_MILLIS) * MICROS_PER_MILLI);
    }

    public void smallInteger(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    }

    public void integer(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    public void bigInteger(long value) {
        room(NUMBER_BYTES).putInt(Long.BYTES).putLong(value);
    }

    public void number(double value) {
        room(NUMBER_BYTES).putInt(Double.BYTES).putDouble(value);
    }

    public void flag(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            int used = buffer.position();
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), capacity)).position(used);
        }
        return buffer;
    }
}

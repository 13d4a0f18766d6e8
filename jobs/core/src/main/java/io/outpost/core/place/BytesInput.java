package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads stored bytes from memory, without the lock and the copy of a stream that each byte and each
 * number would cost. Throws {@link BufferUnderflowException} behind the last byte.
 */
final class BytesInput implements DataInput {
    private final ByteBuffer bytes;

    BytesInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Bytes that are left. */
    int available() {
        return bytes.remaining();
    }

    @Override
    public void readFully(byte[] into) {
        bytes.get(into);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) {
        bytes.get(into, offset, length);
    }

    @Override
    public int skipBytes(int most) {
        int skipped = Math.min(most, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        return skipped;
    }

    @Override
    public boolean readBoolean() {
        return bytes.get() != 0;
    }

    @Override
    public byte readByte() {
        return bytes.get();
    }

    @Override
    public int readUnsignedByte() {
        return Byte.toUnsignedInt(bytes.get());
    }

    @Override
    public short readShort() {
        return bytes.getShort();
    }

    @Override
    public int readUnsignedShort() {
        return Short.toUnsignedInt(bytes.getShort());
    }

    @Override
    public char readChar() {
        return bytes.getChar();
    }

    @Override
    public int readInt() {
        return bytes.getInt();
    }

    @Override
    public long readLong() {
        return bytes.getLong();
    }

    @Override
    public float readFloat() {
        return bytes.getFloat();
    }

    @Override
    public double readDouble() {
        return bytes.getDouble();
    }

    /** States have no lines. */
    @Override
    public String readLine() {
        throw new UnsupportedOperationException("states have no lines");
    }

    @Override
    public String readUTF() throws IOException {
        return DataInputStream.readUTF(this);
    }
}

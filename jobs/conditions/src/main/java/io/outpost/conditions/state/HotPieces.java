package io.outpost.conditions.state;

import io.outpost.core.place.Codec;
import io.outpost.core.place.CompactData;
import java.io.DataInput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The pieces of a place that change at nearly every snapshot, as one value: of each its kind, its
 * number and its bytes. Written anew each time. Not thread-safe.
 */
final class HotPieces {
    /** Of a value; it begins with the version of its format, and ends by itself. */
    static final Codec<byte[]> CODEC =
            new Codec<>((value, out) -> out.write(value), HotPieces::copy);

    private static final int FORMAT = 1;
    private static final int END = 0;
    private static final int FIRST_BYTES = 1024;

    private final DataOutputSerializer out = new DataOutputSerializer(FIRST_BYTES);

    /** Takes a piece. */
    interface Sink {
        void piece(int kind, long number, byte[] bytes) throws IOException;
    }

    void begin() throws IOException {
        out.clear();
        CompactData.writeFormat(out, FORMAT);
    }

    /**
     * Adds a piece.
     *
     * @param kind 1 to 255
     */
    void add(int kind, long number, byte[] bytes) throws IOException {
        add(kind, number, bytes, bytes.length);
    }

    /** The same of the first bytes of an array. */
    void add(int kind, long number, byte[] bytes, int length) throws IOException {
        out.writeByte(kind);
        CompactData.writeSigned(out, number);
        CompactData.writeUnsigned(out, length);
        out.write(bytes, 0, length);
    }

    byte[] end() throws IOException {
        out.writeByte(END);
        return out.getCopyOfBuffer();
    }

    static void read(byte[] value, Sink sink) throws IOException {
        read(new DataInputDeserializer(value), sink);
    }

    private static byte[] copy(DataInput in) throws IOException {
        HotPieces copy = new HotPieces();
        copy.begin();
        read(in, copy::add);
        return copy.end();
    }

    private static void read(DataInput in, Sink sink) throws IOException {
        CompactData.expectFormat(in, FORMAT, "Hot pieces");
        for (int kind = in.readUnsignedByte(); kind != END; kind = in.readUnsignedByte()) {
            long number = CompactData.readSigned(in);
            byte[] bytes = new byte[(int) CompactData.readUnsigned(in)];
            in.readFully(bytes);
            sink.piece(kind, number, bytes);
        }
    }
}

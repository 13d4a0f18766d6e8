package io.outpost.api.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One gzip stream (RFC 1952) that is made of chunks: the header, each chunk as raw deflate that
 * ends at a byte and knows nothing of those before, and a trailer. So each chunk can be inflated by
 * itself, and the stream can be made by several, one after the other.
 */
final class GzipChunks {

    /** No name, no time. */
    private static final byte[] HEADER = {
        0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff
    };

    /** The last block, which is empty: BFINAL, fixed codes, end of block. */
    private static final byte[] LAST_BLOCK = {3, 0};

    /** Header, last block, CRC-32 and length. */
    static final int BYTES_AROUND = 20;

    private static final int[] CRC_OF_BYTE = new int[256];

    static {
        for (int i = 0; i < CRC_OF_BYTE.length; i++) {
            int crc = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xedb88320;
            }
            CRC_OF_BYTE[i] = crc;
        }
    }

    private GzipChunks() {}

    static byte[] header() {
        return HEADER.clone();
    }

    /**
     * What ends the stream.
     *
     * @param crc32 of all bytes that were deflated
     * @param length how many they were
     */
    static byte[] trailer(int crc32, long length) {
        return ByteBuffer.allocate(BYTES_AROUND - HEADER.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(LAST_BLOCK)
                .putInt(crc32)
                .putInt((int) length)
                .array();
    }

    /** The CRC-32 of more bytes, behind those that have the given one; of none it is 0. */
    static int crc32(int before, byte[] more) {
        int crc = ~before;
        for (byte one : more) {
            crc = CRC_OF_BYTE[(crc ^ one) & 0xff] ^ crc >>> 8;
        }
        return ~crc;
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(bytes.length / 4 + 64);
            byte[] buffer = new byte[8_192];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                deflated.write(buffer, 0, count);
            } while (count == buffer.length);
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * Of a chunk the bytes that it was made of.
     *
     * @param length how many they are
     */
    static byte[] inflated(byte[] chunk, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(chunk);
            byte[] bytes = new byte[length];
            int count = 0;
            while (count < length) {
                int more = inflater.inflate(bytes, count, length - count);
                if (more == 0) {
                    throw new IllegalStateException("a chunk is shorter than it says");
                }
                count += more;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a chunk cannot be read", e);
        } finally {
            inflater.end();
        }
    }
}

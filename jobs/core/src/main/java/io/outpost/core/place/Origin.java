package io.outpost.core.place;

import java.util.Arrays;

/**
 * Where a record came from, and its bytes, by which it can still be rejected. Key and value may be
 * parts of larger arrays, which are not to be changed.
 *
 * @param recordBytes of key, value, and names and values of headers, as they stand in the log
 * @param keyBytes what the key is a part of; null: there is none
 * @param valueBytes what the value is a part of; null: there is none
 * @param headerNames null: the bytes are not carried along
 */
public record Origin(
        int partition,
        long offset,
        int recordBytes,
        byte[] keyBytes,
        int keyFrom,
        int keyLength,
        byte[] valueBytes,
        int valueFrom,
        int valueLength,
        String[] headerNames,
        byte[][] headerValues) {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    /** With a key and a value of its own; null: none. */
    public Origin(
            int partition,
            long offset,
            int recordBytes,
            byte[] key,
            byte[] value,
            String[] headerNames,
            byte[][] headerValues) {
        this(
                partition,
                offset,
                recordBytes,
                key,
                0,
                length(key),
                value,
                0,
                length(value),
                headerNames,
                headerValues);
    }

    /** Of a record as it stands in the log. */
    public Origin(
            int partition,
            long offset,
            byte[] key,
            byte[] value,
            String[] headerNames,
            byte[][] headerValues) {
        this(
                partition,
                offset,
                recordBytes(key, value, headerNames, headerValues),
                key,
                value,
                headerNames,
                headerValues);
    }

    /** Without the bytes, and of no size. */
    public static Origin of(int partition, long offset) {
        return new Origin(partition, offset, 0, null, null, null, null);
    }

    /** The key by itself; null: there is none. */
    public byte[] key() {
        return part(keyBytes, keyFrom, keyLength);
    }

    /** The value by itself; null: there is none. */
    public byte[] value() {
        return part(valueBytes, valueFrom, valueLength);
    }

    /** The same, to be kept for long: holds no larger array. */
    public Origin owned() {
        return new Origin(
                partition, offset, recordBytes, key(), value(), headerNames, headerValues);
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        return bytes == null || length == bytes.length
                ? bytes
                : Arrays.copyOfRange(bytes, from, from + length);
    }

    private static int recordBytes(byte[] key, byte[] value, String[] names, byte[][] values) {
        int bytes = length(key) + length(value);
        for (int i = 0; i < names.length; i++) {
            bytes += utf8Length(names[i]) + length(values[i]);
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** A surrogate counts for two bytes, half of its pair's four. */
    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            int wide = one < TWO_BYTES || Character.isSurrogate(one) ? 2 : 3;
            bytes += one < ONE_BYTE ? 1 : wide;
        }
        return bytes;
    }
}

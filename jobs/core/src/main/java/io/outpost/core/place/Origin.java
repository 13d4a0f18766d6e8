package io.outpost.core.place;

/**
 * Where a record came from, and its bytes, by which it can still be rejected.
 *
 * @param recordBytes of key, value, and names and values of headers, as they stand in the log
 * @param headerNames null: the bytes are not carried along
 */
public record Origin(
        int partition,
        long offset,
        int recordBytes,
        byte[] key,
        byte[] value,
        String[] headerNames,
        byte[][] headerValues) {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

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

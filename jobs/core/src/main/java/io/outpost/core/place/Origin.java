package io.outpost.core.place;

/**
 * Where a record came from. The bytes are carried along only where the record may still be
 * rejected; else they are null.
 */
public record Origin(
        int partition,
        long offset,
        byte[] key,
        byte[] value,
        String[] headerNames,
        byte[][] headerValues) {
    public static Origin of(int partition, long offset) {
        return new Origin(partition, offset, null, null, null, null);
    }
}

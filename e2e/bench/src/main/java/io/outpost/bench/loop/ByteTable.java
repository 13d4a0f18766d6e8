package io.outpost.bench.loop;

import java.nio.ByteBuffer;

/** Bytes by bytes, such as a store of Kafka Streams. */
public interface ByteTable {
    /** Null: there is no value. */
    byte[] get(byte[] key);

    /** Neither array is changed afterwards. */
    void put(byte[] key, byte[] value);

    /** The key of a place's entry in a table of several entries per place, at most 256. */
    static byte[] key(long placeHash, int slot) {
        return ByteBuffer.allocate(Long.BYTES + 1).putLong(placeHash).put((byte) slot).array();
    }
}

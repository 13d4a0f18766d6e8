package io.outpost.bench.digest;

import java.util.Arrays;

/**
 * The hash of the last revision of every row, by a hash of the row's key; 0 is a row that was
 * retracted. Open addressing, at most half full.
 */
final class LastRevisions {
    private static final int FIRST_CAPACITY = 1 << 10;

    /** 0 marks a free slot. */
    private static final long INSTEAD_OF_ZERO = 0x9E37_79B9_7F4A_7C15L;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] hashes = new long[FIRST_CAPACITY];
    private int size;

    /** Keeps a revision; returns the hash of the one before, 0 when there was none. */
    long put(long rowKey, long hash) {
        if (2 * size >= keys.length) {
            grow();
        }
        long key = rowKey == 0 ? INSTEAD_OF_ZERO : rowKey;
        int slot = slot(key);
        size += keys[slot] == key ? 0 : 1;
        keys[slot] = key;
        long before = hashes[slot];
        hashes[slot] = hash;
        return before;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ (key >>> 32)) & mask;
        while (keys[slot] != key && keys[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldHashes = hashes;
        keys = new long[2 * oldKeys.length];
        hashes = Arrays.copyOf(oldHashes, keys.length);
        Arrays.fill(hashes, 0);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }
}

package io.outpost.cli.verify.log;

/** The key group that Flink gives a place id, of 128: written from what Flink documents of it. */
final class KeyGroups {
    private static final int COUNT = 128;

    private KeyGroups() {}

    /** 0 to 127. */
    static int of(String placeId) {
        return magnitude(murmur3(placeId.hashCode())) % COUNT;
    }

    /** MurmurHash3 (x86, 32 bits, seed 0) of one block of four bytes. */
    private static int murmur3(int block) {
        int hash = Integer.rotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
        hash = Integer.rotateLeft(hash, 13) * 5 + 0xE6546B64;
        hash ^= Integer.BYTES;
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    /** The least number has none, and counts as 0. */
    private static int magnitude(int hash) {
        return hash == Integer.MIN_VALUE ? 0 : Math.abs(hash);
    }
}

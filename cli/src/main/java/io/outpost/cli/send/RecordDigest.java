package io.outpost.cli.send;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * A digest of a set of records that does not depend on their order: the sum modulo 2^64 of the
 * first 8 bytes (big endian) of SHA-256(length of the key in 4 bytes big endian, key in UTF-8,
 * value). Not thread-safe.
 */
public final class RecordDigest {
    private static final int FIRST_CAPACITY = 1024;

    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] hash = new byte[sha256.getDigestLength()];
    private final ByteBuffer hashed = ByteBuffer.wrap(hash);
    private ByteBuffer input = ByteBuffer.allocate(FIRST_CAPACITY);
    private long sum;

    /**
     * Adds one.
     *
     * @param key in UTF-8
     */
    public void add(byte[] key, byte[] value) {
        int length = Integer.BYTES + key.length + value.length;
        if (input.capacity() < length) {
            input = ByteBuffer.allocate(2 * length);
        }
        input.clear().putInt(key.length).put(key).put(value);
        sha256.update(input.array(), 0, length);
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        sum += hashed.getLong(0);
    }

    /** 16 hexadecimal digits. */
    public String hex() {
        return String.format("%016x", sum);
    }
}

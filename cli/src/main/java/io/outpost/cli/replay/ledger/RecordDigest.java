package io.outpost.cli.replay.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A digest of a set of records that does not depend on their order: the sum modulo 2^64 of the
 * first 8 bytes (big endian) of SHA-256(length of the key in 4 bytes big endian, key in UTF-8,
 * value). Not thread-safe.
 */
public final class RecordDigest {
    private final MessageDigest sha256 = Sha256.newDigest();
    private long sum;

    public void add(String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(keyBytes.length).array());
        sha256.update(keyBytes);
        sum += ByteBuffer.wrap(sha256.digest(value)).getLong();
    }

    /** 16 hexadecimal digits. */
    public String hex() {
        return String.format("%016x", sum);
    }
}

package io.outpost.cli.verify.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.header.Header;

/** Hashes of 64 bits, cut from SHA-256. Not thread-safe. */
public final class Hash64 {
    private static final int FIRST_CAPACITY = 4096;

    private final MessageDigest sha256 = newDigest();
    private final byte[] hash = new byte[sha256.getDigestLength()];
    private ByteBuffer input = ByteBuffer.allocate(FIRST_CAPACITY);

    /**
     * Of a record, as the senders' ledgers have it: of the key's length in 4 bytes big endian, the
     * key and the value. An absent key or value counts as an empty one.
     */
    public long of(byte[] key, byte[] value) {
        byte[] keyBytes = key == null ? new byte[0] : key;
        byte[] valueBytes = value == null ? new byte[0] : value;
        room(Integer.BYTES + keyBytes.length + valueBytes.length);
        input.putInt(keyBytes.length).put(keyBytes).put(valueBytes);
        return digest();
    }

    /** Of texts, in this order. */
    public long of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\u0001');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        input.put(bytes);
        return digest();
    }

    /** Of headers but those that Outpost adds; 0 without any. */
    public long ofHeaders(Iterable<Header> headers) {
        long sum = 0;
        for (Header header : headers) {
            if (!header.key().startsWith("outpost.")) {
                sum += 31 * sum + of(header.key().getBytes(StandardCharsets.UTF_8), header.value());
            }
        }
        return sum;
    }

    private void room(int bytes) {
        if (input.capacity() < bytes) {
            input = ByteBuffer.allocate(2 * bytes);
        }
        input.clear();
    }

    private long digest() {
        sha256.update(input.array(), 0, input.position());
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return ByteBuffer.wrap(hash).getLong();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

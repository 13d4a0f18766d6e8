package io.outpost.api.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a reader of the topic is: of each partition the offset that it reads next. As text it is
 * the id of an event, which says nothing of who reads, so that every process can go on from it.
 */
final class StreamPosition {

    static final int MAX_CHARACTERS = 4_000;
    private static final byte FORMAT = 1;
    private static final int MAX_BYTES_OF_A_NUMBER = 9;
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private final long[] next;

    private StreamPosition(long[] next) {
        this.next = next;
    }

    static StreamPosition of(long... next) {
        return new StreamPosition(next.clone());
    }

    /** Of a text that {@link #id} has made; empty: it is another one. */
    static Optional<StreamPosition> parse(String id) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
            if (id.length() > MAX_CHARACTERS || !bytes.hasRemaining() || bytes.get() != FORMAT) {
                return Optional.empty();
            }
            long[] next = new long[bytes.remaining()];
            int count = 0;
            while (bytes.hasRemaining()) {
                next[count++] = number(bytes);
            }
            StreamPosition read = new StreamPosition(Arrays.copyOf(next, count));
            return read.id().equals(id) ? Optional.of(read) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String id() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + next.length * MAX_BYTES_OF_A_NUMBER);
        bytes.put(FORMAT);
        for (long offset : next) {
            put(offset, bytes);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** How many partitions it knows. */
    int partitions() {
        return next.length;
    }

    /** The offset that is read next; of a partition that it does not know yet, the first. */
    long offset(int partition) {
        return partition < next.length ? next[partition] : 0;
    }

    /** Whether no partition is before where another position has it. */
    boolean reaches(StreamPosition other) {
        return passedBy(other) == 0;
    }

    /** How many offsets another position is further on, over the partitions in which it is. */
    long passedBy(StreamPosition other) {
        long passed = 0;
        for (int i = 0; i < Math.max(next.length, other.next.length); i++) {
            passed += Math.max(0, other.offset(i) - offset(i));
        }
        return passed;
    }

    /** This, but no further than another. */
    StreamPosition atMost(StreamPosition other) {
        long[] less = next.clone();
        for (int i = 0; i < less.length; i++) {
            less[i] = Math.min(less[i], other.offset(i));
        }
        return new StreamPosition(less);
    }

    /** This, but there. */
    StreamPosition with(int partition, long offset) {
        long[] changed = Arrays.copyOf(next, Math.max(next.length, partition + 1));
        changed[partition] = offset;
        return new StreamPosition(changed);
    }

    private static void put(long number, ByteBuffer bytes) {
        long rest = number;
        while (rest >= MORE) {
            bytes.put((byte) ((rest & (MORE - 1)) | MORE));
            rest >>>= BITS;
        }
        bytes.put((byte) rest);
    }

    /** Fails where the bytes end before the number does, or it is none of a topic. */
    private static long number(ByteBuffer bytes) {
        long number = 0;
        for (int i = 0; i < MAX_BYTES_OF_A_NUMBER; i++) {
            if (!bytes.hasRemaining()) {
                throw new IllegalArgumentException("a number has no end");
            }
            byte part = bytes.get();
            number |= (long) (part & (MORE - 1)) << (i * BITS);
            if (part >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamPosition position && Arrays.equals(next, position.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}

package io.outpost.flink.serializer;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * An array to be read that is not changed any more: what is read of it may refer to it instead of a
 * copy. Not thread-safe.
 */
public final class SharedBytes extends DataInputDeserializer {
    private final byte[] bytes;

    public SharedBytes(byte[] bytes) {
        super(bytes);
        this.bytes = bytes;
    }

    /** Passes what stands next; returns the array that it stands in. */
    byte[] pass(int length) throws IOException {
        skipBytesToRead(length);
        return bytes;
    }
}

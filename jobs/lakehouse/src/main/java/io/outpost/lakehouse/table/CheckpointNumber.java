package io.outpost.lakehouse.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Stores the number of a checkpoint. */
final class CheckpointNumber implements SimpleVersionedSerializer<Long> {
    private static final int FORMAT = 1;

    @Override
    public int getVersion() {
        return FORMAT;
    }

    @Override
    public byte[] serialize(Long checkpoint) {
        return ByteBuffer.allocate(Long.BYTES).putLong(checkpoint).array();
    }

    @Override
    public Long deserialize(int version, byte[] stored) throws IOException {
        if (version != FORMAT) {
            throw new IOException("unknown format of a checkpoint's number: " + version);
        }
        return ByteBuffer.wrap(stored).getLong();
    }
}

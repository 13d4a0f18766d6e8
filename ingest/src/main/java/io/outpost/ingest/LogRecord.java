package io.outpost.ingest;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A record on its way to the log.
 *
 * @param placeId its key, by which it finds its partition
 * @param value in the wire format
 */
public record LogRecord(String placeId, byte[] value, List<Header> headers) {
    private static final long OVERHEAD_BYTES = 128;

    /** About what it takes of the producer's buffers. */
    long bytes() {
        return OVERHEAD_BYTES + value.length;
    }
}

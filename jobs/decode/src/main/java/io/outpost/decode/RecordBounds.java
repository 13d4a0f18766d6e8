package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.core.place.RejectionReason;
import java.nio.charset.StandardCharsets;

/**
 * How large a record of the log may be, whatever it holds. Lengths are a sender's: one that is
 * within these fits every serializer, state and topic behind the decoding.
 */
final class RecordBounds {
    /** Of key and value together. */
    static final int MOST_BYTES = 1024 * 1024;

    static final int MOST_HEADERS = 64;

    /** Of the names, in UTF-8, and the values of all headers. */
    static final int MOST_HEADER_BYTES = 32 * 1024;

    private RecordBounds() {}

    /** Rejects what is larger. */
    static void require(Origin origin) throws RejectedValueException {
        if (bytes(origin) > MOST_BYTES) {
            throw new RejectedValueException(
                    RejectionReason.TOO_LARGE, bytes(origin) + " bytes of key and value");
        }
        int headers = origin.headerNames().length;
        if (headers <= MOST_HEADERS && origin.recordBytes() - bytes(origin) <= MOST_HEADER_BYTES) {
            return;
        }
        long headerBytes = 0;
        for (int i = 0; i < headers; i++) {
            headerBytes += headerBytes(origin, i);
        }
        throw new RejectedValueException(
                RejectionReason.HEADERS_TOO_LARGE,
                headers + " headers of " + headerBytes + " bytes");
    }

    /** Of key and value. */
    static long bytes(Origin origin) {
        return (long) origin.keyLength() + origin.valueLength();
    }

    /** Of the name and the value of a header. */
    static long headerBytes(Origin origin, int header) {
        String name = origin.headerNames()[header];
        return (long) name.getBytes(StandardCharsets.UTF_8).length
                + length(origin.headerValues()[header]);
    }

    static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}

package io.outpost.api.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request: read whole, within a bound, or as a stream. Not thread-safe. */
final class Body {

    /** Of a body that is read whole. */
    static final int MAX_BYTES = 256 * 1024;

    private final InputStream stream;
    private byte[] whole;

    Body(InputStream stream) {
        this.stream = stream;
    }

    /**
     * All of it; the same array each time.
     *
     * @throws ProblemException TOO_LARGE beyond the bound; BAD_REQUEST when it does not come whole
     */
    byte[] bytes() {
        if (whole == null) {
            try {
                byte[] read = stream.readNBytes(MAX_BYTES + 1);
                if (read.length > MAX_BYTES) {
                    throw new ProblemException(
                            ProblemKind.TOO_LARGE,
                            "A body may have up to " + MAX_BYTES + " bytes; send several.");
                }
                whole = read;
            } catch (IOException e) {
                throw new ProblemException(
                        ProblemKind.BAD_REQUEST, "The body did not come whole; send it again.");
            }
        }
        return whole;
    }

    /** The same as a stream without a bound, unless it was read before. */
    InputStream stream() {
        return whole == null ? stream : new ByteArrayInputStream(whole);
    }
}

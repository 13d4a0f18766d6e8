package io.outpost.api.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

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
                throw unread(e);
            }
        }
        return whole;
    }

    /**
     * The same as a stream without a bound, unless it was read before. What ends early or comes too
     * slowly is a {@link ProblemException} there as well.
     */
    InputStream stream() {
        return whole == null ? new Unfailing(stream) : new ByteArrayInputStream(whole);
    }

    private static ProblemException unread(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return new ProblemException(
                        ProblemKind.TOO_SLOW, "The body must come faster than 1,000 bytes/s.");
            }
        }
        return new ProblemException(
                ProblemKind.BAD_REQUEST, "The body ended before all of it was there.");
    }

    /** What the client breaks off is no failure of ours. */
    private static final class Unfailing extends InputStream {

        private final InputStream stream;

        Unfailing(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() {
            try {
                return stream.read();
            } catch (IOException e) {
                throw unread(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return stream.read(bytes, from, length);
            } catch (IOException e) {
                throw unread(e);
            }
        }
    }
}

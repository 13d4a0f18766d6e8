package io.outpost.api.ingest;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream, each within a bound of bytes. Not thread-safe. */
final class NdjsonLines {
    /** Of a line; an observation with all that it may hold has less. */
    static final int LONGEST_BYTES = 64 * 1024;

    /** Of all lines. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_BYTES + 1];
    private int from;
    private int to;
    private int lineFrom;
    private int lineLength;
    private boolean isTooLong;
    private int number = -1;
    private long bytesRead;

    NdjsonLines(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next line; false: there is none.
     *
     * @throws ProblemException TOO_LARGE when there is more than a stream may have
     */
    boolean next() throws IOException {
        isTooLong = false;
        int searched = from;
        while (true) {
            for (int i = searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    line(i);
                    from = i + 1;
                    return true;
                }
            }
            searched = to;
            if (to - from > LONGEST_BYTES) {
                // Its beginning says enough: what follows up to the next line is passed over.
                isTooLong = true;
                from = to;
            }
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                searched -= from;
                to -= from;
                from = 0;
            }
            int read = in.read(buffer, to, buffer.length - to);
            if (read < 0) {
                boolean isLast = to > from || isTooLong;
                if (isLast) {
                    line(to);
                    from = to;
                }
                return isLast;
            }
            bytesRead += read;
            if (bytesRead > MOST_BYTES) {
                throw new ProblemException(
                        ProblemKind.TOO_LARGE,
                        "A stream may have up to %d bytes; up to line %d all was taken."
                                .formatted(MOST_BYTES, number));
            }
            to += read;
        }
    }

    private void line(int end) {
        number++;
        lineFrom = from;
        lineLength = end - from;
    }

    /** The bytes that hold the line, among others. */
    byte[] buffer() {
        return buffer;
    }

    int lineFrom() {
        return lineFrom;
    }

    int lineLength() {
        return lineLength;
    }

    /** True of a line of more bytes than it may have. */
    boolean isTooLong() {
        return isTooLong;
    }

    /** True of a line without anything but spaces. */
    boolean isBlank() {
        for (int i = lineFrom; i < lineFrom + lineLength; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return !isTooLong;
    }

    /** Of the line, from 0. */
    int number() {
        return number;
    }
}

package io.outpost.schemas.wire;

import java.nio.charset.StandardCharsets;

/** The header that says which submission of the conditions job has written a message. */
public final class WriterEpochHeader {
    public static final String NAME = "outpost.writer-epoch";

    /** No submission has it. */
    public static final long NONE = 0;

    private WriterEpochHeader() {}

    public static byte[] value(long writerEpoch) {
        return Long.toString(writerEpoch).getBytes(StandardCharsets.US_ASCII);
    }

    /** The epoch that a header says; {@link #NONE} where there is no header, or no number. */
    public static long epoch(byte[] value) {
        try {
            return value == null
                    ? NONE
                    : Long.parseLong(new String(value, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return NONE;
        }
    }
}

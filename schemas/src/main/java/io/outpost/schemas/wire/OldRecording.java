package io.outpost.schemas.wire;

import java.time.Instant;

/**
 * Observations of before 2000. A device that has lost its clock, or counts seconds where it should
 * count milliseconds, sends such times; so they are rejected, unless the record itself says that it
 * is of an old recording.
 */
public final class OldRecording {
    /** The earliest time of observation, inclusive, of a record that does not say so. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** Header that says so, with any value or none. */
    public static final String HEADER = "outpost.old-recording";

    private OldRecording() {}
}

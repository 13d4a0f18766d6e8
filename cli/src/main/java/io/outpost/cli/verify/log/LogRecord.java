package io.outpost.cli.verify.log;

/**
 * A record of the log that names its place: an observation, parameters of the place, a preference,
 * or a rejected record.
 */
public sealed interface LogRecord
        permits LoggedObservation, LoggedParameters, LoggedPreference, LoggedRejection {
    String placeId();

    int partition();

    long offset();

    /** Its append time, never earlier than that of a record before it in its partition. */
    long receivedAtMillis();

    /** One number for its position in the log. */
    default long position() {
        return position(partition(), offset());
    }

    /** One number for a position in the log. */
    static long position(int partition, long offset) {
        return (long) partition << 44 | offset;
    }

    static int partitionOf(long position) {
        return (int) (position >>> 44);
    }

    static long offsetOf(long position) {
        return position & ((1L << 44) - 1);
    }
}

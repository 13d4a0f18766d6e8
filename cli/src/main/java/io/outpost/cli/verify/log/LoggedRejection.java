package io.outpost.cli.verify.log;

/**
 * A record that is rejected by screening after it has named its place.
 *
 * @param reason as in the header of the rejected record
 */
public record LoggedRejection(
        String placeId, int partition, long offset, long receivedAtMillis, String reason)
        implements LogRecord {}

package io.outpost.cli.verify.log;

/**
 * A version of a preference at a place.
 *
 * @param document as it came; null: it is taken back
 * @param contentHash of key and value
 */
public record LoggedPreference(
        String placeId,
        int partition,
        long offset,
        long receivedAtMillis,
        String preferenceId,
        String ownerId,
        long version,
        String document,
        long contentHash)
        implements LogRecord {}

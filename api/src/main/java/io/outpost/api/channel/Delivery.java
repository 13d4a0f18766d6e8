package io.outpost.api.channel;

import java.time.Instant;

/**
 * What was to be delivered to a channel.
 *
 * @param number its place in the order of its channel
 */
record Delivery(long number, Shown shown) {

    /**
     * As its owner sees it.
     *
     * @param lastStatus of HTTP; null: there was no answer, or none is asked for
     * @param lastError what went wrong, or why it was not delivered; null: nothing
     * @param dueAt while it waits: not before
     */
    record Shown(
            String alertId,
            String kind,
            String state,
            String episodeId,
            String placeId,
            String preferenceId,
            String subject,
            String level,
            Instant at,
            int attempts,
            Integer lastStatus,
            String lastError,
            Instant lastTriedAt,
            Instant dueAt,
            Instant createdAt,
            Instant endedAt) {}
}

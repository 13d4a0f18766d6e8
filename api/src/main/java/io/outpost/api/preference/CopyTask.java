package io.outpost.api.preference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a worker has claimed of the copies that are pending.
 *
 * @param fresh to be written by this attempt, each by its place in the list
 * @param unsure of which earlier attempts may have written what they were to
 */
record CopyTask(UUID attempt, List<Fresh> fresh, List<Unsure> unsure) {

    /** A preference at a place. */
    record CopyKey(String preferenceId, String placeId) {}

    /**
     * What is to be written of one.
     *
     * @param document null: it is taken back
     */
    record Fresh(CopyKey key, String ownerId, long version, String document) {}

    /** What an earlier attempt was to write of one. */
    record Unsure(CopyKey key, UUID attempt, int number, Instant attemptAt) {}

    boolean isEmpty() {
        return fresh.isEmpty() && unsure.isEmpty();
    }
}

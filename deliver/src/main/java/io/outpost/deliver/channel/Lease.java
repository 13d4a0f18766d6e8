package io.outpost.deliver.channel;

import java.time.Duration;

/**
 * A channel that one worker has to itself for a time.
 *
 * @param secret null: it has none
 * @param failures in a row until now
 * @param followUp after so long without a word it is sent once more; null: never
 * @param worker whose it is
 */
record Lease(
        String ownerId,
        String channelId,
        Kind kind,
        String address,
        String secret,
        int failures,
        Duration followUp,
        String worker) {

    /** Without what must not be seen in a log. */
    @Override
    public String toString() {
        return ownerId + "/" + channelId + " (" + kind + ")";
    }
}

package io.outpost.deliver.channel;

/**
 * A delivery whose time has come.
 *
 * @param alertId names it within its channel
 * @param episodeId null: of none, as a trial
 * @param wasHeld it has waited for quiet hours, a mute or a snooze to end
 * @param attempts that failed
 * @param traceparent null: of no trace
 * @param holding what may hold it up now
 * @param isMoot its place, or its preference, is no more
 * @param isAcknowledged its owner has said that the episode is known
 */
record Due(
        String alertId,
        long number,
        String kind,
        String episodeId,
        String body,
        boolean wasHeld,
        int attempts,
        String traceparent,
        Holding holding,
        boolean isMoot,
        boolean isAcknowledged) {
    /** Of a delivery that asks for an answer once more. */
    static final String FOLLOW_UP = "FOLLOW_UP";

    /** Of one that the owner has asked for, to try the channel. */
    static final String TRIAL = "TRIAL";
}

package io.outpost.cli.verify.fold;

/**
 * The state of a condition after a minute.
 *
 * @param level 0 outside of an episode; so the peak and the episode's start
 * @param sinceMillis when a pending or recovery time began
 * @param isEvaluated false: never
 * @param lastObservedMillis of the newest observation it was evaluated by
 */
record ConditionState(
        String state,
        int level,
        int peak,
        long episodeStart,
        long sinceMillis,
        boolean isEvaluated,
        long lastObservedMillis) {
    static final ConditionState FIRST = new ConditionState("UNKNOWN", 0, 0, 0, 0, false, 0);
}

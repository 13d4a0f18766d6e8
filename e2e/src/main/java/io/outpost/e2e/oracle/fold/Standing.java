package io.outpost.e2e.oracle.fold;

/**
 * How a condition stands.
 *
 * @param level 0 outside of an episode; so the peak and the episode's start
 * @param sinceMillis when a pending or recovery time began
 * @param heard false: never judged
 * @param lastHeardMillis of the newest observation it was judged by
 */
record Standing(
        String state,
        int level,
        int peak,
        long episodeStart,
        long sinceMillis,
        boolean heard,
        long lastHeardMillis) {
    static final Standing FIRST = new Standing("UNKNOWN", 0, 0, 0, 0, false, 0);
}

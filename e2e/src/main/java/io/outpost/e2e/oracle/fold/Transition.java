package io.outpost.e2e.oracle.fold;

import java.util.List;

/**
 * A change of a condition.
 *
 * @param level name; null outside of an episode
 * @param episodeStartMillis 0 outside of an episode
 * @param step what it means for the episode
 * @param newestReceivedMillis when the broker received the newest observation it is judged by
 */
public record Transition(
        String condition,
        long atMillis,
        String from,
        String to,
        String level,
        String peakLevel,
        long episodeStartMillis,
        Step step,
        List<Reason> reasons,
        long newestReceivedMillis) {
    /** What a change means for its episode. */
    public enum Step {
        NONE,
        BEGAN,
        CHANGED,
        ENDED
    }

    /** One reason; the value is a mean over the window, NaN when there is none. */
    public record Reason(String measure, double value, int windowSeconds) {}
}

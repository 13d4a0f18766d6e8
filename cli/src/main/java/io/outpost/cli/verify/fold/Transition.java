package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.Driver;
import java.util.List;

/**
 * A change of a condition.
 *
 * @param level name; null outside of an episode
 * @param episodeStartMillis 0 outside of an episode
 * @param step what it means for the episode
 */
record Transition(
        String condition,
        long atMillis,
        String from,
        String to,
        String level,
        String peakLevel,
        long episodeStartMillis,
        Step step,
        List<Driver> drivers) {
    /** What a change means for its episode. */
    enum Step {
        NONE,
        BEGAN,
        CHANGED,
        ENDED
    }

    /** True when both are the same step of an episode, whatever the values that led to it. */
    boolean isSameStep(Transition other) {
        return step == other.step
                && atMillis == other.atMillis
                && java.util.Objects.equals(level, other.level);
    }
}

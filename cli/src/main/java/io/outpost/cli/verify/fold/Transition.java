package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.Driver;
import java.util.List;

/**
 * A change of a condition.
 *
 * @param level name of what it says; null where there is none
 * @param stepLevel name of the level of the episode with it; null outside of one, as the peak
 * @param episodeStartMillis 0 outside of an episode
 * @param step what it means for the episode
 */
record Transition(
        String condition,
        long atMillis,
        String from,
        String to,
        String level,
        String stepLevel,
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
                && java.util.Objects.equals(stepLevel, other.stepLevel);
    }
}

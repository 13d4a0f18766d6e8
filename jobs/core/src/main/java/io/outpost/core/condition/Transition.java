package io.outpost.core.condition;

import java.util.List;

/**
 * A change of a state.
 *
 * @param atMillis event time of the change
 * @param quietLevel the level from then on where there is no episode; 0: none
 * @param level the level of the episode from then on; the last one when it ends; 0 outside of one
 * @param peakLevel the highest level of the episode so far
 * @param episodeStartedAtMillis start of the open or just ended episode; 0 outside of one
 * @param step what it means for the episode
 * @param alertStep what it means for those who are alerted about the episode, which is from a level
 *     on
 * @param drivers the reasons; empty for a silence
 */
public record Transition(
        Subject subject,
        long atMillis,
        State from,
        State to,
        int quietLevel,
        int level,
        int peakLevel,
        long episodeStartedAtMillis,
        EpisodeStep step,
        EpisodeStep alertStep,
        List<Driver> drivers) {

    private static final double NEAR = 1e-9;

    /** The level from then on; where there is none, the last one of the episode that ended. */
    public int shownLevel() {
        return quietLevel == 0 ? level : quietLevel;
    }

    /**
     * True when another one says the same. Reasons of the models are the same to 1e-9, absolute and
     * relative: an hour that has changed may leave of its effect no more than the last digits.
     */
    boolean saysAs(Transition other) {
        if (other == null || subject.cadence() != Cadence.HOUR) {
            return equals(other);
        }
        return equals(other.withReasons(drivers)) && isNear(drivers, other.drivers);
    }

    private Transition withReasons(List<Driver> reasons) {
        return new Transition(
                subject,
                atMillis,
                from,
                to,
                quietLevel,
                level,
                peakLevel,
                episodeStartedAtMillis,
                step,
                alertStep,
                reasons);
    }

    private static boolean isNear(List<Driver> some, List<Driver> others) {
        boolean near = some.size() == others.size();
        for (int i = 0; near && i < some.size(); i++) {
            double one = some.get(i).value();
            double other = others.get(i).value();
            double scale = 1 + Math.max(Math.abs(one), Math.abs(other));
            near = Double.compare(one, other) == 0 || Math.abs(one - other) <= NEAR * scale;
        }
        return near;
    }

    /** What a change means for its episode. Order is part of the stored state: append only. */
    public enum EpisodeStep {
        NONE,
        BEGAN,
        CHANGED,
        ENDED
    }
}

package io.outpost.core.condition;

/**
 * What a state machine remembers of one condition at one place. Small, copied before each quarter
 * hour.
 */
public final class ConditionState {
    /** {@link #lastInputAtMillis} before the first input. */
    public static final long NEVER = Long.MIN_VALUE;

    /**
     * Nothing is known before the first judgement; so a place that is well has a transition too.
     */
    public State state = State.UNKNOWN;

    /** Of the episode; where there is none, a level that is said without one, or 0. */
    public int level;

    public int peakLevel;
    public long episodeStartedAtMillis;
    public long sinceMillis;
    public long lastInputAtMillis = NEVER;

    /** True while an episode is open. */
    public boolean inEpisode() {
        return episodeStartedAtMillis != 0;
    }

    public ConditionState copy() {
        ConditionState copy = new ConditionState();
        copy.state = state;
        copy.level = level;
        copy.peakLevel = peakLevel;
        copy.episodeStartedAtMillis = episodeStartedAtMillis;
        copy.sinceMillis = sinceMillis;
        copy.lastInputAtMillis = lastInputAtMillis;
        return copy;
    }
}

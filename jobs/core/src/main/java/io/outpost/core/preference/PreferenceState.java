package io.outpost.core.preference;

import io.outpost.core.condition.ConditionState;
import java.util.Arrays;

/**
 * What is remembered of one preference at one place: its episode, what its leaves said last, and
 * since when. Small, copied before each quarter hour.
 */
public final class PreferenceState {
    /** A time that never was. */
    public static final long NEVER = ConditionState.NEVER;

    public final ConditionState episode;

    /** By leaf: 0 false, 1 unknown, 2 true. */
    public final byte[] truths;

    /** By leaf, when its value was known last. */
    public final long[] knownAtMillis;

    /** By duration, since when its part has held; NEVER: it does not. */
    public final long[] sinceMillis;

    /** The number of the version that it is of, in {@link PreferenceVersions}; 0: of none. */
    public int version;

    /** The instant that was judged last. */
    public long judgedAtMillis = NEVER;

    /** Until then no other episode begins; NEVER: one may. */
    public long cooldownUntilMillis = NEVER;

    private PreferenceState(
            ConditionState episode, byte[] truths, long[] knownAtMillis, long[] sinceMillis) {
        this.episode = episode;
        this.truths = truths;
        this.knownAtMillis = knownAtMillis;
        this.sinceMillis = sinceMillis;
    }

    /** Before anything was judged, of a preference with so many leaves and durations. */
    public static PreferenceState begin(int leaves, int durations) {
        PreferenceState state =
                new PreferenceState(
                        new ConditionState(),
                        new byte[leaves],
                        new long[leaves],
                        new long[durations]);
        Arrays.fill(state.truths, Truth.UNKNOWN);
        Arrays.fill(state.knownAtMillis, NEVER);
        Arrays.fill(state.sinceMillis, NEVER);
        return state;
    }

    /** The same leaves, with the episode of another state. */
    PreferenceState with(PreferenceState other) {
        PreferenceState taken =
                new PreferenceState(other.episode.copy(), truths, knownAtMillis, sinceMillis);
        taken.judgedAtMillis = other.judgedAtMillis;
        taken.cooldownUntilMillis = other.cooldownUntilMillis;
        return taken;
    }

    public PreferenceState copy() {
        PreferenceState copy =
                new PreferenceState(
                        episode.copy(), truths.clone(), knownAtMillis.clone(), sinceMillis.clone());
        copy.version = version;
        copy.judgedAtMillis = judgedAtMillis;
        copy.cooldownUntilMillis = cooldownUntilMillis;
        return copy;
    }
}

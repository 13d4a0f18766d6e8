package io.outpost.core.preference;

import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.condition.StateMachine;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The versions of one preference at a place, each with the panes from which on it applies, so that
 * panes that are judged again keep the version that applied to them. A version of another cadence
 * is as if the preference had been taken back. Immutable, but for the machines.
 */
public final class PreferenceVersions {
    /** A sender can send any number. */
    public static final int MOST_VERSIONS = 64;

    /**
     * A version.
     *
     * @param number 1 and up, in the order of the log
     * @param fromMillis start of the first pane that it applies to
     * @param machine null: the preference is taken back
     */
    private record Version(int number, long fromMillis, PreferenceMachine machine) {
        private boolean appliesTo(JudgedPane pane) {
            return pane.atMillis() > fromMillis;
        }
    }

    /** In the order of the log, so that they apply from later and later panes. */
    private final List<Version> versions;

    private final int newest;

    /** Ends episodes where no version applies. */
    private final StateMachine ending;

    private PreferenceVersions(List<Version> versions, int newest, StateMachine ending) {
        this.versions = versions;
        this.newest = newest;
        this.ending = ending;
    }

    /** There is none yet. */
    public static PreferenceVersions none(Subject subject) {
        Rule rule =
                new Rule(
                        subject,
                        Levels.named(Severity.names()),
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        SilencePolicy.KEEP);
        return new PreferenceVersions(List.of(), 0, new StateMachine(rule));
    }

    /**
     * With a further version. One that applies from the same pane as the one before replaces it; of
     * too many the oldest falls away, and the next one applies to its panes.
     *
     * @param fromMillis start of the pane after the latest one that has closed
     * @param machine null: the preference is taken back
     * @param askedFromMillis panes that begin before that are not judged again
     */
    public PreferenceVersions next(
            long fromMillis, PreferenceMachine machine, long askedFromMillis) {
        List<Version> all = new ArrayList<>(versions);
        if (!all.isEmpty() && all.get(all.size() - 1).fromMillis() == fromMillis) {
            all.remove(all.size() - 1);
        }
        all.add(new Version(newest + 1, fromMillis, machine));
        while (all.size() > 1 && all.get(1).fromMillis() <= askedFromMillis) {
            all.remove(0);
        }
        if (all.size() > MOST_VERSIONS) {
            Version oldest = all.remove(0);
            Version next = all.get(0);
            all.set(0, new Version(next.number(), oldest.fromMillis(), next.machine()));
        }
        return new PreferenceVersions(List.copyOf(all), newest + 1, ending);
    }

    /**
     * Judges a pane by the version that applies to it. A further version takes over the episode and
     * the cooldown; one that is taken back ends the episode at the end of the pane. Where the place
     * was silent before for longer than allowed, the episode ended then: what leaves say of that is
     * not asked, as their version may be gone.
     *
     * @param state how the preference stood before; null: it was never judged
     * @return how it stands now; null: it was never judged
     */
    public PreferenceState step(
            PreferenceState state, JudgedPane pane, Consumer<Transition> transitions) {
        Version version = at(pane);
        if (state == null && (version == null || version.machine() == null)) {
            return null;
        }
        PreferenceState now =
                state != null && version != null && state.version == version.number()
                        ? state
                        : change(state, version, pane, transitions);
        if (version != null && version.machine() != null) {
            version.machine().step(now, pane, transitions);
        }
        return now;
    }

    private PreferenceState change(
            PreferenceState state,
            Version version,
            JudgedPane pane,
            Consumer<Transition> transitions) {
        if (state == null) {
            PreferenceState first = version.machine().begin();
            first.version = version.number();
            return first;
        }
        long silentFrom = state.judgedAtMillis + pane.staleAfterMillis();
        boolean wasSilent = silentFrom < pane.firstObservedAtMillis();
        if (version == null || version.machine() == null) {
            ending.lose(state.episode, wasSilent ? silentFrom : pane.atMillis(), transitions);
            state.version = version == null ? 0 : version.number();
            return state;
        }
        PreferenceState taken = version.machine().takeOver(state);
        taken.version = version.number();
        if (wasSilent) {
            version.machine().lose(taken, silentFrom, transitions);
        }
        return taken;
    }

    private Version at(JudgedPane pane) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).appliesTo(pane)) {
                return versions.get(i);
            }
        }
        return null;
    }
}

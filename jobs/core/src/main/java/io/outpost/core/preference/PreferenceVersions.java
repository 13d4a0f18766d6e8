package io.outpost.core.preference;

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
    /**
     * A version.
     *
     * @param number 1 and up
     * @param fromMillis start of the first pane that it applies to
     * @param machine null: it has nothing to say
     */
    private record Version(int number, long fromMillis, PreferenceMachine machine) {
        private boolean appliesTo(JudgedPane pane) {
            return pane.atMillis() > fromMillis;
        }
    }

    /** In the order of the log, so that they apply from later and later panes. */
    private final List<Version> versions;

    private final Subject subject;

    private PreferenceVersions(List<Version> versions, Subject subject) {
        this.versions = versions;
        this.subject = subject;
    }

    /**
     * There is none yet.
     *
     * @param subject names the preference in what is emitted
     */
    public static PreferenceVersions none(Subject subject) {
        return new PreferenceVersions(List.of(), subject);
    }

    /**
     * With a further version, behind those that there are. It applies to no earlier pane than the
     * one before; from the same pane on, in its place.
     *
     * @param number of the version, 1 and up, another than those before
     * @param fromMillis start of the first pane that it applies to
     * @param machine null: the preference is taken back, or has nothing to say at these panes
     */
    public PreferenceVersions with(int number, long fromMillis, PreferenceMachine machine) {
        if (versions.isEmpty() && machine == null) {
            return this;
        }
        List<Version> all = new ArrayList<>(versions);
        all.add(new Version(number, fromMillis, machine));
        return new PreferenceVersions(List.copyOf(all), subject);
    }

    /**
     * Judges a pane by the version that applies to it. A further version takes over the episode and
     * the cooldown. One that is taken back ends the episode at the end of the pane, and leaves
     * nothing behind. Where the place was silent before for longer than allowed, the episode ended
     * then: what leaves say of that is not asked, as their version may be gone.
     *
     * @param state how the preference stood before; null: no version did
     * @return how it stands now; null: no version does
     */
    public PreferenceState step(
            PreferenceState state, JudgedPane pane, Consumer<Transition> transitions) {
        Version version = at(pane);
        if (version == null || version.machine() == null) {
            if (state != null) {
                long at = isSilentBefore(state, pane) ? silentFrom(state, pane) : pane.atMillis();
                ending().lose(state.episode, at, transitions);
            }
            return null;
        }
        PreferenceState now =
                isOf(state, version) ? state : change(state, version, pane, transitions);
        version.machine().step(subject, now, pane, transitions);
        return now;
    }

    /** Ends episodes where no version applies. */
    private StateMachine ending() {
        return new StateMachine(
                new Rule(
                        subject,
                        Severity.LEVELS,
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        SilencePolicy.KEEP));
    }

    /** True when a state is of a version, and was made by the same reading of it. */
    private static boolean isOf(PreferenceState state, Version version) {
        return state != null && state.version == version.number() && version.machine().fits(state);
    }

    private PreferenceState change(
            PreferenceState state,
            Version version,
            JudgedPane pane,
            Consumer<Transition> transitions) {
        PreferenceState now =
                state == null ? version.machine().begin() : version.machine().takeOver(state);
        now.version = version.number();
        if (state != null && isSilentBefore(state, pane)) {
            version.machine().lose(subject, now, silentFrom(state, pane), transitions);
        }
        return now;
    }

    private static boolean isSilentBefore(PreferenceState state, JudgedPane pane) {
        return silentFrom(state, pane) < pane.firstObservedAtMillis();
    }

    private static long silentFrom(PreferenceState state, JudgedPane pane) {
        return state.judgedAtMillis + pane.staleAfterMillis();
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

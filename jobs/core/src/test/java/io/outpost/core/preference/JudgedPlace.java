package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A place of which the panes are said by hand. */
final class JudgedPlace {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long START = 1_700_000_400_000L / HOUR * HOUR;
    static final long STALE_AFTER = 30 * MINUTE;
    static final Subject SUBJECT = new PreferenceSubject("wish", Cadence.MINUTE);

    final SignalTable table = new SignalTable();
    final PreferenceMachine machine;
    final PreferenceState state;
    final List<Transition> transitions = new ArrayList<>();
    private double[] values;

    JudgedPlace(Preference preference) {
        CompiledPreference compiled = CompiledPreference.of(preference, table);
        machine = new PreferenceMachine(compiled);
        state = machine.begin();
    }

    /** A minute with these values, in the order in which the preference names its signals. */
    JudgedPlace minute(int number, double... known) {
        values = Arrays.copyOf(known, table.size());
        Arrays.fill(values, known.length, values.length, Double.NaN);
        machine.step(SUBJECT, state, pane(number, values), transitions::add);
        return this;
    }

    JudgedPlace minutes(int from, int before, double... known) {
        for (int i = from; i < before; i++) {
            minute(i, known);
        }
        return this;
    }

    static JudgedPane pane(int number, double... values) {
        long start = START + number * MINUTE;
        return new JudgedPane(start + MINUTE, start, start, STALE_AFTER, values);
    }

    Match match() {
        return machine.match(state, values, Outlook.NONE);
    }

    /** Such as {@code BEGAN@61 ENDED@90}, by the minute that it is the end of. */
    String steps() {
        StringBuilder steps = new StringBuilder();
        for (Transition transition : transitions) {
            if (transition.step() != EpisodeStep.NONE) {
                steps.append(steps.isEmpty() ? "" : " ")
                        .append(transition.step())
                        .append('@')
                        .append((transition.atMillis() - START) / MINUTE);
            }
        }
        return steps.toString();
    }
}

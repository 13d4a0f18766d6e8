package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Transition;
import io.outpost.core.preference.CompiledPreference;
import io.outpost.core.preference.JudgedPane;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.core.preference.PreferenceMachine;
import io.outpost.core.preference.PreferenceState;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.preference.PreferenceVersions;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.SignalTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The preferences of places that one cadence judges: docs/adr/0091, 0093. What is compiled serves
 * all places. Not thread-safe.
 */
final class CompiledPreferences {
    /** Others are compiled again when they are needed. */
    private static final int MOST_COMPILED = 10_000;

    private final PreferenceDocuments documents;
    private final Cadence cadence;
    private final SignalTable table = new SignalTable();
    private final Map<List<String>, PreferenceMachine> machines =
            new LinkedHashMap<>(16, 0.75f, true);

    /** By position in the table; of what this place does not need anything. */
    private double[] values = {};

    /** A preference of a place. */
    private record Judged(int number, PreferenceVersions versions) {}

    /**
     * All of a place.
     *
     * @param all in the order of their numbers
     * @param positions of the signals that they need
     */
    record OfPlace(List<Judged> all, int[] positions) {
        /** False: none has anything to say at this cadence. */
        boolean sayAnything() {
            return positions.length > 0;
        }
    }

    CompiledPreferences(PreferenceDocuments documents, Cadence cadence) {
        this.documents = documents;
        this.cadence = cadence;
    }

    /** Those that a place has now. */
    OfPlace of(Place place) {
        return place.compiledPreferences.computeIfAbsent(cadence, none -> compile(place));
    }

    /** The signals that a place needs. */
    List<Signal> signals(OfPlace preferences) {
        return Arrays.stream(preferences.positions).mapToObj(table::at).toList();
    }

    /** By position, to be handed to {@link #judge}; the next call uses the same array. */
    double[] values(OfPlace preferences, ToDoubleFunction<Signal> value) {
        if (values.length < table.size()) {
            values = new double[table.size()];
        }
        for (int position : preferences.positions) {
            values[position] = value.applyAsDouble(table.at(position));
        }
        return values;
    }

    /** Judges all of a place at the end of a pane. */
    void judge(
            OfPlace preferences,
            PreferenceStates states,
            JudgedPane pane,
            Consumer<Transition> transitions) {
        for (Judged one : preferences.all) {
            PreferenceState before = states.get(one.number);
            PreferenceState now = one.versions.step(before, pane, transitions);
            if (now == null) {
                states.remove(one.number);
            } else {
                states.put(one.number, now);
            }
        }
    }

    private OfPlace compile(Place place) {
        List<Judged> all = new ArrayList<>();
        Set<Integer> positions = new TreeSet<>();
        for (long key : place.preferences().numbers()) {
            for (PlacePreference one = place.preferences().get(key); one != null; one = one.next) {
                all.add(new Judged(one.number, versions(one, positions)));
            }
        }
        all.sort(Comparator.comparingInt(Judged::number));
        return new OfPlace(
                List.copyOf(all), positions.stream().mapToInt(Integer::intValue).toArray());
    }

    private PreferenceVersions versions(PlacePreference preference, Set<Integer> positions) {
        PreferenceVersions versions =
                PreferenceVersions.none(new PreferenceSubject(preference.preferenceId, cadence));
        for (AppliedPreference version : preference.versions()) {
            PreferenceMachine machine = machine(preference.preferenceId, version);
            if (machine != null) {
                positions.addAll(machine.positions());
            }
            versions =
                    versions.with(
                            version.number(),
                            cadence == Cadence.MINUTE
                                    ? version.fromMinuteMillis()
                                    : version.fromHourMillis(),
                            machine);
        }
        return versions;
    }

    /** Null: it has nothing to say, as it is taken back, of the other cadence, or not readable. */
    private PreferenceMachine machine(String preferenceId, AppliedPreference version) {
        if (version.isTakenBack()) {
            return null;
        }
        List<String> key = List.of(preferenceId, version.document());
        PreferenceMachine known = machines.get(key);
        if (known == null) {
            Preference preference = documents.read(version.document());
            if (preference == null || preference.cadence() != cadence) {
                return null;
            }
            known =
                    new PreferenceMachine(
                            CompiledPreference.of(preference, table),
                            new PreferenceSubject(preferenceId, cadence));
            machines.put(key, known);
            forgetEldest();
        }
        return known;
    }

    private void forgetEldest() {
        if (machines.size() > MOST_COMPILED) {
            machines.remove(machines.keySet().iterator().next());
        }
    }
}

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
    /** By document, and by what is wanted. */
    private static final int MOST_COMPILED = 10_000;

    private final PreferenceDocuments documents;
    private final Cadence cadence;
    private final SignalTable table = new SignalTable();

    /** By document; null where it has nothing to say at this cadence. */
    private final Map<String, PreferenceMachine> machines = new Recent<>();

    private final Map<Preference, PreferenceMachine> judgedAlike = new Recent<>();

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
            PreferenceMachine machine = machine(version);
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
    private PreferenceMachine machine(AppliedPreference version) {
        if (version.isTakenBack()) {
            return null;
        }
        String document = version.document();
        if (machines.containsKey(document)) {
            return machines.get(document);
        }
        Preference preference = documents.read(document);
        PreferenceMachine machine =
                preference == null || preference.cadence() != cadence ? null : machine(preference);
        machines.put(document, machine);
        return machine;
    }

    /** What differs in its name or its delivery alone is judged by the same. */
    private PreferenceMachine machine(Preference preference) {
        return judgedAlike.computeIfAbsent(
                preference.judged(),
                judged -> new PreferenceMachine(CompiledPreference.of(judged, table)));
    }

    /**
     * Forgets, of too many, the one that was not used for the longest time: it is made again when
     * it is needed.
     */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST_COMPILED;
        }
    }
}

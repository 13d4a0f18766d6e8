package io.outpost.core.place;

import io.outpost.core.preference.PreferenceState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the preferences of one cadence stand at a place, by {@link PlacePreference#number}: taken,
 * kept and replaced as one. Of one without a version that has something to say there is none.
 */
final class PreferenceStates {
    private final TreeMap<Integer, PreferenceState> states = new TreeMap<>();

    /** Null: there is none. */
    PreferenceState get(int number) {
        return states.get(number);
    }

    void put(int number, PreferenceState state) {
        states.put(number, state);
    }

    void remove(int number) {
        states.remove(number);
    }

    int size() {
        return states.size();
    }

    PreferenceStates copy() {
        PreferenceStates copy = new PreferenceStates();
        states.forEach((number, state) -> copy.states.put(number, state.copy()));
        return copy;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, states.size());
        for (Map.Entry<Integer, PreferenceState> one : states.entrySet()) {
            CompactData.writeUnsigned(out, one.getKey());
            PreferenceCodec.write(out, one.getValue());
        }
    }

    static PreferenceStates read(DataInput in) throws IOException {
        PreferenceStates read = new PreferenceStates();
        int size = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < size; i++) {
            read.states.put((int) CompactData.readUnsigned(in), PreferenceCodec.read(in));
        }
        return read;
    }
}

package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionStates;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How all that is judged by minutes stands: the conditions, and after them the preferences. */
record MinuteStates(ConditionStates conditions, PreferenceStates preferences) {
    /** As they stand after the latest minute that was judged; judging changes them. */
    static MinuteStates of(Place place) {
        return new MinuteStates(place.conditions(Cadence.MINUTE), place.minutePreferences);
    }

    MinuteStates copy() {
        return new MinuteStates(conditions.copy(), preferences.copy());
    }

    /** As bytes, which take a tenth of what the objects take. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            ConditionCodec.writeStates(out, conditions);
            preferences.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #toBytes} has written. */
    static MinuteStates ofBytes(byte[] bytes) {
        DataInput in = new BytesInput(bytes);
        try {
            return new MinuteStates(
                    ConditionCodec.readStates(in, Cadence.MINUTE), PreferenceStates.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts what was judged again in the place of how it stood. */
    void keepIn(Place place) {
        place.keepConditions(conditions);
        place.minutePreferences = preferences;
    }
}

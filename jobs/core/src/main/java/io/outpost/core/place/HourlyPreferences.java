package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The preferences of hours of a place at the start of the hour horizon, the hours before it that
 * their spans reach back to, and their transitions since, as they were emitted last.
 */
public final class HourlyPreferences {
    public static final Codec<HourlyPreferences> CODEC =
            new Codec<>(HourlyPreferences::write, HourlyPreferences::read);

    private static final int FORMAT = 1;

    PreferenceStates base = new PreferenceStates();
    SpanHours spans = new SpanHours();
    HourlyTransitions transitions = new HourlyTransitions();

    boolean isEmpty() {
        return base.size() == 0 && spans.isEmpty() && transitions.isEmpty();
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        base.write(out);
        spans.write(out);
        transitions.write(out);
    }

    private static HourlyPreferences read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "HourlyPreferences");
        HourlyPreferences read = new HourlyPreferences();
        read.base = PreferenceStates.read(in);
        read.spans = SpanHours.read(in);
        read.transitions = HourlyTransitions.read(in);
        return read;
    }
}

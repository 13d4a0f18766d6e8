package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A version of a preference, and from when on it applies.
 *
 * @param number 1 and up, in the order of the log
 * @param fromMinuteMillis first minute that it applies to; Long.MIN_VALUE: to all
 * @param fromHourMillis first hour that it applies to; Long.MIN_VALUE: to all
 * @param document null: the preference is taken back
 */
record AppliedPreference(int number, long fromMinuteMillis, long fromHourMillis, String document) {
    boolean isTakenBack() {
        return document == null;
    }

    /** True when another one applies from the same minute and the same hour. */
    boolean isFrom(AppliedPreference other) {
        return fromMinuteMillis == other.fromMinuteMillis && fromHourMillis == other.fromHourMillis;
    }

    /** True when it applies to all minutes and hours from a time on. */
    boolean appliesFrom(long millis) {
        return fromMinuteMillis <= millis && fromHourMillis <= millis;
    }

    /** The same from an earlier minute and hour on. */
    AppliedPreference from(AppliedPreference earlier) {
        return new AppliedPreference(
                number, earlier.fromMinuteMillis, earlier.fromHourMillis, document);
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, number);
        CompactData.writeSigned(out, fromMinuteMillis);
        CompactData.writeSigned(out, fromHourMillis);
        out.writeBoolean(document != null);
        if (document != null) {
            CompactData.writeText(out, document);
        }
    }

    static AppliedPreference read(DataInput in) throws IOException {
        return new AppliedPreference(
                (int) CompactData.readUnsigned(in),
                CompactData.readSigned(in),
                CompactData.readSigned(in),
                in.readBoolean() ? CompactData.readText(in) : null);
    }
}

package io.outpost.operate;

import io.outpost.place.Codec;
import io.outpost.place.CompactData;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** When a place has asked to be woken. {@link #NONE}: not at all. */
final class Alarms {
    static final Codec<Alarms> CODEC = new Codec<>(Alarms::write, Alarms::read, Alarms::copy);
    static final long NONE = Long.MAX_VALUE;

    private static final int FORMAT = 1;

    /** Event time, ms. */
    long eventTimeMillis = NONE;

    /** Time of the machine, ms. */
    long machineTimeMillis = NONE;

    /** When the place last had a record, time of the machine, ms. */
    long touchedAtMillis;

    private Alarms copy() {
        Alarms copy = new Alarms();
        copy.eventTimeMillis = eventTimeMillis;
        copy.machineTimeMillis = machineTimeMillis;
        copy.touchedAtMillis = touchedAtMillis;
        return copy;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeSigned(out, eventTimeMillis);
        CompactData.writeSigned(out, machineTimeMillis);
        CompactData.writeSigned(out, touchedAtMillis);
    }

    private static Alarms read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "Alarms");
        Alarms read = new Alarms();
        read.eventTimeMillis = CompactData.readSigned(in);
        read.machineTimeMillis = CompactData.readSigned(in);
        read.touchedAtMillis = CompactData.readSigned(in);
        return read;
    }
}

package io.outpost.operate;

import io.outpost.place.Codec;
import io.outpost.place.CompactData;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** When a place has asked to be woken, and where it was last heard. {@link #NONE}: not at all. */
final class Alarms {
    static final Codec<Alarms> CODEC = new Codec<>(Alarms::write, Alarms::read, Alarms::copy);
    static final long NONE = Long.MAX_VALUE;

    private static final int FORMAT = 2;

    /** Event time, ms. */
    long eventTimeMillis = NONE;

    /** Time of the machine, ms. */
    long machineTimeMillis = NONE;

    /** Partition of the place's newest observation; -1 before the first. */
    int partition = -1;

    /** When the broker received the place's newest observation, ms. */
    long receivedAtMillis;

    private Alarms copy() {
        Alarms copy = new Alarms();
        copy.eventTimeMillis = eventTimeMillis;
        copy.machineTimeMillis = machineTimeMillis;
        copy.partition = partition;
        copy.receivedAtMillis = receivedAtMillis;
        return copy;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeSigned(out, eventTimeMillis);
        CompactData.writeSigned(out, machineTimeMillis);
        CompactData.writeSigned(out, partition);
        CompactData.writeSigned(out, receivedAtMillis);
    }

    private static Alarms read(DataInput in) throws IOException {
        int format = CompactData.expectFormat(in, FORMAT, "Alarms");
        Alarms read = new Alarms();
        read.eventTimeMillis = CompactData.readSigned(in);
        read.machineTimeMillis = CompactData.readSigned(in);
        long third = CompactData.readSigned(in);
        if (format == 1) {
            // When the place was last heard, by the clock of a machine: of no use after a restart.
            return read;
        }
        read.partition = (int) third;
        read.receivedAtMillis = CompactData.readSigned(in);
        return read;
    }
}

package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is known of one sensor of a place, and in a chain of those whose ids have the same hash.
 * Forgotten when its newest observation leaves the hour horizon.
 */
public final class Sensor {
    public static final Codec<Sensor> CODEC = new Codec<>(Sensor::write, Sensor::read);

    private static final int FORMAT = 1;

    final int number;
    final String sensorId;
    long newestObservedAtMillis = Long.MIN_VALUE;
    ShownIntervals intervals = new ShownIntervals();
    RainGauge rain = new RainGauge();

    /** Another sensor whose id has the same hash; null nearly always. */
    Sensor next;

    /**
     * @param number of the sensor within its place, given in order of appearance
     */
    Sensor(int number, String sensorId) {
        this.number = number;
        this.sensorId = sensorId;
    }

    /**
     * Number of the piece of state that holds the sensor's observations of an hour (since 1970).
     */
    long seenNumber(long hour) {
        return ((long) number << 32) | (hour & 0xFFFF_FFFFL);
    }

    /** The hour (since 1970) of a piece of state numbered by {@link #seenNumber}. */
    static long hourOf(long seenNumber) {
        return (int) seenNumber;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        int chained = 0;
        for (Sensor one = this; one != null; one = one.next) {
            chained++;
        }
        CompactData.writeUnsigned(out, chained);
        for (Sensor one = this; one != null; one = one.next) {
            one.writeOne(out);
        }
    }

    private void writeOne(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, number);
        CompactData.writeText(out, sensorId);
        CompactData.writeSigned(out, newestObservedAtMillis);
        intervals.write(out);
        rain.write(out);
    }

    private static Sensor read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "Sensor");
        int chained = (int) CompactData.readUnsigned(in);
        Sensor first = readOne(in);
        Sensor last = first;
        for (int i = 1; i < chained; i++) {
            last.next = readOne(in);
            last = last.next;
        }
        return first;
    }

    private static Sensor readOne(DataInput in) throws IOException {
        Sensor read = new Sensor((int) CompactData.readUnsigned(in), CompactData.readText(in));
        read.newestObservedAtMillis = CompactData.readSigned(in);
        read.intervals = ShownIntervals.read(in);
        read.rain = RainGauge.read(in);
        return read;
    }
}

package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rain of each sensor in a pane: number of values and exact sum, mm. Immutable; sensors sorted by
 * number.
 */
final class RainTotals {
    static final RainTotals NONE = new RainTotals(new int[0], new int[0], new long[0]);

    private final int[] sensors;
    private final int[] counts;
    private final long[] sums;

    private RainTotals(int[] sensors, int[] counts, long[] sums) {
        this.sensors = sensors;
        this.counts = counts;
        this.sums = sums;
    }

    /** With an amount more, or ({@code countChange} -1) one that was added before taken back. */
    RainTotals plus(int sensor, double millimetres, int countChange) {
        int at = Arrays.binarySearch(sensors, sensor);
        RainTotals next = at >= 0 ? copy() : withRoomFor(sensor, -at - 1);
        int i = at >= 0 ? at : -at - 1;
        next.counts[i] += countChange;
        if (countChange > 0) {
            ExactSum.add(next.sums, 2 * i, millimetres);
        } else {
            ExactSum.subtract(next.sums, 2 * i, millimetres);
        }
        return next;
    }

    /** Number of values of all sensors. */
    int count() {
        int count = 0;
        for (int ofSensor : counts) {
            count += ofSensor;
        }
        return count;
    }

    /** Mean of the totals of the sensors that have values, mm; NaN when none has. */
    double meanTotalMillimetres() {
        long[] total = new long[2];
        int withValues = 0;
        for (int i = 0; i < sensors.length; i++) {
            if (counts[i] > 0) {
                ExactSum.add(total, 0, sums[2 * i], sums[2 * i + 1]);
                withValues++;
            }
        }
        return withValues == 0 ? Double.NaN : ExactSum.toDouble(total[0], total[1]) / withValues;
    }

    private RainTotals copy() {
        return new RainTotals(sensors, counts.clone(), sums.clone());
    }

    private RainTotals withRoomFor(int sensor, int at) {
        int size = sensors.length + 1;
        RainTotals wider = new RainTotals(new int[size], new int[size], new long[2 * size]);
        System.arraycopy(sensors, 0, wider.sensors, 0, at);
        System.arraycopy(counts, 0, wider.counts, 0, at);
        System.arraycopy(sums, 0, wider.sums, 0, 2 * at);
        wider.sensors[at] = sensor;
        System.arraycopy(sensors, at, wider.sensors, at + 1, sensors.length - at);
        System.arraycopy(counts, at, wider.counts, at + 1, counts.length - at);
        System.arraycopy(sums, 2 * at, wider.sums, 2 * at + 2, sums.length - 2 * at);
        return wider;
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, sensors.length);
        for (int i = 0; i < sensors.length; i++) {
            CompactData.writeUnsigned(out, sensors[i]);
            CompactData.writeUnsigned(out, counts[i]);
            CompactData.writeSigned(out, sums[2 * i]);
            out.writeLong(sums[2 * i + 1]);
        }
    }

    static RainTotals read(DataInput in) throws IOException {
        int size = (int) CompactData.readUnsigned(in);
        if (size == 0) {
            return NONE;
        }
        RainTotals totals = new RainTotals(new int[size], new int[size], new long[2 * size]);
        for (int i = 0; i < size; i++) {
            totals.sensors[i] = (int) CompactData.readUnsigned(in);
            totals.counts[i] = (int) CompactData.readUnsigned(in);
            totals.sums[2 * i] = CompactData.readSigned(in);
            totals.sums[2 * i + 1] = in.readLong();
        }
        return totals;
    }
}

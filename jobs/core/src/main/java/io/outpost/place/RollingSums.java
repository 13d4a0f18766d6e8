package io.outpost.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts and exact sums of the channels that have rolling means, over one pane or a whole window;
 * the time that their observations cover.
 */
final class RollingSums {
    /** The channels that have rolling means; wind chill only up to an hour. */
    static final Channel[] CHANNELS = {
        Channel.HEAT_INDEX_CELSIUS,
        Channel.AIR_TEMPERATURE_CELSIUS,
        Channel.RELATIVE_HUMIDITY_PERCENT,
        Channel.WIND_CHILL_CELSIUS
    };

    private final int[] counts = new int[CHANNELS.length];
    private final long[] sums = new long[2 * CHANNELS.length];
    private long coveredSeconds;
    private int unknownIntervals;

    void add(Pane pane) {
        coveredSeconds += pane.coveredSeconds();
        unknownIntervals += pane.unknownIntervals();
        for (int i = 0; i < CHANNELS.length; i++) {
            int channel = CHANNELS[i].ordinal();
            if (pane.has(channel)) {
                counts[i] += pane.count(channel);
                ExactSum.add(sums, 2 * i, pane.sumHigh(channel), pane.sumLow(channel));
            }
        }
    }

    void add(RollingSums other) {
        coveredSeconds += other.coveredSeconds;
        unknownIntervals += other.unknownIntervals;
        for (int i = 0; i < CHANNELS.length; i++) {
            counts[i] += other.counts[i];
            ExactSum.add(sums, 2 * i, other.sums[2 * i], other.sums[2 * i + 1]);
        }
    }

    /** Takes back what was added before. */
    void subtract(RollingSums other) {
        coveredSeconds -= other.coveredSeconds;
        unknownIntervals -= other.unknownIntervals;
        for (int i = 0; i < CHANNELS.length; i++) {
            counts[i] -= other.counts[i];
            ExactSum.subtract(sums, 2 * i, other.sums[2 * i], other.sums[2 * i + 1]);
        }
    }

    /** Adds one observation. */
    void add(ChannelValues values, int intervalSeconds) {
        coveredSeconds += intervalSeconds;
        unknownIntervals += intervalSeconds == 0 ? 1 : 0;
        for (int i = 0; i < CHANNELS.length; i++) {
            int channel = CHANNELS[i].ordinal();
            if (values.has(channel)) {
                counts[i]++;
                ExactSum.add(sums, 2 * i, values.high(channel), values.low(channel));
            }
        }
    }

    /** The means of a window of this length. */
    RollingMeans means(int windowSeconds) {
        double[] means = new double[CHANNELS.length];
        for (int i = 0; i < means.length; i++) {
            double sum = ExactSum.toDouble(sums[2 * i], sums[2 * i + 1]);
            means[i] = counts[i] == 0 ? Double.NaN : sum / counts[i];
        }
        return new RollingMeans(
                windowSeconds,
                counts.clone(),
                means,
                Coverage.of(coveredSeconds, unknownIntervals, windowSeconds));
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, coveredSeconds);
        CompactData.writeUnsigned(out, unknownIntervals);
        for (int i = 0; i < CHANNELS.length; i++) {
            CompactData.writeUnsigned(out, counts[i]);
            if (counts[i] > 0) {
                CompactData.writeSigned(out, sums[2 * i]);
                out.writeLong(sums[2 * i + 1]);
            }
        }
    }

    static RollingSums read(DataInput in) throws IOException {
        RollingSums read = new RollingSums();
        read.coveredSeconds = CompactData.readUnsigned(in);
        read.unknownIntervals = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < CHANNELS.length; i++) {
            read.counts[i] = (int) CompactData.readUnsigned(in);
            if (read.counts[i] > 0) {
                read.sums[2 * i] = CompactData.readSigned(in);
                read.sums[2 * i + 1] = in.readLong();
            }
        }
        return read;
    }
}

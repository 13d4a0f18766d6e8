package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts and exact sums of the quantities that have rolling means, over one pane or a whole window;
 * the time that their observations cover.
 */
final class RollingSums {
    private static final int[] CODES =
            RollingMeans.QUANTITIES.stream().mapToInt(Quantity::code).toArray();

    private final int[] counts = new int[CODES.length];
    private final long[] sums = new long[2 * CODES.length];
    private final long[] covered = new long[CODES.length];
    private final int[] unknown = new int[CODES.length];
    private long coveredSeconds;
    private int unknownIntervals;

    void add(Pane pane) {
        coveredSeconds += pane.coveredSeconds();
        unknownIntervals += pane.unknownIntervals();
        for (int i = 0; i < CODES.length; i++) {
            int code = CODES[i];
            if (pane.has(code)) {
                counts[i] += pane.count(code);
                covered[i] += pane.coveredSeconds(code);
                unknown[i] += pane.unknownIntervals(code);
                ExactSum.add(sums, 2 * i, pane.sumHigh(code), pane.sumLow(code));
            }
        }
    }

    /** Takes back a pane that was added before. */
    void subtract(Pane pane) {
        coveredSeconds -= pane.coveredSeconds();
        unknownIntervals -= pane.unknownIntervals();
        for (int i = 0; i < CODES.length; i++) {
            int code = CODES[i];
            if (pane.has(code)) {
                counts[i] -= pane.count(code);
                covered[i] -= pane.coveredSeconds(code);
                unknown[i] -= pane.unknownIntervals(code);
                ExactSum.subtract(sums, 2 * i, pane.sumHigh(code), pane.sumLow(code));
            }
        }
    }

    void add(RollingSums other) {
        coveredSeconds += other.coveredSeconds;
        unknownIntervals += other.unknownIntervals;
        for (int i = 0; i < CODES.length; i++) {
            counts[i] += other.counts[i];
            covered[i] += other.covered[i];
            unknown[i] += other.unknown[i];
            ExactSum.add(sums, 2 * i, other.sums[2 * i], other.sums[2 * i + 1]);
        }
    }

    /** Takes back what was added before. */
    void subtract(RollingSums other) {
        coveredSeconds -= other.coveredSeconds;
        unknownIntervals -= other.unknownIntervals;
        for (int i = 0; i < CODES.length; i++) {
            counts[i] -= other.counts[i];
            covered[i] -= other.covered[i];
            unknown[i] -= other.unknown[i];
            ExactSum.subtract(sums, 2 * i, other.sums[2 * i], other.sums[2 * i + 1]);
        }
    }

    /** Adds one observation. */
    void add(ObservedValues values, int intervalSeconds) {
        int withoutInterval = intervalSeconds == 0 ? 1 : 0;
        coveredSeconds += intervalSeconds;
        unknownIntervals += withoutInterval;
        for (int i = 0; i < CODES.length; i++) {
            int code = CODES[i];
            if (values.has(code)) {
                counts[i]++;
                covered[i] += intervalSeconds;
                unknown[i] += withoutInterval;
                ExactSum.add(sums, 2 * i, values.high(code), values.low(code));
            }
        }
    }

    /** The means of a window of this length. */
    RollingMeans means(int windowSeconds) {
        double[] means = new double[CODES.length];
        double[] coverages = new double[CODES.length];
        for (int i = 0; i < means.length; i++) {
            double sum = ExactSum.toDouble(sums[2 * i], sums[2 * i + 1]);
            means[i] = counts[i] == 0 ? Double.NaN : sum / counts[i];
            coverages[i] = Coverage.of(covered[i], unknown[i], windowSeconds);
        }
        return new RollingMeans(
                windowSeconds,
                counts.clone(),
                means,
                Coverage.of(coveredSeconds, unknownIntervals, windowSeconds),
                coverages);
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeUnsigned(out, coveredSeconds);
        CompactData.writeUnsigned(out, unknownIntervals);
        for (int i = 0; i < CODES.length; i++) {
            CompactData.writeUnsigned(out, counts[i]);
            if (counts[i] > 0) {
                CompactData.writeSigned(out, sums[2 * i]);
                out.writeLong(sums[2 * i + 1]);
                CompactData.writeUnsigned(out, covered[i]);
                CompactData.writeUnsigned(out, unknown[i]);
            }
        }
    }

    static RollingSums read(DataInput in) throws IOException {
        RollingSums read = new RollingSums();
        read.coveredSeconds = CompactData.readUnsigned(in);
        read.unknownIntervals = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < CODES.length; i++) {
            read.counts[i] = (int) CompactData.readUnsigned(in);
            if (read.counts[i] > 0) {
                read.sums[2 * i] = CompactData.readSigned(in);
                read.sums[2 * i + 1] = in.readLong();
                read.covered[i] = CompactData.readUnsigned(in);
                read.unknown[i] = (int) CompactData.readUnsigned(in);
            }
        }
        return read;
    }
}

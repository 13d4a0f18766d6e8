package io.outpost.bench.loop;

import io.outpost.bench.digest.RowHash;
import java.nio.ByteBuffer;

/** Count, minimum, maximum and sum per channel of one span. */
final class PaneCells {
    static final int CHANNELS = 14;
    static final int HOURLY = 0x7FF;
    private static final int SLOTS = 5;
    private static final int COUNT = 0;
    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;

    private final long[] cells = new long[CHANNELS * SLOTS];
    int observations;
    long coveredSeconds;
    int channels;

    void clear() {
        observations = 0;
        coveredSeconds = 0;
        channels = 0;
    }

    void add(int channel, double value) {
        int at = channel * SLOTS;
        long high = ExactSums.high(value);
        long low = ExactSums.low(value, high);
        long bits = Double.doubleToRawLongBits(value);
        if ((channels >>> channel & 1) == 0) {
            channels |= 1 << channel;
            set(at, 1, bits, bits);
            cells[at + HIGH] = high;
            cells[at + LOW] = low;
            return;
        }
        cells[at + COUNT]++;
        if (value < Double.longBitsToDouble(cells[at + MIN])) {
            cells[at + MIN] = bits;
        }
        if (value > Double.longBitsToDouble(cells[at + MAX])) {
            cells[at + MAX] = bits;
        }
        cells[at + HIGH] += high;
        cells[at + LOW] += low;
    }

    void merge(PaneCells other, int wanted) {
        observations += other.observations;
        coveredSeconds += other.coveredSeconds;
        for (int left = other.channels & wanted; left != 0; left &= left - 1) {
            int channel = Integer.numberOfTrailingZeros(left);
            int at = channel * SLOTS;
            if ((channels >>> channel & 1) == 0) {
                channels |= 1 << channel;
                System.arraycopy(other.cells, at, cells, at, SLOTS);
            } else {
                mergeCell(other.cells, at);
            }
        }
    }

    private void mergeCell(long[] other, int at) {
        cells[at + COUNT] += other[at + COUNT];
        double min = Double.longBitsToDouble(other[at + MIN]);
        double max = Double.longBitsToDouble(other[at + MAX]);
        if (min < Double.longBitsToDouble(cells[at + MIN])) {
            cells[at + MIN] = other[at + MIN];
        }
        if (max > Double.longBitsToDouble(cells[at + MAX])) {
            cells[at + MAX] = other[at + MAX];
        }
        cells[at + HIGH] += other[at + HIGH];
        cells[at + LOW] += other[at + LOW];
    }

    private void set(int at, long count, long min, long max) {
        cells[at + COUNT] = count;
        cells[at + MIN] = min;
        cells[at + MAX] = max;
    }

    boolean has(int channel) {
        return (channels >>> channel & 1) != 0;
    }

    int count(int channel) {
        return has(channel) ? (int) cells[channel * SLOTS] : 0;
    }

    /** NaN without values. */
    double mean(int channel) {
        int count = count(channel);
        return count == 0 ? Double.NaN : ExactSums.toDouble(high(channel), low(channel)) / count;
    }

    long high(int channel) {
        return cells[channel * SLOTS + HIGH];
    }

    long low(int channel) {
        return cells[channel * SLOTS + LOW];
    }

    long hash(long begun, int spanSeconds) {
        long hash = RowHash.add(begun, observations);
        hash = RowHash.addRounded(hash, Math.min(1, (double) coveredSeconds / spanSeconds));
        hash = RowHash.add(hash, channels);
        for (int left = channels; left != 0; left &= left - 1) {
            int at = Integer.numberOfTrailingZeros(left) * SLOTS;
            hash = RowHash.add(hash, cells[at + COUNT]);
            hash = RowHash.add(hash, cells[at + MIN]);
            hash = RowHash.add(hash, cells[at + MAX]);
            hash = RowHash.addRounded(hash, ExactSums.toDouble(cells[at + HIGH], cells[at + LOW]));
        }
        return hash;
    }

    /** Only the channels that have values. */
    void write(ByteBuffer out) {
        out.putInt(observations).putLong(coveredSeconds).putShort((short) channels);
        for (int left = channels; left != 0; left &= left - 1) {
            int at = Integer.numberOfTrailingZeros(left) * SLOTS;
            out.putInt((int) cells[at + COUNT]);
            out.putLong(cells[at + MIN]).putLong(cells[at + MAX]);
            out.putLong(cells[at + HIGH]).putLong(cells[at + LOW]);
        }
    }

    void read(ByteBuffer in) {
        observations = in.getInt();
        coveredSeconds = in.getLong();
        channels = in.getShort();
        for (int left = channels; left != 0; left &= left - 1) {
            int at = Integer.numberOfTrailingZeros(left) * SLOTS;
            set(at, in.getInt(), in.getLong(), in.getLong());
            cells[at + HIGH] = in.getLong();
            cells[at + LOW] = in.getLong();
        }
    }
}

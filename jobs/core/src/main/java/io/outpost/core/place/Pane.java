package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;

/**
 * What a span of time (a minute, an hour, a day) has seen at a place: number of observations, the
 * time that they cover, and per quantity count, minimum, maximum and exact sum; rain apart, per
 * sensor.
 */
public final class Pane {
    public static final Codec<Pane> CODEC = new Codec<>(Pane::write, Pane::read);

    private static final int FORMAT = 1;
    private static final int SLOTS = 7;
    private static final int COUNT = 0;
    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int SUM = 3;
    private static final int COVERED = 5;
    private static final int UNKNOWN = 6;

    /** How a quantity begins that has one value and no coverage of its own. */
    private static final int SINGLE_HEADER = 1 << 1;

    private static final long NO_MIN = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    private static final long NO_MAX = Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);

    private int observations;
    private long coveredSeconds;
    private int unknownIntervals;
    private long firstObservedAtMillis = Long.MAX_VALUE;
    private long lastObservedAtMillis = Long.MIN_VALUE;
    private int quantities;

    /**
     * {@link #SLOTS} of each quantity, in the order of their codes; of a single observation, as
     * most minutes have, one of each: the value, which is its own minimum, maximum and sum.
     */
    private long[] cells = {};

    private RainTotals rain = RainTotals.NONE;

    /** Counts an observation; {@code intervalSeconds} 0: its interval is not known. */
    void addObservation(long observedAtMillis, int intervalSeconds) {
        widen();
        observations++;
        coveredSeconds += intervalSeconds;
        unknownIntervals += intervalSeconds == 0 ? 1 : 0;
        firstObservedAtMillis = Math.min(firstObservedAtMillis, observedAtMillis);
        lastObservedAtMillis = Math.max(lastObservedAtMillis, observedAtMillis);
    }

    /**
     * Adds the values of the observation that was counted last, those of the wanted quantities, and
     * what they cover.
     */
    void addValues(ObservedValues values, int wanted, int intervalSeconds) {
        int present = values.present() & wanted;
        if (isSingle()) {
            keepSingle(values::value, present);
            return;
        }
        if ((present & ~quantities) != 0) {
            makeRoom(present | quantities);
        }
        for (int left = present; left != 0; left &= left - 1) {
            int code = Integer.numberOfTrailingZeros(left);
            int at = base(code);
            addValue(at, values.value(code));
            ExactSum.add(cells, at + SUM, values.high(code), values.low(code));
            cells[at + COVERED] += intervalSeconds;
            cells[at + UNKNOWN] += intervalSeconds == 0 ? 1 : 0;
        }
    }

    private void keepSingle(IntToDoubleFunction values, int present) {
        quantities = present;
        cells = new long[Integer.bitCount(present)];
        int to = 0;
        for (int left = present; left != 0; left &= left - 1) {
            double value = values.applyAsDouble(Integer.numberOfTrailingZeros(left));
            cells[to++] = Double.doubleToRawLongBits(value);
        }
    }

    /** Adds what another one has seen, of the wanted quantities, but for rain. */
    void add(Pane other, int wanted) {
        if (other.observations == 0) {
            return;
        }
        boolean staysSingle = observations == 0 && other.isSingle();
        widen();
        observations += other.observations;
        coveredSeconds += other.coveredSeconds;
        unknownIntervals += other.unknownIntervals;
        firstObservedAtMillis = Math.min(firstObservedAtMillis, other.firstObservedAtMillis);
        lastObservedAtMillis = Math.max(lastObservedAtMillis, other.lastObservedAtMillis);
        int present = other.quantities & wanted;
        if (staysSingle) {
            keepSingle(other::min, present);
            return;
        }
        if ((present & ~quantities) != 0) {
            makeRoom(present | quantities);
        }
        for (int left = present; left != 0; left &= left - 1) {
            int code = Integer.numberOfTrailingZeros(left);
            if (other.isSingle()) {
                addSingle(base(code), other.min(code), other);
            } else {
                addCell(base(code), other.cells, other.base(code));
            }
        }
    }

    private void addSingle(int at, double value, Pane single) {
        addValue(at, value);
        ExactSum.add(cells, at + SUM, value);
        cells[at + COVERED] += single.coveredSeconds;
        cells[at + UNKNOWN] += single.unknownIntervals;
    }

    private boolean isSingle() {
        return observations == 1;
    }

    /** Room for more than the single observation that there is. */
    private void widen() {
        if (!isSingle()) {
            return;
        }
        long[] single = cells;
        int present = quantities;
        cells = new long[0];
        quantities = 0;
        makeRoom(present);
        for (int i = 0; i < single.length; i++) {
            addSingle(i * SLOTS, number(single[i]), this);
        }
    }

    private void addCell(int at, long[] others, int from) {
        cells[at + COUNT] += others[from + COUNT];
        if (number(others[from + MIN]) < number(cells[at + MIN])) {
            cells[at + MIN] = others[from + MIN];
        }
        if (number(others[from + MAX]) > number(cells[at + MAX])) {
            cells[at + MAX] = others[from + MAX];
        }
        ExactSum.add(cells, at + SUM, others[from + SUM], others[from + SUM + 1]);
        cells[at + COVERED] += others[from + COVERED];
        cells[at + UNKNOWN] += others[from + UNKNOWN];
    }

    /** Adds a sensor's rain, or ({@code countChange} -1) takes back what was added before. */
    void addRain(int sensor, double millimetres, int countChange) {
        rain = rain.plus(sensor, millimetres, countChange);
    }

    int observations() {
        return observations;
    }

    long coveredSeconds() {
        return coveredSeconds;
    }

    int unknownIntervals() {
        return unknownIntervals;
    }

    long firstObservedAtMillis() {
        return firstObservedAtMillis;
    }

    long lastObservedAtMillis() {
        return lastObservedAtMillis;
    }

    RainTotals rain() {
        return rain;
    }

    int quantities() {
        return quantities;
    }

    boolean has(int code) {
        return (quantities >>> code & 1) != 0;
    }

    int count(int code) {
        return has(code) ? (int) (isSingle() ? 1 : cells[base(code) + COUNT]) : 0;
    }

    /** Seconds covered by the observations that have a value of the quantity. */
    long coveredSeconds(int code) {
        return isSingle() ? coveredSeconds : cells[base(code) + COVERED];
    }

    int unknownIntervals(int code) {
        return isSingle() ? unknownIntervals : (int) cells[base(code) + UNKNOWN];
    }

    double min(int code) {
        return isSingle() ? single(code) : number(cells[base(code) + MIN]);
    }

    double max(int code) {
        return isSingle() ? single(code) : number(cells[base(code) + MAX]);
    }

    double sum(int code) {
        return ExactSum.toDouble(sumHigh(code), sumLow(code));
    }

    long sumHigh(int code) {
        return isSingle() ? ExactSum.high(single(code)) : cells[base(code) + SUM];
    }

    long sumLow(int code) {
        return isSingle() ? ExactSum.low(single(code)) : cells[base(code) + SUM + 1];
    }

    private double single(int code) {
        return number(cells[position(code)]);
    }

    private void addValue(int at, double value) {
        cells[at + COUNT]++;
        if (value < number(cells[at + MIN])) {
            cells[at + MIN] = Double.doubleToRawLongBits(value);
        }
        if (value > number(cells[at + MAX])) {
            cells[at + MAX] = Double.doubleToRawLongBits(value);
        }
    }

    private static double number(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private void makeRoom(int wider) {
        long[] room = new long[Integer.bitCount(wider) * SLOTS];
        int to = 0;
        for (int left = wider; left != 0; left &= left - 1) {
            int code = Integer.numberOfTrailingZeros(left);
            if (has(code)) {
                System.arraycopy(cells, base(code), room, to, SLOTS);
            } else {
                room[to + MIN] = NO_MIN;
                room[to + MAX] = NO_MAX;
            }
            to += SLOTS;
        }
        cells = room;
        quantities = wider;
    }

    private int base(int code) {
        return position(code) * SLOTS;
    }

    private int position(int code) {
        return Integer.bitCount(quantities & ((1 << code) - 1));
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeUnsigned(out, observations);
        CompactData.writeUnsigned(out, coveredSeconds);
        CompactData.writeUnsigned(out, unknownIntervals);
        CompactData.writeSigned(out, firstObservedAtMillis);
        CompactData.writeUnsigned(out, lastObservedAtMillis - firstObservedAtMillis);
        CompactData.writeUnsigned(out, quantities);
        for (int at = 0; at < cells.length; at += isSingle() ? 1 : SLOTS) {
            if (isSingle()) {
                CompactData.writeUnsigned(out, SINGLE_HEADER);
                CompactData.writeNumber(out, number(cells[at]));
            } else {
                writeCell(out, at);
            }
        }
        rain.write(out);
    }

    /**
     * A single value is its own minimum, maximum and sum. What a quantity covers is nearly always
     * what all observations cover.
     */
    private void writeCell(DataOutput out, int at) throws IOException {
        boolean ownCoverage =
                cells[at + COVERED] != coveredSeconds || cells[at + UNKNOWN] != unknownIntervals;
        CompactData.writeUnsigned(out, cells[at + COUNT] << 1 | (ownCoverage ? 1 : 0));
        if (ownCoverage) {
            CompactData.writeUnsigned(out, cells[at + COVERED]);
            CompactData.writeUnsigned(out, cells[at + UNKNOWN]);
        }
        CompactData.writeNumber(out, Double.longBitsToDouble(cells[at + MIN]));
        if (cells[at + COUNT] > 1) {
            CompactData.writeNumber(out, Double.longBitsToDouble(cells[at + MAX]));
            CompactData.writeSigned(out, cells[at + SUM]);
            out.writeLong(cells[at + SUM + 1]);
        }
    }

    static Pane read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "Pane");
        Pane pane = new Pane();
        pane.observations = (int) CompactData.readUnsigned(in);
        pane.coveredSeconds = CompactData.readUnsigned(in);
        pane.unknownIntervals = (int) CompactData.readUnsigned(in);
        pane.firstObservedAtMillis = CompactData.readSigned(in);
        pane.lastObservedAtMillis = pane.firstObservedAtMillis + CompactData.readUnsigned(in);
        pane.quantities = (int) CompactData.readUnsigned(in);
        pane.cells = new long[Integer.bitCount(pane.quantities) * SLOTS];
        for (int at = 0; at < pane.cells.length; at += SLOTS) {
            pane.readCell(in, at);
        }
        if (pane.isSingle()) {
            pane.narrow();
        }
        pane.rain = RainTotals.read(in);
        return pane;
    }

    private void narrow() {
        long[] single = new long[cells.length / SLOTS];
        for (int i = 0; i < single.length; i++) {
            single[i] = cells[i * SLOTS + MIN];
        }
        cells = single;
    }

    private void readCell(DataInput in, int at) throws IOException {
        long header = CompactData.readUnsigned(in);
        boolean ownCoverage = (header & 1) != 0;
        cells[at + COUNT] = header >>> 1;
        cells[at + COVERED] = ownCoverage ? CompactData.readUnsigned(in) : coveredSeconds;
        cells[at + UNKNOWN] = ownCoverage ? CompactData.readUnsigned(in) : unknownIntervals;
        double min = CompactData.readNumber(in);
        cells[at + MIN] = Double.doubleToRawLongBits(min);
        if (cells[at + COUNT] > 1) {
            cells[at + MAX] = Double.doubleToRawLongBits(CompactData.readNumber(in));
            cells[at + SUM] = CompactData.readSigned(in);
            cells[at + SUM + 1] = in.readLong();
        } else {
            cells[at + MAX] = cells[at + MIN];
            ExactSum.add(cells, at + SUM, min);
        }
    }
}

package io.outpost.core.place;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A reading of a rain gauge with what it gives and how the counter stands after it.
 *
 * @param counter mm; NaN: none
 * @param amount mm; NaN: none
 * @param intervalSeconds at which its sensor reports, s; 0: not known, too short to widen what a
 *     minute has, or there is no counter
 * @param gives mm; NaN: nothing
 * @param reach which panes have what it gives
 * @param level what the counter stands at after it, mm; NaN: not known
 * @param levelAtMillis when a counter last came
 */
record RainReading(
        long atMillis,
        double counter,
        double amount,
        int intervalSeconds,
        double gives,
        RainReach reach,
        double level,
        long levelAtMillis) {
    /** Before the first one. */
    static final RainReading NONE = of(Long.MIN_VALUE, Double.NaN, Double.NaN, 0);

    private static final int NUMBERS = 4;
    private static final int REACHES = 3;
    private static final int HAS_INTERVAL = 1 << 6;

    /**
     * One that is not evaluated yet.
     *
     * @param intervalSeconds at which its sensor reports, s; 0: not known
     */
    static RainReading of(long atMillis, double counter, double amount, int intervalSeconds) {
        boolean widens = !Double.isNaN(counter) && RainReach.isWidenedBy(intervalSeconds);
        return new RainReading(
                atMillis,
                counter,
                amount,
                widens ? intervalSeconds : 0,
                Double.NaN,
                RainReach.MINUTE,
                Double.NaN,
                0);
    }

    boolean hasCounter() {
        return !Double.isNaN(counter);
    }

    boolean standsAs(RainReading other) {
        return Double.compare(level, other.level) == 0 && levelAtMillis == other.levelAtMillis;
    }

    /** What its minute has of it, mm; NaN: nothing. */
    double givesMinute() {
        return reach == RainReach.MINUTE ? gives : Double.NaN;
    }

    /** With a value, and the counter as it stood before. */
    RainReading giving(double value, RainReading before) {
        return new RainReading(
                atMillis,
                counter,
                amount,
                intervalSeconds,
                value,
                RainReach.MINUTE,
                before.level,
                before.levelAtMillis);
    }

    /** With a value, and the level set by its counter. */
    RainReading setting(double value, RainReach of) {
        return new RainReading(
                atMillis, counter, amount, intervalSeconds, value, of, counter, atMillis);
    }

    /**
     * True for a 0 that the level has stayed above by more than noise: it was evaluated to be none.
     */
    boolean isNoReading() {
        return counter == 0 && level > RainGauge.NOISE_MILLIMETRES;
    }

    /** With a value, and the level as it stood before; a counter has come. */
    RainReading staying(double value, RainReach of, RainReading before) {
        return new RainReading(
                atMillis, counter, amount, intervalSeconds, value, of, before.level, atMillis);
    }

    /** All but its time. */
    void write(DataOutput out) throws IOException {
        double[] numbers = {counter, amount, gives, level};
        int header = reach.ordinal() << NUMBERS | (intervalSeconds > 0 ? HAS_INTERVAL : 0);
        for (int i = 0; i < NUMBERS; i++) {
            header |= Double.isNaN(numbers[i]) ? 0 : 1 << i;
        }
        out.writeByte(header);
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                CompactData.writeNumber(out, number);
            }
        }
        if (!Double.isNaN(level)) {
            CompactData.writeUnsigned(out, atMillis - levelAtMillis);
        }
        if (intervalSeconds > 0) {
            CompactData.writeUnsigned(out, intervalSeconds);
        }
    }

    static RainReading read(long atMillis, DataInput in) throws IOException {
        double[] numbers = new double[NUMBERS];
        int header = in.readUnsignedByte();
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = (header >>> i & 1) == 0 ? Double.NaN : CompactData.readNumber(in);
        }
        boolean hasLevel = !Double.isNaN(numbers[3]);
        long levelAtMillis = hasLevel ? atMillis - CompactData.readUnsigned(in) : 0;
        boolean hasInterval = (header & HAS_INTERVAL) != 0;
        return new RainReading(
                atMillis,
                numbers[0],
                numbers[1],
                hasInterval ? (int) CompactData.readUnsigned(in) : 0,
                numbers[2],
                RainReach.ofOrdinal(header >>> NUMBERS & REACHES),
                numbers[3],
                levelAtMillis);
    }
}

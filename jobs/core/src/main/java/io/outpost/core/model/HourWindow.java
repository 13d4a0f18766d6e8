package io.outpost.core.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The amounts of one thing in each of the last hours, of which few have any: only those are kept,
 * oldest first.
 */
final class HourWindow {
    private static final int FIRST_ROOM = 4;
    private static final int[] NO_HOURS = {};
    private static final double[] NO_AMOUNTS = {};

    private final int kept;
    private int[] epochHours = NO_HOURS;
    private double[] amounts = NO_AMOUNTS;
    private int size;

    /**
     * @param hours how many it keeps, 1..127
     */
    HourWindow(int hours) {
        kept = hours;
    }

    /** Puts the amount of an hour that is later than those before. */
    void put(long hour, double amount) {
        int gone = indexAfter(hour - kept);
        if (gone > 0) {
            System.arraycopy(epochHours, gone, epochHours, 0, size - gone);
            System.arraycopy(amounts, gone, amounts, 0, size - gone);
            size -= gone;
        }
        if (amount != 0) {
            makeRoom();
            epochHours[size] = Math.toIntExact(hour);
            amounts[size++] = amount;
        }
    }

    private void makeRoom() {
        if (size == amounts.length) {
            int room = Math.max(FIRST_ROOM, Math.min(2 * size, kept));
            epochHours = Arrays.copyOf(epochHours, room);
            amounts = Arrays.copyOf(amounts, room);
        }
    }

    /** The first of those that are later than an hour. */
    private int indexAfter(long hour) {
        int at = 0;
        while (at < size && epochHours[at] <= hour) {
            at++;
        }
        return at;
    }

    /** The amount of the hour that was put last. */
    double of(long lastHour) {
        return size > 0 && epochHours[size - 1] == lastHour ? amounts[size - 1] : 0;
    }

    /** Nothing in any hour. */
    void clear() {
        epochHours = NO_HOURS;
        amounts = NO_AMOUNTS;
        size = 0;
    }

    /** The sum over the last hours, oldest first: the same however it came about. */
    double sum(long lastHour, int hours) {
        double sum = 0;
        for (int at = indexAfter(lastHour - hours); at < size; at++) {
            sum += amounts[at];
        }
        return sum;
    }

    /** How many hours have any, the first of them, then of each how much later, and its amount. */
    void write(DataOutput out) throws IOException {
        out.writeByte(size);
        if (size > 0) {
            out.writeInt(epochHours[0]);
        }
        for (int at = 0; at < size; at++) {
            out.writeByte(epochHours[at] - epochHours[0]);
            out.writeDouble(amounts[at]);
        }
    }

    /** Into one that has nothing. */
    void read(DataInput in) throws IOException {
        size = in.readByte();
        if (size > 0) {
            int first = in.readInt();
            epochHours = new int[size];
            amounts = new double[size];
            for (int at = 0; at < size; at++) {
                epochHours[at] = first + in.readByte();
                amounts[at] = in.readDouble();
            }
        }
    }
}

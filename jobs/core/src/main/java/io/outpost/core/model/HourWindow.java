package io.outpost.core.model;

import java.util.Arrays;

/** The amounts of one thing in each of the last hours; 0 where there was none. */
final class HourWindow {
    private final double[] amounts;

    /**
     * @param hours how many it keeps
     */
    HourWindow(int hours) {
        amounts = new double[hours];
    }

    /** Puts the amount of an hour in the place of that of the hour that leaves. */
    void put(long hour, double amount) {
        amounts[slot(hour)] = amount;
    }

    /** Nothing in any hour. */
    void clear() {
        Arrays.fill(amounts, 0);
    }

    /** The sum over the last hours, oldest first: the same however it came about. */
    double sum(long lastHour, int hours) {
        double sum = 0;
        for (long hour = lastHour - hours + 1; hour <= lastHour; hour++) {
            sum += amounts[slot(hour)];
        }
        return sum;
    }

    int writeTo(double[] to, int position) {
        System.arraycopy(amounts, 0, to, position, amounts.length);
        return position + amounts.length;
    }

    int readFrom(double[] from, int position) {
        System.arraycopy(from, position, amounts, 0, amounts.length);
        return position + amounts.length;
    }

    private int slot(long hour) {
        return (int) Math.floorMod(hour, (long) amounts.length);
    }
}

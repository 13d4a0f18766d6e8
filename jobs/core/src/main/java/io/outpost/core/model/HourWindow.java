package io.outpost.core.model;

import java.util.Arrays;

/** The amounts of one thing in each of the last hours; 0 where there was none. */
final class HourWindow {
    private final double[] amounts;

    /** In how many hours there was any. */
    private int hoursWithAny;

    /**
     * @param hours how many it keeps
     */
    HourWindow(int hours) {
        amounts = new double[hours];
    }

    /** Puts the amount of an hour in the place of that of the hour that leaves. */
    void put(long hour, double amount) {
        int slot = slot(hour);
        hoursWithAny += (amount == 0 ? 0 : 1) - (amounts[slot] == 0 ? 0 : 1);
        amounts[slot] = amount;
    }

    /** Nothing in any hour. */
    void clear() {
        Arrays.fill(amounts, 0);
        hoursWithAny = 0;
    }

    /** The sum over the last hours, oldest first: the same however it came about. */
    double sum(long lastHour, int hours) {
        if (hoursWithAny == 0) {
            return 0;
        }
        int from = slot(lastHour - hours + 1);
        int untilEnd = Math.min(hours, amounts.length - from);
        return plus(plus(0, from, untilEnd), 0, hours - untilEnd);
    }

    private double plus(double before, int from, int count) {
        double sum = before;
        for (int slot = from; slot < from + count; slot++) {
            sum += amounts[slot];
        }
        return sum;
    }

    int writeTo(double[] to, int position) {
        System.arraycopy(amounts, 0, to, position, amounts.length);
        return position + amounts.length;
    }

    int readFrom(double[] from, int position) {
        System.arraycopy(from, position, amounts, 0, amounts.length);
        hoursWithAny = (int) Arrays.stream(amounts).filter(amount -> amount != 0).count();
        return position + amounts.length;
    }

    private int slot(long hour) {
        return (int) Math.floorMod(hour, (long) amounts.length);
    }
}

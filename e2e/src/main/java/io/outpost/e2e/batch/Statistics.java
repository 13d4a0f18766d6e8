package io.outpost.e2e.batch;

/** Count, minimum, maximum and a sum with Neumaier's compensation. */
final class Statistics {
    private int count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double lost;

    void add(double value) {
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    int count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double sum() {
        return sum + lost;
    }

    double mean() {
        return sum() / count;
    }
}

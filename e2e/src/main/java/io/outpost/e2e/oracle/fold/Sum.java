package io.outpost.e2e.oracle.fold;

/**
 * A sum that keeps what plain addition loses (two doubles, about 106 bits), so that it does not
 * depend on the order of its terms.
 */
final class Sum {
    private double high;
    private double low;

    void add(double value) {
        double total = high + value;
        double back = total - high;
        low += (high - (total - back)) + (value - back);
        high = total;
    }

    void add(Sum other) {
        add(other.high);
        add(other.low);
    }

    double value() {
        return high + low;
    }
}

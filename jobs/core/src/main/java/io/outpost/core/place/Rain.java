package io.outpost.core.place;

/**
 * The rain of a span of time.
 *
 * @param count number of values of all sensors
 * @param totalMillimetres NaN without values
 */
record Rain(int count, double totalMillimetres) {
    static final Rain NONE = new Rain(0, Double.NaN);

    /** Of at most an hour: the mean of the sensors that have values in it. */
    static Rain of(RainTotals totals) {
        return totals.count() == 0 ? NONE : new Rain(totals.count(), totals.meanTotalMillimetres());
    }

    /** With the rain of another hour. */
    Rain plus(Rain other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        return new Rain(count + other.count, totalMillimetres + other.totalMillimetres);
    }
}

package io.outpost.bench.live;

/**
 * Which record is due when, whatever becomes of those before: the rate changes evenly from one
 * value to another, the places take turns, and so do the sensors of a place, as many as are needed
 * that none reports twice within a second.
 *
 * @param startMillis when the first record is due, ms since 1970
 * @param fromPerSecond records per second at the start, all places together
 * @param toPerSecond and at the end
 */
record Schedule(
        long startMillis, double fromPerSecond, double toPerSecond, int seconds, int places) {
    private static final double MILLIS_PER_SECOND = 1000;

    /** An instant that is a whole millisecond must not become the one before by rounding. */
    private static final double ROUNDING_MILLIS = 1e-6;

    Schedule {
        if (fromPerSecond <= 0 || toPerSecond <= 0 || seconds < 1 || places < 1) {
            throw new IllegalArgumentException("rates, seconds and places must be above 0");
        }
    }

    static Schedule constant(long startMillis, double perSecond, int seconds, int places) {
        return new Schedule(startMillis, perSecond, perSecond, seconds, places);
    }

    /** Number of records of the whole schedule. */
    long records() {
        return Math.round(recordsAfter(seconds));
    }

    long endMillis() {
        return startMillis + Math.round(seconds * MILLIS_PER_SECOND);
    }

    /** Records per second at an instant within the schedule. */
    double rateAt(long millis) {
        return fromPerSecond + acceleration() * secondsAfterStart(millis);
    }

    /** When a record is due, ms since 1970. */
    long dueMillis(long record) {
        return startMillis + (long) (secondOf(record) * MILLIS_PER_SECOND + ROUNDING_MILLIS);
    }

    /** Number of records that are due before an instant: the first one that is not has it. */
    long countBefore(long millis) {
        if (millis <= startMillis) {
            return 0;
        }
        long count = Math.min(records(), (long) recordsAfter(secondsAfterStart(millis)));
        while (count < records() && dueMillis(count) < millis) {
            count++;
        }
        while (count > 0 && dueMillis(count - 1) >= millis) {
            count--;
        }
        return count;
    }

    int place(long record) {
        return (int) (record % places);
    }

    int sensor(long record) {
        return (int) (record / places % sensorsPerPlace());
    }

    int sensorsPerPlace() {
        return (int) Math.ceil(Math.max(fromPerSecond, toPerSecond) / places);
    }

    /** The first record of a place that is due at an instant or later; -1 when there is none. */
    long firstOf(int place, long millis) {
        long record = firstIndexOf(place, millis);
        return record < records() ? record : -1;
    }

    /** Number of records of a place that are due within [from, to). */
    int countOf(int place, long fromMillis, long toMillis) {
        long first = firstIndexOf(place, fromMillis);
        long end = Math.min(countBefore(toMillis), records());
        return first >= end ? 0 : (int) ((end - 1 - first) / places + 1);
    }

    /** When the last record of a place is due; {@link #startMillis} when it has none. */
    long lastDueMillis(int place) {
        if (place >= records()) {
            return startMillis;
        }
        return dueMillis((records() - 1 - place) / places * places + place);
    }

    private long firstIndexOf(int place, long millis) {
        long count = countBefore(millis);
        return count + Math.floorMod(place - count, (long) places);
    }

    private double secondsAfterStart(long millis) {
        return (millis - startMillis) / MILLIS_PER_SECOND;
    }

    private double acceleration() {
        return (toPerSecond - fromPerSecond) / seconds;
    }

    private double recordsAfter(double second) {
        return second * (fromPerSecond + acceleration() * second / 2);
    }

    private double secondOf(long record) {
        double root =
                Math.sqrt(fromPerSecond * fromPerSecond + 2 * acceleration() * (double) record);
        return 2 * record / (fromPerSecond + root);
    }
}

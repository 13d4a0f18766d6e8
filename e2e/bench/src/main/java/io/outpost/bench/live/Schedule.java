package io.outpost.bench.live;

/**
 * Which record is due when, whatever becomes of those before: at a constant rate the places take
 * turns, and so do the sensors of a place, as many as are needed that none reports twice within a
 * second.
 *
 * @param startMillis when the first record is due, ms since 1970
 * @param perSecond records per second, all places together
 */
record Schedule(long startMillis, double perSecond, int seconds, int places) {
    private static final double MILLIS_PER_SECOND = 1000;

    /** An instant that is a whole millisecond must not become the one before by rounding. */
    private static final double ROUNDING_MILLIS = 1e-6;

    Schedule {
        if (perSecond <= 0 || seconds < 1 || places < 1) {
            throw new IllegalArgumentException("rate, seconds and places must be above 0");
        }
    }

    /** Number of records of the whole schedule. */
    long records() {
        return Math.round(perSecond * seconds);
    }

    long endMillis() {
        return startMillis + Math.round(seconds * MILLIS_PER_SECOND);
    }

    /** When a record is due, ms since 1970. */
    long dueMillis(long record) {
        return startMillis + (long) (record * MILLIS_PER_SECOND / perSecond + ROUNDING_MILLIS);
    }

    /** Number of records that are due before an instant: the first one that is not has it. */
    long countBefore(long millis) {
        if (millis <= startMillis) {
            return 0;
        }
        double passed = (millis - startMillis) / MILLIS_PER_SECOND * perSecond;
        long count = Math.min(records(), (long) passed);
        while (count < records() && dueMillis(count) < millis) {
            count++;
        }
        while (count > 0 && dueMillis(count - 1) >= millis) {
            count--;
        }
        return count;
    }

    /**
     * Age of the oldest record that is due at an instant and not among the first that are
     * processed, ms; 0 when there is none. By the schedule and not by what was sent, so that a
     * sender that is late counts as well.
     */
    long lagMillis(long millis, long processed) {
        return processed >= records() ? 0 : Math.max(0, millis - dueMillis(processed));
    }

    int place(long record) {
        return (int) (record % places);
    }

    int sensor(long record) {
        return (int) (record / places % sensorsPerPlace());
    }

    int sensorsPerPlace() {
        return (int) Math.ceil(perSecond / places);
    }

    /** True when a place has a record that is due within [from, to). */
    boolean reports(int place, long fromMillis, long toMillis) {
        return firstOf(place, fromMillis) < countBefore(toMillis);
    }

    /**
     * When the record is due that closes a minute of a place: its first one that is not before the
     * minute's end and 10 s; ms since 1970, -1: the schedule ends before.
     */
    long closingMillis(int place, long minuteEndMillis) {
        long record = firstOf(place, minuteEndMillis + Window.GRACE_MILLIS);
        return record < records() ? dueMillis(record) : -1;
    }

    /** The last instant by which every place has sent its last record, or nothing. */
    long leastLastMillis() {
        return dueMillis(Math.max(0, records() - places));
    }

    /** The first record of a place that is not due before an instant, if it went on for ever. */
    private long firstOf(int place, long millis) {
        long count = countBefore(millis);
        return count + Math.floorMod(place - count, (long) places);
    }
}

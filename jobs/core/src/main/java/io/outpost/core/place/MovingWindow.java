package io.outpost.core.place;

/**
 * The sums of the panes of one width that start within a length of time before an instant. It moves
 * on by what enters and what leaves, at a cost that does not grow with its length; sums are exact,
 * so nothing gathers. Never stored: the window of a place that is loaded is added up anew.
 */
final class MovingWindow {
    /** The panes that it covers. */
    interface Panes {
        /** Adds the sums of a pane, where there is one. */
        void add(Place place, long startMillis, RollingSums to);

        /** Takes them back. */
        void subtract(Place place, long startMillis, RollingSums from);
    }

    private final Panes panes;
    private final long stepMillis;
    private final long lengthMillis;
    private final long movedAtMostMillis;
    private RollingSums sums = new RollingSums();
    private boolean set;
    private long endMillis;

    /**
     * @param stepMillis width of the panes
     * @param movedAtMostMillis moved further, it is added up anew: what would leave may have been
     *     forgotten
     */
    MovingWindow(Panes panes, long stepMillis, long lengthMillis, long movedAtMostMillis) {
        this.panes = panes;
        this.stepMillis = stepMillis;
        this.lengthMillis = lengthMillis;
        this.movedAtMostMillis = movedAtMostMillis;
    }

    /** Of minutes, which are kept {@link AllowedLateness#MINUTES_KEPT_MILLIS}. */
    static MovingWindow ofMinutes(long lengthMillis) {
        long stepMillis = PaneWidth.MINUTE.millis();
        return new MovingWindow(new Minutes(), stepMillis, lengthMillis, 5 * stepMillis);
    }

    /** Of quarter hours, which are kept {@link AllowedLateness#QUARTER_HOURS_KEPT_MILLIS}. */
    static MovingWindow ofQuarterHours(long lengthMillis) {
        long stepMillis = PaneWidth.QUARTER_HOUR.millis();
        return new MovingWindow(new QuarterHours(), stepMillis, lengthMillis, 2 * stepMillis);
    }

    /** The means over the window that ends at an instant. */
    RollingMeans meansAt(Place place, long newEndMillis) {
        boolean near = newEndMillis >= endMillis && newEndMillis - endMillis <= movedAtMostMillis;
        if (set && near) {
            for (long start = endMillis; start < newEndMillis; start += stepMillis) {
                panes.subtract(place, start - lengthMillis, sums);
                panes.add(place, start, sums);
            }
        } else {
            sums = new RollingSums();
            for (long start = newEndMillis - lengthMillis;
                    start < newEndMillis;
                    start += stepMillis) {
                panes.add(place, start, sums);
            }
        }
        set = true;
        endMillis = newEndMillis;
        return sums.means((int) (lengthMillis / 1000));
    }

    /** Forgets the sums: panes that they hold are about to be forgotten. */
    void reset() {
        set = false;
    }

    /** Takes up an observation of a pane, which is within the window or not. */
    void add(long startMillis, ObservedValues values, int intervalSeconds) {
        if (covers(startMillis)) {
            sums.add(values, intervalSeconds);
        }
    }

    /** Takes up what a pane has got, which is within the window or not. */
    void add(long startMillis, Pane more) {
        if (covers(startMillis)) {
            sums.add(more);
        }
    }

    private boolean covers(long startMillis) {
        return set && startMillis < endMillis && startMillis >= endMillis - lengthMillis;
    }

    private static final class Minutes implements Panes {
        @Override
        public void add(Place place, long startMillis, RollingSums to) {
            Pane minute = MinuteTier.minute(place, startMillis);
            if (minute != null) {
                to.add(minute);
            }
        }

        @Override
        public void subtract(Place place, long startMillis, RollingSums from) {
            Pane minute = MinuteTier.minute(place, startMillis);
            if (minute != null) {
                from.subtract(minute);
            }
        }
    }

    private static final class QuarterHours implements Panes {
        @Override
        public void add(Place place, long startMillis, RollingSums to) {
            QuarterHour quarter = place.quarterHours().get(startMillis);
            if (quarter != null) {
                to.add(quarter.sums());
            }
        }

        @Override
        public void subtract(Place place, long startMillis, RollingSums from) {
            QuarterHour quarter = place.quarterHours().get(startMillis);
            if (quarter != null) {
                from.subtract(quarter.sums());
            }
        }
    }
}

package io.outpost.core.place;

/**
 * What has been added to the minute of the latest observation, but not to the panes and windows
 * that cover it: they take it up at once when something else happens at the place. Minima, maxima
 * and exact sums do not depend on when they do. Nothing is left to be taken up in a place that is
 * stored.
 */
final class PendingMinute {
    private Pane pane = new Pane();
    private long startMillis = Place.NONE;

    /**
     * From now on observations of this minute may be added here, until {@link #settle}: the panes
     * that cover it are there, and it is noted that they have changed.
     */
    void begin(long minuteMillis) {
        startMillis = minuteMillis;
    }

    boolean isOf(long minuteMillis) {
        return startMillis == minuteMillis;
    }

    void add(long atMillis, ObservedValues values, int intervalSeconds) {
        pane.addObservation(atMillis, intervalSeconds);
        pane.addValues(values, ObservedValues.OF_MINUTES, intervalSeconds);
    }

    /** Puts what there is where it belongs. Before panes are read, closed, forgotten or stored. */
    void settle(Place place) {
        if (pane.observations() > 0) {
            MinuteTier.add(place, startMillis, pane);
            HourTier.add(place, startMillis, pane);
            pane = new Pane();
        }
        startMillis = Place.NONE;
    }
}

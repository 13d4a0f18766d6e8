package io.outpost.core.place;

import java.util.List;

/**
 * The hour tier of a place: hourly and daily panes. Here the hourly models (mud, water, snow) will
 * plug in.
 */
final class HourTier {
    private static final PaneWidth[] WIDTHS = {PaneWidth.HOUR, PaneWidth.DAY};

    private HourTier() {}

    static void add(
            Place place,
            long atMillis,
            long receivedAtMillis,
            ObservedValues values,
            int intervalSeconds) {
        for (PaneWidth width : WIDTHS) {
            long start = width.startOf(atMillis);
            Pane pane = panes(place, width).get(start);
            place.index(width).note(start, pane == null, receivedAtMillis);
            pane = pane == null ? new Pane() : pane;
            pane.addObservation(atMillis, intervalSeconds);
            pane.addValues(values, ObservedValues.OF_HOURS);
            panes(place, width).put(start, pane);
        }
    }

    /** Adds rain to an hour and a day that are not empty. */
    static void addRain(
            Place place, long atMillis, int sensor, double millimetres, int countChange) {
        for (PaneWidth width : WIDTHS) {
            long start = width.startOf(atMillis);
            Pane pane = panes(place, width).get(start);
            pane.addRain(sensor, millimetres, countChange);
            place.index(width).note(start, false, 0);
            panes(place, width).put(start, pane);
        }
    }

    /** Emits the panes of a tier that close or have changed. */
    static void emit(Place place, PaneWidth width, PaneIndex.Due due, RowEmitter rows) {
        for (long start : due.closing()) {
            rows.pane(place, width, start, panes(place, width).get(start), List.of());
        }
        for (long start : due.changed()) {
            place.counters.rewrites++;
            rows.pane(place, width, start, panes(place, width).get(start), List.of());
        }
    }

    /** Forgets what is behind the horizon. */
    static void forget(Place place, long clockMillis) {
        for (PaneWidth width : WIDTHS) {
            for (long start : panes(place, width).numbers()) {
                if (start + width.millis() <= clockMillis - AllowedLateness.HOUR_TIER_MILLIS) {
                    panes(place, width).remove(start);
                }
            }
        }
    }

    private static StateMap<Pane> panes(Place place, PaneWidth width) {
        return width == PaneWidth.HOUR ? place.hours() : place.days();
    }
}

package io.outpost.core.place;

import java.util.List;

/** The hour tier of a place: hourly and daily panes; {@link HourlyModels} step by the hours. */
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
            Pane known = panes(place, width).get(start);
            Pane pane = known == null ? new Pane() : known;
            pane.addObservation(atMillis, intervalSeconds);
            pane.addValues(values, ObservedValues.OF_HOURS, intervalSeconds);
            panes(place, width).put(start, pane);
            note(place, width, start, known == null, receivedAtMillis);
        }
    }

    /** Adds what a minute has got to its hour and its day, which are not empty. */
    static void add(Place place, long minuteMillis, Pane more) {
        for (PaneWidth width : WIDTHS) {
            long start = width.startOf(minuteMillis);
            Pane pane = panes(place, width).get(start);
            pane.add(more, ObservedValues.OF_HOURS);
            panes(place, width).put(start, pane);
        }
    }

    /** Adds rain to an hour that is not empty; its day has the rain of its hours. */
    static void addRain(
            Place place, long atMillis, int sensor, double millimetres, int countChange) {
        long start = PaneWidth.HOUR.startOf(atMillis);
        Pane hour = place.hours().get(start);
        hour.addRain(sensor, millimetres, countChange);
        place.hours().put(start, hour);
        note(place, PaneWidth.HOUR, start, false, 0);
        place.index(PaneWidth.DAY).note(PaneWidth.DAY.startOf(atMillis), false, 0);
    }

    private static void note(
            Place place, PaneWidth width, long start, boolean isNew, long receivedAtMillis) {
        boolean changes = place.index(width).note(start, isNew, receivedAtMillis);
        if (changes && width == PaneWidth.HOUR) {
            HourlyModels.changed(place, start);
        }
    }

    /** Emits the panes of a tier that close or have changed. */
    static void emit(Place place, PaneWidth width, PaneIndex.Due due, RowEmitter rows) {
        for (long start : due.closing()) {
            emit(place, width, start, rows);
        }
        for (long start : due.changed()) {
            place.counters.rewrites++;
            emit(place, width, start, rows);
        }
    }

    private static void emit(Place place, PaneWidth width, long start, RowEmitter rows) {
        Pane pane = panes(place, width).get(start);
        rows.pane(
                place,
                width,
                start,
                pane,
                width == PaneWidth.HOUR ? Rain.of(pane.rain()) : rainOfDay(place, start),
                List.of());
    }

    private static Rain rainOfDay(Place place, long dayMillis) {
        Rain rain = Rain.NONE;
        long end = dayMillis + PaneWidth.DAY.millis();
        for (long start = dayMillis; start < end; start += PaneWidth.HOUR.millis()) {
            Pane hour = place.hours().get(start);
            rain = hour == null ? rain : rain.plus(Rain.of(hour.rain()));
        }
        return rain;
    }

    /** Forgets the days that are behind the horizon, with their hours. */
    static void forget(Place place, long clockMillis) {
        for (PaneWidth width : WIDTHS) {
            for (long start : panes(place, width).numbers()) {
                long dayEnd = PaneWidth.DAY.startOf(start) + PaneWidth.DAY.millis();
                if (dayEnd <= clockMillis - AllowedLateness.HOUR_TIER_MILLIS) {
                    panes(place, width).remove(start);
                }
            }
        }
    }

    /**
     * Forgets what nothing newer than the clock changes: all before the clock's day, and of its
     * hours those that do not add to the rain of the day.
     */
    static void shrink(Place place) {
        long hour = PaneWidth.HOUR.startOf(place.clock.millis());
        long day = PaneWidth.DAY.startOf(hour);
        for (long start : place.days().numbers()) {
            if (start < day) {
                place.days().remove(start);
            }
        }
        for (long start : place.hours().numbers()) {
            boolean rains = start >= day && place.hours().get(start).rain().count() > 0;
            if (start < hour && !rains) {
                place.hours().remove(start);
            }
        }
    }

    private static StateMap<Pane> panes(Place place, PaneWidth width) {
        return width == PaneWidth.HOUR ? place.hours() : place.days();
    }
}

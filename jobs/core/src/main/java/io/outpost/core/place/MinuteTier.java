package io.outpost.core.place;

import io.outpost.core.condition.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * The minute tier of a place: minute panes, the rolling means over them, and the conditions and
 * preferences judged by those. What closes in order is judged once, from where the conditions
 * stood. A change behind that is judged again from the start of its quarter hour, and the
 * difference to what was emitted is emitted.
 */
final class MinuteTier {
    private final Conditions conditions;
    private final MinutePreferences preferences;
    private final RowEmitter rows;

    MinuteTier(Conditions conditions, MinutePreferences preferences, RowEmitter rows) {
        this.conditions = conditions;
        this.preferences = preferences;
        this.rows = rows;
    }

    static void add(
            Place place,
            long atMillis,
            long receivedAtMillis,
            ObservedValues values,
            int intervalSeconds) {
        long quarterStart = PaneWidth.QUARTER_HOUR.startOf(atMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        boolean newQuarter = quarter == null;
        quarter = newQuarter ? new QuarterHour() : quarter;
        int minute = minuteOf(atMillis, quarterStart);
        boolean newMinute = quarter.minute(minute) == null;
        Pane pane = quarter.openMinute(minute);
        pane.addObservation(atMillis, intervalSeconds);
        pane.addValues(values, ObservedValues.OF_MINUTES, intervalSeconds);
        quarter.sums().add(values, intervalSeconds);
        long minuteStart = PaneWidth.MINUTE.startOf(atMillis);
        place.quarterHourWindow.add(minuteStart, values, intervalSeconds);
        place.hourWindow.add(minuteStart, values, intervalSeconds);
        place.dayWindow.add(quarterStart, values, intervalSeconds);
        place.quarterHours().put(quarterStart, quarter);
        note(place, PaneWidth.MINUTE, minuteStart, newMinute, receivedAtMillis);
        note(place, PaneWidth.QUARTER_HOUR, quarterStart, newQuarter, receivedAtMillis);
    }

    /** Adds what a minute that is not empty has got. */
    static void add(Place place, long minuteMillis, Pane more) {
        long quarterStart = PaneWidth.QUARTER_HOUR.startOf(minuteMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        quarter.openMinute(minuteOf(minuteMillis, quarterStart))
                .add(more, ObservedValues.OF_MINUTES);
        quarter.sums().add(more);
        place.quarterHourWindow.add(minuteMillis, more);
        place.hourWindow.add(minuteMillis, more);
        place.dayWindow.add(quarterStart, more);
        place.quarterHours().put(quarterStart, quarter);
    }

    /** Adds rain to a minute that is not empty; no window covers rain. */
    static void addRain(
            Place place, long atMillis, int sensor, double millimetres, int countChange) {
        long quarterStart = PaneWidth.QUARTER_HOUR.startOf(atMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        quarter.openMinute(minuteOf(atMillis, quarterStart))
                .addRain(sensor, millimetres, countChange);
        place.index(PaneWidth.MINUTE).note(PaneWidth.MINUTE.startOf(atMillis), false, 0);
        place.quarterHours().put(quarterStart, quarter);
    }

    /** Judges and emits minutes: those that close, and those that have changed. */
    void emitMinutes(Place place, PaneIndex.Due due) {
        if (due.isEmpty()) {
            return;
        }
        long judgedAgainFrom = due.judgedAgainFromMillis();
        if (judgedAgainFrom == Long.MAX_VALUE) {
            emitChanged(place, due, Long.MAX_VALUE);
            judgeInOrder(place, due);
        } else {
            long from = PaneWidth.QUARTER_HOUR.startOf(judgedAgainFrom);
            emitChanged(place, due, from);
            judgeAgain(place, due, from);
        }
    }

    /** Emits the rolling means over 24 h of the quarter hours that close or have changed. */
    void emitQuarterHours(Place place, PaneIndex.Due due) {
        for (long start : due.closing()) {
            rows.pane(place, start, dayMeans(place, start));
        }
        long first = due.reaching().length == 0 ? Long.MAX_VALUE : due.reaching()[0];
        for (long start = first;
                start <= due.closedBeforeMillis();
                start += PaneWidth.QUARTER_HOUR.millis()) {
            if (due.isChanged(start, AllowedLateness.DAY_WINDOW_MILLIS)
                    && !due.closes(start)
                    && isClosed(place, PaneWidth.QUARTER_HOUR, start)) {
                place.counters.rewrites++;
                rows.pane(place, start, dayMeans(place, start));
            }
        }
    }

    /**
     * Forgets what is behind the horizons.
     *
     * @param clockBefore what was behind the horizons at the start of its hour is settled already
     */
    static void forget(Place place, long clockBefore, long clockMillis) {
        long settledBefore =
                PaneWidth.HOUR.startOf(clockBefore) - AllowedLateness.MINUTES_KEPT_MILLIS;
        for (long start : place.quarterHours().numbers()) {
            long end = start + PaneWidth.QUARTER_HOUR.millis();
            long age = clockMillis - end;
            if (age > AllowedLateness.QUARTER_HOURS_KEPT_MILLIS) {
                place.quarterHours().remove(start);
            } else if (age > AllowedLateness.MINUTES_KEPT_MILLIS && end >= settledBefore) {
                settle(place, start);
            }
        }
    }

    /**
     * Forgets what nothing newer than the clock changes: it enters windows of the clock's own
     * quarter hour at the earliest, which reach back by their lengths.
     */
    static void shrink(Place place) {
        long clockQuarter = PaneWidth.QUARTER_HOUR.startOf(place.clock.millis());
        for (long start : place.quarterHours().numbers()) {
            if (start <= clockQuarter - AllowedLateness.DAY_WINDOW_MILLIS) {
                place.quarterHours().remove(start);
            } else if (start < clockQuarter - AllowedLateness.HOUR_WINDOW_MILLIS) {
                settle(place, start);
            }
        }
        place.quarterHourWindow.reset();
        place.hourWindow.reset();
        place.dayWindow.reset();
    }

    private static void settle(Place place, long start) {
        QuarterHour quarter = place.quarterHours().get(start);
        if (quarter.settle()) {
            place.quarterHours().put(start, quarter);
        }
    }

    /** Notes an observation: its pane opens or transitions, and so do windows of closed ones. */
    private static void note(
            Place place, PaneWidth width, long start, boolean isNew, long receivedAtMillis) {
        PaneIndex index = place.index(width);
        boolean closed = index.note(start, isNew, receivedAtMillis);
        if (closed || reachesClosed(place, width, start)) {
            index.noteReaching(start);
        }
    }

    /** True when the window of a pane that has closed covers a pane before it. */
    private static boolean reachesClosed(Place place, PaneWidth width, long start) {
        long window =
                width == PaneWidth.MINUTE
                        ? AllowedLateness.HOUR_WINDOW_MILLIS
                        : AllowedLateness.DAY_WINDOW_MILLIS;
        long last = Math.min(place.index(width).closedThroughMillis(), start + window - 1);
        for (long later = start + width.millis(); later <= last; later += width.millis()) {
            if (isClosed(place, width, later)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Place place, PaneWidth width, long start) {
        if (place.index(width).isOpen(start)) {
            return false;
        }
        return width == PaneWidth.MINUTE
                ? paneAt(place, start) != null
                : place.quarterHours().get(start) != null;
    }

    /** Emits the minutes before a time that have changed by themselves. */
    private void emitChanged(Place place, PaneIndex.Due due, long beforeMillis) {
        for (long start : due.changed()) {
            if (start < beforeMillis) {
                place.counters.rewrites++;
                MinutePane minute = paneAt(place, start);
                rows.pane(
                        place,
                        PaneWidth.MINUTE,
                        start,
                        minute.pane(),
                        Rain.of(minute.pane().rain()),
                        means(place, start + PaneWidth.MINUTE.millis()));
            }
        }
    }

    private void judgeInOrder(Place place, PaneIndex.Due due) {
        List<Transition> added = new ArrayList<>();
        for (long start : due.closing()) {
            long quarterStart = PaneWidth.QUARTER_HOUR.startOf(start);
            QuarterHour quarter = place.quarterHours().get(quarterStart);
            if (!quarter.wasJudged()) {
                quarter.keepBefore(MinuteStates.of(place));
            }
            List<Transition> transitions = new ArrayList<>(quarter.transitions());
            int before = transitions.size();
            judge(place, MinuteStates.of(place), paneAt(place, start), transitions, true);
            quarter.keepTransitions(transitions);
            place.quarterHours().put(quarterStart, quarter);
            added.addAll(transitions.subList(before, transitions.size()));
        }
        rows.revise(place, List.of(), added);
    }

    private void judgeAgain(Place place, PaneIndex.Due due, long from) {
        long through = place.index(PaneWidth.MINUTE).closedThroughMillis();
        List<Transition> emitted = new ArrayList<>();
        List<Transition> known = new ArrayList<>();
        MinuteStates states = statesBefore(place, from, through);
        for (long start = from; start <= through; start += PaneWidth.QUARTER_HOUR.millis()) {
            QuarterHour quarter = place.quarterHours().get(start);
            if (quarter != null) {
                emitted.addAll(quarter.transitions());
                quarter.keepBefore(states);
                List<Transition> again = new ArrayList<>();
                judgeQuarter(place, states, start, due, again);
                quarter.keepTransitions(again);
                place.quarterHours().put(start, quarter);
                known.addAll(again);
            }
        }
        states.keepIn(place);
        rows.revise(place, emitted, known);
    }

    /** Nothing changed where nothing was judged: all stood as before the next judged quarter. */
    private static MinuteStates statesBefore(Place place, long fromMillis, long throughMillis) {
        for (long start = fromMillis;
                start <= throughMillis;
                start += PaneWidth.QUARTER_HOUR.millis()) {
            QuarterHour quarter = place.quarterHours().get(start);
            if (quarter != null && quarter.wasJudged()) {
                return quarter.before();
            }
        }
        return MinuteStates.of(place).copy();
    }

    private void judgeQuarter(
            Place place,
            MinuteStates states,
            long quarterStart,
            PaneIndex.Due due,
            List<Transition> transitions) {
        for (int i = 0; i < QuarterHour.MINUTES; i++) {
            long start = quarterStart + i * PaneWidth.MINUTE.millis();
            MinutePane minute = paneAt(place, start);
            if (minute == null || place.index(PaneWidth.MINUTE).isOpen(start)) {
                continue;
            }
            boolean closes = due.closes(start);
            boolean changed = !closes && due.isChanged(start, AllowedLateness.HOUR_WINDOW_MILLIS);
            if (changed) {
                place.counters.rewrites++;
            }
            judge(place, states, minute, transitions, closes || changed);
        }
    }

    /** Judges a minute, and emits its row where that is wanted. */
    private void judge(
            Place place,
            MinuteStates states,
            MinutePane minute,
            List<Transition> transitions,
            boolean emits) {
        List<RollingMeans> rolling = means(place, minute.startMillis() + PaneWidth.MINUTE.millis());
        RollingMeans hour = rolling.get(rolling.size() - 1);
        conditions.judge(place, states.conditions(), minute, hour, transitions::add);
        preferences.judge(place, states, minute, rolling, transitions::add);
        if (emits) {
            rows.pane(
                    place,
                    PaneWidth.MINUTE,
                    minute.startMillis(),
                    minute.pane(),
                    Rain.of(minute.pane().rain()),
                    rolling);
        }
    }

    /** The rolling means at an instant: of the panes that start in [instant - window, instant). */
    private static List<RollingMeans> means(Place place, long endMillis) {
        return List.of(
                place.quarterHourWindow.meansAt(place, endMillis),
                place.hourWindow.meansAt(place, endMillis));
    }

    /** The means over the 24 h that end with a quarter hour. */
    private static RollingMeans dayMeans(Place place, long quarterStartMillis) {
        return place.dayWindow.meansAt(place, quarterStartMillis + PaneWidth.QUARTER_HOUR.millis());
    }

    private static MinutePane paneAt(Place place, long startMillis) {
        Pane pane = minute(place, startMillis);
        return pane == null ? null : new MinutePane(startMillis, pane);
    }

    /** The pane of a minute; null when it is empty or no longer kept. */
    static Pane minute(Place place, long startMillis) {
        long quarterStart = PaneWidth.QUARTER_HOUR.startOf(startMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        return quarter == null ? null : quarter.minute(minuteOf(startMillis, quarterStart));
    }

    private static int minuteOf(long atMillis, long quarterStartMillis) {
        return (int) ((atMillis - quarterStartMillis) / PaneWidth.MINUTE.millis());
    }
}

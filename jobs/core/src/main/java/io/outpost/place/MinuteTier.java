package io.outpost.place;

import io.outpost.condition.Change;
import io.outpost.condition.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * The minute tier of a place: minute panes, the rolling means over them, and the conditions judged
 * by those. What closes in order is judged once, from where the conditions stood. A change behind
 * that is judged again from the start of its quarter hour, and the difference to what was emitted
 * is emitted.
 */
final class MinuteTier {
    private static final int[] WINDOW_MINUTES = {15, 60};

    private final Conditions conditions;
    private final RowEmitter rows;

    MinuteTier(Conditions conditions, RowEmitter rows) {
        this.conditions = conditions;
        this.rows = rows;
    }

    static void add(
            Place place,
            long atMillis,
            long receivedAtMillis,
            ChannelValues channels,
            int intervalSeconds) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(atMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        boolean newQuarter = quarter == null;
        quarter = newQuarter ? new QuarterHour() : quarter;
        int minute = minuteOf(atMillis, quarterStart);
        boolean newMinute = quarter.minute(minute) == null;
        Pane pane = quarter.openMinute(minute);
        pane.addObservation(atMillis, intervalSeconds);
        pane.addValues(channels, Channel.ALL);
        quarter.sums().add(channels, intervalSeconds);
        place.dayWindow.add(quarterStart, channels, intervalSeconds);
        place.quarterHours().put(quarterStart, quarter);
        note(place, Tier.MINUTE, Tier.MINUTE.startOf(atMillis), newMinute, receivedAtMillis);
        note(place, Tier.QUARTER_HOUR, quarterStart, newQuarter, receivedAtMillis);
    }

    /** Adds rain to a minute that is not empty; no window covers rain. */
    static void addRain(
            Place place, long atMillis, int sensor, double millimetres, int countChange) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(atMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        quarter.openMinute(minuteOf(atMillis, quarterStart))
                .addRain(sensor, millimetres, countChange);
        place.book(Tier.MINUTE).note(Tier.MINUTE.startOf(atMillis), false, 0);
        place.quarterHours().put(quarterStart, quarter);
    }

    /** Judges and emits minutes: those that close, and those that have changed. */
    void emitMinutes(Place place, PaneBook.Due due) {
        if (due.isEmpty()) {
            return;
        }
        long judgedAgainFrom = due.judgedAgainFromMillis();
        if (judgedAgainFrom == Long.MAX_VALUE) {
            emitChanged(place, due, Long.MAX_VALUE);
            judgeInOrder(place, due);
        } else {
            long from = Tier.QUARTER_HOUR.startOf(judgedAgainFrom);
            emitChanged(place, due, from);
            judgeAgain(place, due, from);
        }
    }

    /** Emits the rolling means over 24 h of the quarter hours that close or have changed. */
    void emitQuarterHours(Place place, PaneBook.Due due) {
        for (long start : due.closing()) {
            rows.pane(place, start, dayMeans(place, start));
        }
        long first = due.reaching().length == 0 ? Long.MAX_VALUE : due.reaching()[0];
        for (long start = first;
                start <= due.closedBeforeMillis();
                start += Tier.QUARTER_HOUR.millis()) {
            if (due.isChanged(start, Horizons.DAY_WINDOW_MILLIS)
                    && !due.closes(start)
                    && isClosed(place, Tier.QUARTER_HOUR, start)) {
                place.tally.retractions++;
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
        long settledBefore = Tier.HOUR.startOf(clockBefore) - Horizons.MINUTES_KEPT_MILLIS;
        for (long start : place.quarterHours().numbers()) {
            long end = start + Tier.QUARTER_HOUR.millis();
            long age = clockMillis - end;
            if (age > Horizons.QUARTER_HOURS_KEPT_MILLIS) {
                place.quarterHours().remove(start);
            } else if (age > Horizons.MINUTES_KEPT_MILLIS && end >= settledBefore) {
                QuarterHour quarter = place.quarterHours().get(start);
                if (quarter.settle()) {
                    place.quarterHours().put(start, quarter);
                }
            }
        }
    }

    /** Notes an observation: its pane opens or changes, and so do windows of closed ones. */
    private static void note(
            Place place, Tier tier, long start, boolean isNew, long receivedAtMillis) {
        PaneBook book = place.book(tier);
        boolean closed = book.note(start, isNew, receivedAtMillis);
        if (closed || reachesClosed(place, tier, start)) {
            book.noteReaching(start);
        }
    }

    /** True when the window of a pane that has closed covers a pane before it. */
    private static boolean reachesClosed(Place place, Tier tier, long start) {
        long window =
                tier == Tier.MINUTE ? Horizons.HOUR_WINDOW_MILLIS : Horizons.DAY_WINDOW_MILLIS;
        long last = Math.min(place.book(tier).closedThroughMillis(), start + window - 1);
        for (long later = start + tier.millis(); later <= last; later += tier.millis()) {
            if (isClosed(place, tier, later)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Place place, Tier tier, long start) {
        if (place.book(tier).isOpen(start)) {
            return false;
        }
        return tier == Tier.MINUTE
                ? paneAt(place, start) != null
                : place.quarterHours().get(start) != null;
    }

    /** Emits the minutes before a time that have changed by themselves. */
    private void emitChanged(Place place, PaneBook.Due due, long beforeMillis) {
        for (long start : due.changed()) {
            if (start < beforeMillis) {
                place.tally.retractions++;
                MinutePane minute = paneAt(place, start);
                rows.pane(
                        place,
                        Tier.MINUTE,
                        start,
                        minute.pane(),
                        means(place, start + Tier.MINUTE.millis()));
            }
        }
    }

    private void judgeInOrder(Place place, PaneBook.Due due) {
        List<Change> added = new ArrayList<>();
        for (long start : due.closing()) {
            long quarterStart = Tier.QUARTER_HOUR.startOf(start);
            QuarterHour quarter = place.quarterHours().get(quarterStart);
            if (quarter.before().length == 0) {
                quarter.rememberBefore(place.conditions);
            }
            List<Change> changes = new ArrayList<>(quarter.changes());
            int before = changes.size();
            judge(place, place.conditions, paneAt(place, start), changes, true);
            quarter.keepChanges(changes);
            place.quarterHours().put(quarterStart, quarter);
            added.addAll(changes.subList(before, changes.size()));
        }
        rows.revise(place, List.of(), added);
    }

    private void judgeAgain(Place place, PaneBook.Due due, long from) {
        long through = place.book(Tier.MINUTE).closedThroughMillis();
        List<Change> emitted = new ArrayList<>();
        List<Change> known = new ArrayList<>();
        Memory[] memories = memoriesBefore(place, from, through);
        for (long start = from; start <= through; start += Tier.QUARTER_HOUR.millis()) {
            QuarterHour quarter = place.quarterHours().get(start);
            if (quarter != null) {
                emitted.addAll(quarter.changes());
                quarter.rememberBefore(memories);
                List<Change> again = new ArrayList<>();
                judgeQuarter(place, memories, start, due, again);
                quarter.keepChanges(again);
                place.quarterHours().put(start, quarter);
                known.addAll(again);
            }
        }
        System.arraycopy(memories, 0, place.conditions, 0, memories.length);
        rows.revise(place, emitted, known);
    }

    /**
     * The conditions did not change where nothing was judged: they stood as before the next judged
     * quarter.
     */
    private static Memory[] memoriesBefore(Place place, long fromMillis, long throughMillis) {
        for (long start = fromMillis; start <= throughMillis; start += Tier.QUARTER_HOUR.millis()) {
            QuarterHour quarter = place.quarterHours().get(start);
            if (quarter != null && quarter.before().length > 0) {
                return QuarterHour.copyOf(quarter.before());
            }
        }
        return QuarterHour.copyOf(place.conditions);
    }

    private void judgeQuarter(
            Place place,
            Memory[] memories,
            long quarterStart,
            PaneBook.Due due,
            List<Change> changes) {
        for (int i = 0; i < QuarterHour.MINUTES; i++) {
            long start = quarterStart + i * Tier.MINUTE.millis();
            MinutePane minute = paneAt(place, start);
            if (minute == null || place.book(Tier.MINUTE).isOpen(start)) {
                continue;
            }
            boolean closes = due.closes(start);
            boolean changed = !closes && due.isChanged(start, Horizons.HOUR_WINDOW_MILLIS);
            if (changed) {
                place.tally.retractions++;
            }
            judge(place, memories, minute, changes, closes || changed);
        }
    }

    /** Judges a minute, and emits its row where that is wanted. */
    private void judge(
            Place place,
            Memory[] memories,
            MinutePane minute,
            List<Change> changes,
            boolean emits) {
        List<RollingMeans> rolling = means(place, minute.startMillis() + Tier.MINUTE.millis());
        conditions.judge(place, memories, minute, rolling.get(rolling.size() - 1), changes::add);
        if (emits) {
            rows.pane(place, Tier.MINUTE, minute.startMillis(), minute.pane(), rolling);
        }
    }

    /** The rolling means at an instant: of the panes that start in [instant - window, instant). */
    private static List<RollingMeans> means(Place place, long endMillis) {
        List<RollingMeans> means = new ArrayList<>(WINDOW_MINUTES.length);
        RollingSums sums = new RollingSums();
        long through = endMillis;
        for (int windowMinutes : WINDOW_MINUTES) {
            long from = endMillis - windowMinutes * Tier.MINUTE.millis();
            addMinutes(place, from, through, sums);
            means.add(sums.means(windowMinutes * 60));
            through = from;
        }
        return means;
    }

    /** Adds the minutes that start in [from, until). */
    private static void addMinutes(
            Place place, long fromMillis, long untilMillis, RollingSums sums) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(fromMillis);
        for (; quarterStart < untilMillis; quarterStart += Tier.QUARTER_HOUR.millis()) {
            QuarterHour quarter = place.quarterHours().get(quarterStart);
            if (quarter != null) {
                int first = Math.max(0, minuteOf(fromMillis, quarterStart));
                int end = Math.min(QuarterHour.MINUTES, minuteOf(untilMillis, quarterStart));
                quarter.addMinutes(first, end, sums);
            }
        }
    }

    private static RollingMeans dayMeans(Place place, long quarterStartMillis) {
        long end = quarterStartMillis + Tier.QUARTER_HOUR.millis();
        return place.dayWindow
                .endingAt(end, place.quarterHours()::get)
                .means((int) (Horizons.DAY_WINDOW_MILLIS / 1000));
    }

    private static MinutePane paneAt(Place place, long startMillis) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(startMillis);
        QuarterHour quarter = place.quarterHours().get(quarterStart);
        Pane pane = quarter == null ? null : quarter.minute(minuteOf(startMillis, quarterStart));
        return pane == null ? null : new MinutePane(startMillis, pane);
    }

    private static int minuteOf(long atMillis, long quarterStartMillis) {
        return (int) ((atMillis - quarterStartMillis) / Tier.MINUTE.millis());
    }
}

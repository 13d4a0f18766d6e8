package io.outpost.place;

import io.outpost.condition.Change;
import io.outpost.condition.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The minute tier of a place: minute panes, the rolling means over them, and the conditions judged
 * by those. What closes in order is judged once, from where the conditions stood. A change behind
 * that is judged again from the start of its quarter hour, and what was told is set right.
 */
final class MinuteTier {
    private static final int[] WINDOW_MINUTES = {15, 60};

    private final Shelf<QuarterHour> quarterHours;
    private final Conditions conditions;

    MinuteTier(Shelf<QuarterHour> quarterHours, Conditions conditions) {
        this.quarterHours = quarterHours;
        this.conditions = conditions;
    }

    void add(PlaceState place, long atMillis, ChannelValues channels, int intervalSeconds) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(atMillis);
        QuarterHour quarter = quarterHours.get(quarterStart);
        place.book(Tier.QUARTER_HOUR).note(quarterStart, quarter == null);
        quarter = quarter == null ? new QuarterHour() : quarter;
        int minute = minuteOf(atMillis, quarterStart);
        place.book(Tier.MINUTE).note(Tier.MINUTE.startOf(atMillis), quarter.minute(minute) == null);
        Pane pane = quarter.openMinute(minute);
        pane.addObservation(atMillis, intervalSeconds);
        pane.addValues(channels, Channel.ALL);
        quarter.sums().add(channels, intervalSeconds);
        place.dayWindow.add(quarterStart, channels, intervalSeconds);
        quarterHours.put(quarterStart, quarter);
    }

    /** Adds rain to a minute that is not empty. */
    void addRain(PlaceState place, long atMillis, int sensor, double millimetres, int countChange) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(atMillis);
        QuarterHour quarter = quarterHours.get(quarterStart);
        quarter.openMinute(minuteOf(atMillis, quarterStart))
                .addRain(sensor, millimetres, countChange);
        place.book(Tier.MINUTE).note(Tier.MINUTE.startOf(atMillis), false);
        quarterHours.put(quarterStart, quarter);
    }

    /**
     * Judges and writes out minutes: those that close, and those that change with the ones touched.
     */
    void writeMinutes(PlaceState place, PaneBook.Due due, Announcer announcer) {
        if (due.isEmpty()) {
            return;
        }
        if (due.firstTouchedMillis() == Long.MAX_VALUE) {
            judgeInOrder(place, due, announcer);
        } else {
            judgeAgain(place, due, announcer);
        }
    }

    /**
     * Writes out the rolling means over 24 h of the quarter hours that close or that changes have
     * reached.
     */
    void writeQuarterHours(PlaceState place, PaneBook.Due due, Announcer announcer) {
        for (long start : due.closing()) {
            announcer.pane(place, start, dayMeans(place, start));
        }
        long first = due.firstTouchedMillis();
        for (long start = first;
                start <= due.closedBeforeMillis();
                start += Tier.QUARTER_HOUR.millis()) {
            boolean toldAbove = Arrays.binarySearch(due.closing(), start) >= 0;
            boolean reached = start < due.lastTouchedMillis() + Horizons.DAY_WINDOW_MILLIS;
            if (reached && !toldAbove && quarterHours.get(start) != null) {
                place.tally.retractions++;
                announcer.pane(place, start, dayMeans(place, start));
            }
        }
    }

    /**
     * Forgets what is behind the horizons.
     *
     * @param clockBefore what was behind the horizons at the start of its hour is settled already
     */
    void forget(long clockBefore, long clockMillis) {
        long settledBefore = Tier.HOUR.startOf(clockBefore) - Horizons.MINUTES_KEPT_MILLIS;
        for (long start : quarterHours.numbers()) {
            long end = start + Tier.QUARTER_HOUR.millis();
            long age = clockMillis - end;
            if (age > Horizons.QUARTER_HOURS_KEPT_MILLIS) {
                quarterHours.remove(start);
            } else if (age > Horizons.MINUTES_KEPT_MILLIS && end >= settledBefore) {
                QuarterHour quarter = quarterHours.get(start);
                if (quarter.settle()) {
                    quarterHours.put(start, quarter);
                }
            }
        }
    }

    private void judgeInOrder(PlaceState place, PaneBook.Due due, Announcer announcer) {
        List<Change> news = new ArrayList<>();
        for (long start : due.closing()) {
            long quarterStart = Tier.QUARTER_HOUR.startOf(start);
            QuarterHour quarter = quarterHours.get(quarterStart);
            if (quarter.before().length == 0) {
                quarter.rememberBefore(place.conditions);
            }
            List<Change> told = new ArrayList<>(quarter.changes());
            int toldBefore = told.size();
            judge(place, place.conditions, paneAt(start), told, announcer);
            quarter.tell(told);
            quarterHours.put(quarterStart, quarter);
            news.addAll(told.subList(toldBefore, told.size()));
        }
        announcer.revise(place, List.of(), news);
    }

    private void judgeAgain(PlaceState place, PaneBook.Due due, Announcer announcer) {
        long from = Tier.QUARTER_HOUR.startOf(due.firstTouchedMillis());
        long through = place.book(Tier.MINUTE).closedThroughMillis();
        List<Change> told = new ArrayList<>();
        List<Change> known = new ArrayList<>();
        Memory[] memories = memoriesBefore(place, from, through);
        for (long start = from; start <= through; start += Tier.QUARTER_HOUR.millis()) {
            QuarterHour quarter = quarterHours.get(start);
            if (quarter != null) {
                told.addAll(quarter.changes());
                quarter.rememberBefore(memories);
                List<Change> again = new ArrayList<>();
                judgeQuarter(place, memories, start, due, again, announcer);
                quarter.tell(again);
                quarterHours.put(start, quarter);
                known.addAll(again);
            }
        }
        System.arraycopy(memories, 0, place.conditions, 0, memories.length);
        announcer.revise(place, told, known);
    }

    /**
     * The conditions did not change where nothing was judged: they stood as before the next judged
     * quarter.
     */
    private Memory[] memoriesBefore(PlaceState place, long fromMillis, long throughMillis) {
        for (long start = fromMillis; start <= throughMillis; start += Tier.QUARTER_HOUR.millis()) {
            QuarterHour quarter = quarterHours.get(start);
            if (quarter != null && quarter.before().length > 0) {
                return QuarterHour.copyOf(quarter.before());
            }
        }
        return QuarterHour.copyOf(place.conditions);
    }

    private void judgeQuarter(
            PlaceState place,
            Memory[] memories,
            long quarterStart,
            PaneBook.Due due,
            List<Change> changes,
            Announcer announcer) {
        for (int i = 0; i < QuarterHour.MINUTES; i++) {
            long start = quarterStart + i * Tier.MINUTE.millis();
            MinutePane minute = paneAt(start);
            if (minute == null || place.book(Tier.MINUTE).isOpen(start)) {
                continue;
            }
            boolean closes = Arrays.binarySearch(due.closing(), start) >= 0;
            boolean reached =
                    start >= due.firstTouchedMillis()
                            && start < due.lastTouchedMillis() + Horizons.HOUR_WINDOW_MILLIS;
            if (!closes && reached) {
                place.tally.retractions++;
            }
            judge(place, memories, minute, changes, closes || reached ? announcer : null);
        }
    }

    /** Judges a minute, and writes it out unless there is no announcer. */
    private void judge(
            PlaceState place,
            Memory[] memories,
            MinutePane minute,
            List<Change> changes,
            Announcer announcer) {
        List<RollingMeans> rolling = means(minute.startMillis() + Tier.MINUTE.millis());
        conditions.judge(place, memories, minute, rolling.get(rolling.size() - 1), changes::add);
        if (announcer != null) {
            announcer.pane(place, Tier.MINUTE, minute.startMillis(), minute.pane(), rolling);
        }
    }

    /** The rolling means at an instant: of the panes that start in [instant - window, instant). */
    private List<RollingMeans> means(long endMillis) {
        List<RollingMeans> means = new ArrayList<>(WINDOW_MINUTES.length);
        RollingSums sums = new RollingSums();
        long through = endMillis;
        for (int windowMinutes : WINDOW_MINUTES) {
            long from = endMillis - windowMinutes * Tier.MINUTE.millis();
            addMinutes(from, through, sums);
            means.add(sums.means(windowMinutes * 60));
            through = from;
        }
        return means;
    }

    /** Adds the minutes that start in [from, until). */
    private void addMinutes(long fromMillis, long untilMillis, RollingSums sums) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(fromMillis);
        for (; quarterStart < untilMillis; quarterStart += Tier.QUARTER_HOUR.millis()) {
            QuarterHour quarter = quarterHours.get(quarterStart);
            if (quarter != null) {
                int first = Math.max(0, minuteOf(fromMillis, quarterStart));
                int end = Math.min(QuarterHour.MINUTES, minuteOf(untilMillis, quarterStart));
                quarter.addMinutes(first, end, sums);
            }
        }
    }

    private RollingMeans dayMeans(PlaceState place, long quarterStartMillis) {
        long end = quarterStartMillis + Tier.QUARTER_HOUR.millis();
        return place.dayWindow
                .endingAt(end, quarterHours::get)
                .means((int) (Horizons.DAY_WINDOW_MILLIS / 1000));
    }

    private MinutePane paneAt(long startMillis) {
        long quarterStart = Tier.QUARTER_HOUR.startOf(startMillis);
        QuarterHour quarter = quarterHours.get(quarterStart);
        Pane pane = quarter == null ? null : quarter.minute(minuteOf(startMillis, quarterStart));
        return pane == null ? null : new MinutePane(startMillis, pane);
    }

    private static int minuteOf(long atMillis, long quarterStartMillis) {
        return (int) ((atMillis - quarterStartMillis) / Tier.MINUTE.millis());
    }
}

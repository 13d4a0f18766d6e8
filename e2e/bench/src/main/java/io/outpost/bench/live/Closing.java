package io.outpost.bench.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A minute of a place that closes.
 *
 * @param startMillis start of the minute, ms since 1970
 * @param dueMillis when the record is due that closes it: the place's first one that is not before
 *     the minute's end and 10 s
 */
record Closing(int place, long startMillis, long dueMillis) {

    /** The closings of the watched places within a window, in the order of time. */
    static List<Closing> within(Window window, Schedule schedule, Watched watched) {
        List<Closing> closings = new ArrayList<>();
        for (long end = window.firstMinuteEndMillis();
                window.closes(end);
                end += Window.MINUTE_MILLIS) {
            long minuteEnd = end;
            watched.all()
                    .mapToObj(place -> of(place, minuteEnd, schedule))
                    .filter(closing -> closing.dueMillis() > 0)
                    .forEach(closings::add);
        }
        closings.sort(Comparator.comparingLong(Closing::dueMillis));
        return closings;
    }

    /** The closing of the minute that ends so; due at -1 when the schedule ends before. */
    static Closing of(int place, long endMillis, Schedule schedule) {
        long record = schedule.firstOf(place, endMillis + Window.GRACE_MILLIS);
        return new Closing(
                place,
                endMillis - Window.MINUTE_MILLIS,
                record < 0 ? -1 : schedule.dueMillis(record));
    }

    /** Those of the same minute together, in the order of time. */
    static List<List<Closing>> byMinute(List<Closing> closings) {
        return List.copyOf(
                closings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Closing::startMillis, TreeMap::new, Collectors.toList()))
                        .values());
    }
}

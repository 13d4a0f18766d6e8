package io.outpost.api.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/** Spans of the calendar: days, weeks from Monday, months. */
enum CalendarUnit {
    DAY("P1D", 1, 1),
    WEEK("P1W", 7, 7),
    MONTH("P1M", 30, 31);

    private final String label;
    private final Duration usual;
    private final Duration longest;

    CalendarUnit(String label, int usualDays, int mostDays) {
        this.label = label;
        this.usual = Duration.ofDays(usualDays);
        this.longest = Duration.ofDays(mostDays).plusHours(2);
    }

    static Optional<CalendarUnit> labelled(String text) {
        return Arrays.stream(values()).filter(unit -> unit.label.equals(text)).findFirst();
    }

    /** As parameters and answers have it, ISO 8601. */
    String label() {
        return label;
    }

    Duration usual() {
        return usual;
    }

    /** Of the longest span, with the clock turned back in it. */
    Duration longest() {
        return longest;
    }

    /** The first day of the span that a day is in. */
    LocalDate floor(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the span after the one that begins with a day. */
    LocalDate next(LocalDate first) {
        return switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
        };
    }
}

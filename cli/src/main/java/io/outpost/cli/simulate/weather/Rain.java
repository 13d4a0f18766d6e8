package io.outpost.cli.simulate.weather;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The rain of one site, constant within cells of ten minutes, so that every sum over time is exact
 * whoever asks. Remembers the last cell only to be quick. Not thread-safe.
 */
public final class Rain {
    private static final long CELL_MILLIS = 600_000;
    private static final double CELL_HOURS = 1 / 6.0;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final Weather weather;
    private long rateCell = Long.MIN_VALUE;
    private double rate;
    private long monthCell = Long.MIN_VALUE;
    private long nextMonthMillis = Long.MIN_VALUE;
    private long sumCell;
    private double sum;

    public Rain(Weather weather) {
        this.weather = weather;
    }

    /** mm that fell in [from, to). */
    public double betweenMillimetres(long fromMillis, long toMillis) {
        double millimetres = 0;
        long from = fromMillis;
        while (from < toMillis) {
            long cell = Math.floorDiv(from, CELL_MILLIS);
            long end = Math.min(toMillis, (cell + 1) * CELL_MILLIS);
            millimetres += rateOf(cell) * CELL_HOURS * (end - from) / CELL_MILLIS;
            from = end;
        }
        return millimetres;
    }

    /** mm since the start of the month (UTC), as a cumulative counter shows them. */
    public double sinceMonthMillimetres(long atMillis) {
        long cell = Math.floorDiv(atMillis, CELL_MILLIS);
        double before =
                isInKnownMonth(atMillis) && cell >= sumCell ? advance(cell) : fromMonth(cell);
        return before + rateOf(cell) * CELL_HOURS * (atMillis - cell * CELL_MILLIS) / CELL_MILLIS;
    }

    private boolean isInKnownMonth(long atMillis) {
        return monthCell != Long.MIN_VALUE
                && atMillis >= monthCell * CELL_MILLIS
                && atMillis < nextMonthMillis;
    }

    private double advance(long cell) {
        for (; sumCell < cell; sumCell++) {
            sum += rateOf(sumCell) * CELL_HOURS;
        }
        return sum;
    }

    /** A question about the past leaves what is known of the newest month as it is. */
    private double fromMonth(long cell) {
        var month =
                Instant.ofEpochMilli(cell * CELL_MILLIS)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .atStartOfDay(ZoneOffset.UTC);
        long first = month.toInstant().toEpochMilli() / CELL_MILLIS;
        if (cell > sumCell || monthCell == Long.MIN_VALUE) {
            monthCell = first;
            nextMonthMillis = month.plusMonths(1).toInstant().toEpochMilli();
            sumCell = first;
            sum = 0;
            return advance(cell);
        }
        double past = 0;
        for (long before = first; before < cell; before++) {
            past += rateOf(before) * CELL_HOURS;
        }
        return past;
    }

    private double rateOf(long cell) {
        if (cell != rateCell) {
            rateCell = cell;
            rate =
                    weather.precipitationMillimetresPerHour(
                            (cell + 0.5) * CELL_MILLIS / MILLIS_PER_DAY);
        }
        return rate;
    }
}

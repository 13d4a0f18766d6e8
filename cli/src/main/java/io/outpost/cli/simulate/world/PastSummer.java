package io.outpost.cli.simulate.world;

import io.outpost.cli.simulate.weather.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;

/** When no snow lies at most places: snow and soil of later times follow from there. */
final class PastSummer {
    private static final int LEAST_DAYS = 60;

    private PastSummer() {}

    /** The latest first of August, in the south of February, that is 60 days or more before. */
    static long endBefore(long millis, Site site) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        LocalDate latest = day.minusDays(LEAST_DAYS);
        Month month = site.latitude() >= 0 ? Month.AUGUST : Month.FEBRUARY;
        LocalDate end = LocalDate.of(latest.getYear(), month, 1);
        LocalDate past = end.isAfter(latest) ? end.minusYears(1) : end;
        return past.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}

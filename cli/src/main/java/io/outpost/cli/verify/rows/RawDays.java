package io.outpost.cli.verify.rows;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Some UTC days in a row, of which each may have a partition of raw_observations. A query of all
 * days at once needs more locks than Postgres has room for when there are many years.
 *
 * @param to the day after the last one
 */
record RawDays(LocalDate from, LocalDate to) {
    private static final int AT_ONCE = 200;
    private static final String NAMES =
            "SELECT right(%s(relname::text), 8)::int8 FROM pg_class WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'outpost.raw_observations'::regclass)";

    /** All days from the first that has a partition to the last. */
    static List<RawDays> of(Results results) throws SQLException {
        long firstDigits = results.number(NAMES.formatted("min"));
        List<RawDays> all = new ArrayList<>();
        if (firstDigits == 0) {
            return all;
        }
        LocalDate first = day(firstDigits);
        LocalDate last = day(results.number(NAMES.formatted("max")));
        for (LocalDate from = first; !from.isAfter(last); from = from.plusDays(AT_ONCE)) {
            all.add(new RawDays(from, from.plusDays(AT_ONCE)));
        }
        return all;
    }

    String within(String select) {
        return select.replace("FROM_DAY", from + " UTC").replace("TO_DAY", to + " UTC");
    }

    private static LocalDate day(long digits) {
        return LocalDate.parse(Long.toString(digits), DateTimeFormatter.BASIC_ISO_DATE);
    }
}

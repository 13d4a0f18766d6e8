package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a range of whole days with the same days of the calendar, and the seven around them, in
 * the ten years before, as far as they are stored: the usual mean is the mean of the days' means, a
 * usual total the mean of the days' totals for so many days.
 */
final class Anomalies {

    static final String PARAMETER = "anomaly";

    static final String METHOD =
            "the range's mean or total less the usual one: the mean of the daily means or totals of the"
                    + " same UTC days of the calendar, 7 days around them included, in the 10 years before";

    private static final int YEARS = 10;
    private static final int LEAST_DAYS = 10;
    private static final Duration AROUND = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    private final PaneStore panes;

    Anomalies(PaneStore panes) {
        this.panes = panes;
    }

    /** The value of a day, of the year that lies so many back. */
    private record Daily(int yearsBack, double value) {}

    static boolean areAsked(Request request) {
        boolean asked = request.has(PARAMETER);
        if (asked && !request.text(PARAMETER).orElse("").equals("true")) {
            throw ProblemException.invalid(PARAMETER, "unknown", "must be true, or left out");
        }
        return asked;
    }

    /** Of the quantities of a range, by name; directions have none. */
    Map<String, Anomaly> of(
            String placeId,
            TimeRange range,
            PaneSum sum,
            Set<Quantity> quantities,
            Display display) {
        requireWholeDays(range);
        Set<Quantity> compared =
                quantities.stream()
                        .filter(quantity -> quantity.kind() != Kind.CIRCULAR)
                        .collect(Collectors.toUnmodifiableSet());
        Map<Integer, List<Pane>> years =
                IntStream.rangeClosed(1, YEARS)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        back -> back,
                                        back -> days(placeId, range, back, compared)));
        Map<String, Anomaly> anomalies = new TreeMap<>();
        compared.forEach(
                quantity ->
                        anomalies.put(
                                quantity.columnName(),
                                anomaly(quantity, range, sum, daily(quantity, years), display)));
        return anomalies;
    }

    private List<Pane> days(String placeId, TimeRange range, int back, Set<Quantity> quantities) {
        Instant from = Tier.DAY.floor(yearsBefore(range.start(), back).minus(AROUND));
        Instant to = Tier.DAY.ceiling(yearsBefore(range.end(), back).plus(AROUND));
        return panes.panes(
                placeId,
                new RangePlan.Segment(Tier.DAY, from, to),
                quantities,
                (int) Duration.between(from, to).toDays());
    }

    private static Instant yearsBefore(Instant instant, int years) {
        return instant.atOffset(ZoneOffset.UTC).minusYears(years).toInstant();
    }

    private static List<Daily> daily(Quantity quantity, Map<Integer, List<Pane>> years) {
        List<Daily> daily = new ArrayList<>();
        years.forEach(
                (back, days) ->
                        days.stream()
                                .map(day -> value(quantity, PaneSum.of(List.of(day))))
                                .filter(value -> value != null)
                                .forEach(value -> daily.add(new Daily(back, value))));
        return daily;
    }

    /** A total of a total, a mean of all else; null: there is none. */
    private static Double value(Quantity quantity, PaneSum sum) {
        Stats stats = sum.stats(quantity);
        return quantity.kind() == Kind.SUM ? stats.sum() : stats.mean();
    }

    private static Anomaly anomaly(
            Quantity quantity, TimeRange range, PaneSum sum, List<Daily> daily, Display display) {
        long years = daily.stream().map(Daily::yearsBack).distinct().count();
        if (daily.size() < LEAST_DAYS) {
            return new Anomaly(null, null, daily.size(), years);
        }
        double mean = daily.stream().mapToDouble(Daily::value).average().orElseThrow();
        boolean isTotal = quantity.kind() == Kind.SUM;
        double usual = isTotal ? mean * range.seconds() / DAY.toSeconds() : mean;
        Double value = value(quantity, sum);
        String name = quantity.columnName();
        return new Anomaly(
                value == null ? null : display.difference(name, value - usual),
                display.value(name, usual),
                daily.size(),
                years);
    }

    /** Of a part of a day the time of day alone would make a difference. */
    private static void requireWholeDays(TimeRange range) {
        Duration length = Duration.between(range.start(), range.end());
        if (length.toSeconds() % DAY.toSeconds() != 0 || length.compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(
                    PARAMETER,
                    "does-not-fit",
                    "is of ranges of whole days, 24 h each, 31 of them at most");
        }
    }
}

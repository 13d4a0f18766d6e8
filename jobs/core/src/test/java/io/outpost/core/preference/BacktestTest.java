package io.outpost.core.preference;

import static io.outpost.core.preference.JudgedPlace.HOUR;
import static io.outpost.core.preference.Wishes.CELSIUS;
import static io.outpost.core.preference.Wishes.all;
import static io.outpost.core.preference.Wishes.atLeast;
import static io.outpost.core.preference.Wishes.atMost;
import static io.outpost.core.preference.Wishes.preference;
import static io.outpost.core.preference.Wishes.rain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outpost.core.condition.Episode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final long MONDAY = Instant.parse("2024-07-01T00:00:00Z").toEpochMilli();
    private static final int HOURS = 10 * 24;

    private final long[] starts =
            IntStream.range(0, HOURS).mapToLong(h -> MONDAY + h * HOUR).toArray();
    private final double[] celsius = filled(10);
    private final double[] millimetres = filled(0);

    private static double[] filled(double value) {
        double[] values = new double[HOURS];
        Arrays.fill(values, value);
        return values;
    }

    private PaneSeries series() {
        return PaneSeries.ofHours(starts).with(CELSIUS, celsius).with(rain(1), millimetres);
    }

    private Backtest.Result run(Expression when) {
        return Backtest.run(preference(when), series(), ZoneOffset.UTC);
    }

    @Test
    void countsEpisodesAlertsAndDays() {
        Arrays.fill(celsius, 10, 16, 25); // 6 h
        Arrays.fill(celsius, 46, 50, 25); // 4 h, over midnight
        Arrays.fill(celsius, 110, 119, 25); // 9 h
        Backtest.Result result = run(all(atLeast(CELSIUS, 20), atMost(rain(1), 1)));
        assertEquals(3, result.count());
        assertEquals(3, result.alerts());
        assertEquals(Duration.ofHours(6), result.medianDuration());
        assertEquals(
                List.of("2024-07-01", "2024-07-02", "2024-07-03", "2024-07-05"),
                result.days().stream().map(LocalDate::toString).toList());
        Episode first = result.episodes().get(0);
        assertEquals(MONDAY + 11 * HOUR, first.startedAtMillis());
        assertEquals(MONDAY + 17 * HOUR, first.endedAtMillis());
    }

    @Test
    void daysAreThoseOfTheZone() {
        Arrays.fill(celsius, 10, 12, 25);
        Backtest.Result result =
                Backtest.run(
                        preference(all(atLeast(CELSIUS, 20), atMost(rain(1), 1))),
                        series(),
                        ZoneId.of("Pacific/Auckland"));
        assertEquals(List.of(LocalDate.of(2024, 7, 1), LocalDate.of(2024, 7, 2)), result.days());
    }

    @Test
    void theLastEpisodeMayBeOpen() {
        Arrays.fill(celsius, HOURS - 30, HOURS, 25);
        Backtest.Result result = run(all(atLeast(CELSIUS, 20), atMost(rain(1), 1)));
        assertEquals(1, result.count());
        assertEquals(1, result.alerts());
        assertEquals(null, result.medianDuration());
        assertEquals(0, result.episodes().get(0).endedAtMillis());
        assertEquals(2, result.days().size());
    }

    /** Rain of hour 100 is in the 72 hours that end with hours 100 to 171. */
    @Test
    void noRainIn72HoursIsSaidBySums() {
        millimetres[100] = 0.4;
        Backtest.Result result = run(atMost(rain(72), 0.3));
        assertEquals(2, result.count());
        assertEquals(MONDAY + 101 * HOUR, result.episodes().get(0).endedAtMillis());
        assertEquals(MONDAY + 173 * HOUR, result.episodes().get(1).startedAtMillis());
        // The first 66 hours of the series are missing before it.
        assertEquals(MONDAY + 67 * HOUR, result.episodes().get(0).startedAtMillis());
    }

    @Test
    void aSpanWithALongGapIsNotKnown() {
        Arrays.fill(millimetres, 100, 105, Double.NaN);
        assertEquals(1, run(atMost(rain(72), 1)).count());
        Arrays.fill(millimetres, 100, 106, Double.NaN);
        Backtest.Result result = run(atMost(rain(72), 1));
        assertEquals(2, result.count());
        // It may be missing for 24 h after hour 104.
        assertEquals(MONDAY + 130 * HOUR, result.episodes().get(0).endedAtMillis());
        assertEquals(MONDAY + 173 * HOUR, result.episodes().get(1).startedAtMillis());
    }

    @Test
    void sumsAreAddedInTheOrderOfTime() {
        HourSpan span = new HourSpan(Statistic.TOTAL);
        span.begin(0);
        span.add(0, 0.1);
        span.add(1, 0.2);
        span.add(2, 0.3);
        assertEquals(0.1 + 0.2 + 0.3, span.end(3));
        HourSpan mean = new HourSpan(Statistic.MEAN);
        mean.begin(0);
        mean.add(1, 2);
        mean.add(2, 4);
        assertEquals(3, mean.end(3));
        HourSpan least = new HourSpan(Statistic.MINIMUM);
        least.begin(0);
        least.add(1, 2);
        least.add(2, 4);
        assertEquals(2, least.end(3));
        assertEquals(Double.NaN, least.end(9));
        HourSpan greatest = new HourSpan(Statistic.MAXIMUM);
        greatest.begin(0);
        greatest.add(1, -4);
        greatest.add(2, -2);
        assertEquals(-2, greatest.end(3));
    }

    /** No rain is known of 30 hours, of which 24 are silence that is allowed. */
    @Test
    void saysHowMuchWasNotKnownAndHowTheLastPaneMatches() {
        Arrays.fill(celsius, 25);
        celsius[HOURS - 1] = 15;
        Arrays.fill(millimetres, 100, 130, Double.NaN);
        Backtest.Result result = run(all(atLeast(CELSIUS, 20), atMost(rain(1), 1)));
        assertEquals(HOURS, result.panes());
        assertEquals(6, result.unknownPanes());
        assertEquals(false, result.match().holds());
        assertEquals(
                List.of("/when/all/0"),
                result.match().missing().stream().map(Gap::pointer).toList());
        assertEquals(5, result.match().missing().get(0).distance());
    }

    /** 5 mm fell 20 h before the end, 2 mm 2 h before it: the 5 leave 72 h in 53 h, all in 71 h. */
    @Test
    void saysInHowManyDryHoursRainIsOutOfItsSpan() {
        millimetres[HOURS - 20] = 5;
        millimetres[HOURS - 2] = 2;
        assertEquals(53, run(atMost(rain(72), 2)).match().missing().get(0).readyInHours());
        assertEquals(71, run(atMost(rain(72), 0)).match().missing().get(0).readyInHours());
        Expression cold = all(atLeast(CELSIUS, 20), atMost(rain(1), 1));
        assertEquals(Double.NaN, run(cold).match().missing().get(0).readyInHours());
    }

    @Test
    void ofNoPaneNothingIsSaid() {
        Backtest.Result result =
                Backtest.run(
                        preference(atMost(rain(1), 1)),
                        PaneSeries.ofHours(new long[0]),
                        ZoneOffset.UTC);
        assertEquals(0, result.panes());
        assertEquals(0, result.count());
        assertEquals(null, result.match());
    }

    @Test
    void isOfItsCadenceAndBounded() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Backtest.run(preference(atLeast(CELSIUS, 20)), series(), ZoneOffset.UTC));
        assertThrows(
                IllegalArgumentException.class,
                () -> PaneSeries.ofHours(new long[PaneSeries.MOST_HOURS + 1]));
        assertThrows(
                IllegalArgumentException.class, () -> PaneSeries.ofHours(new long[] {HOUR, 0}));
    }

    @Test
    void manyEpisodesAreCountedAndSomeListed() {
        int size = 3 * Backtest.MOST_LISTED;
        long[] minutes = IntStream.range(0, size).mapToLong(m -> MONDAY + m * 60_000L).toArray();
        double[] flapping =
                IntStream.range(0, size).mapToDouble(m -> m % 2 == 0 ? 25 : 15).toArray();
        Backtest.Result result =
                Backtest.run(
                        preference(atLeast(CELSIUS, 20)),
                        PaneSeries.ofMinutes(minutes, minutes, minutes, HOUR)
                                .with(CELSIUS, flapping),
                        ZoneOffset.UTC);
        assertEquals(size / 2, result.count());
        assertEquals(Backtest.MOST_LISTED, result.episodes().size());
    }
}

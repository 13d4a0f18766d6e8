package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Episode;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.preference.Backtest;
import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
import io.outpost.core.preference.PaneSeries;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Preference.Step;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.preference.Severity;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.preference.Threshold;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a place makes of preferences that are judged by its hours. */
class PreferencesOfHoursTest {
    private static final Duration LOG = Duration.ofDays(22);
    private static final long HOUR = PaneWidth.HOUR.millis();

    private static final Signal MEAN = celsius(Statistic.MEAN, 0);
    private static final Signal LEAST = celsius(Statistic.MINIMUM, 0);
    private static final Signal RAIN = rain(0);
    private static final Signal WETNESS = Signal.model(ModelQuantity.WETNESS);

    private static final Map<String, Preference> DOCUMENTS =
            Map.of(
                    "dry day",
                    preference(compare(rain(24), Operator.AT_MOST, 3, 0), Duration.ZERO),
                    "warm week",
                    preference(
                            compare(celsius(Statistic.MEAN, 168), Operator.AT_LEAST, 17, 0.2),
                            Duration.ZERO),
                    "no frost",
                    preference(
                            compare(celsius(Statistic.MINIMUM, 48), Operator.ABOVE, 9, 0),
                            Duration.ofHours(2)),
                    "fine hours",
                    preference(
                            new ForAtLeast(
                                    Duration.ofHours(3),
                                    new All(
                                            List.of(
                                                    compare(MEAN, Operator.AT_LEAST, 20, 1),
                                                    compare(rain(12), Operator.AT_MOST, 5, 0)))),
                            Duration.ZERO),
                    "wet ground",
                    preference(compare(WETNESS, Operator.AT_LEAST, 0.4, 0), Duration.ZERO));

    /** Up to five days late: hours that were judged are judged again, from the horizon on. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "4, false"})
    void theirEpisodesAreThoseOfTheBacktestOverTheHoursInTheEnd(long seed, boolean hasPosition) {
        KeptPlace kept = new KeptPlace(DOCUMENTS::get);
        if (hasPosition) {
            kept.describe(KeptPlace.withPosition());
        }
        DOCUMENTS.keySet().forEach(id -> kept.prefer(new PreferenceVersion(id, "ann", 1, id)));
        log(seed).forEach(kept::replay);
        kept.idle();
        int episodes = 0;
        for (Map.Entry<String, Preference> one : DOCUMENTS.entrySet()) {
            List<String> expected = backtest(one.getValue(), kept.emitted);
            assertEquals(expected, episodes(one.getKey(), kept.emitted), one.getKey());
            episodes += expected.size();
        }
        assertTrue(episodes > 10, episodes + " episodes");
        List<String> kinds =
                kept.emitted.preferenceAlerts.stream().map(PreferenceAlertRow::kind).toList();
        assertTrue(kinds.contains("RETRACTED") || kinds.contains("CORRECTED"), kinds::toString);
        assertEquals(hasPosition, !kept.emitted.models.isEmpty());
    }

    @Test
    void goesOnAsIfNothingHadBeenFromASavepointAtEachEvent() {
        KeptPlace kept = new KeptPlace(DOCUMENTS::get);
        KeptPlace through = new KeptPlace(DOCUMENTS::get);
        List<String> texts = List.copyOf(new TreeMap<>(DOCUMENTS).keySet());
        for (KeptPlace place : List.of(kept, through)) {
            place.describe(KeptPlace.withPosition());
            Random random = new Random(7);
            int number = 0;
            for (Readings one : log(8)) {
                if (random.nextInt(15) == 0) {
                    boolean takesBack = random.nextInt(4) == 0;
                    String text = takesBack ? null : texts.get(random.nextInt(texts.size()));
                    String id = "wish " + random.nextInt(4);
                    place.prefer(new PreferenceVersion(id, "ann", ++number, text));
                }
                place.replay(one);
                if (place == through) {
                    place.throughSavepoint();
                }
            }
            place.idle();
        }
        assertEquals(rows(kept.emitted), rows(through.emitted));
        assertTrue(rows(kept.emitted).size() > 50, rows(kept.emitted).size() + " rows");
    }

    @Test
    void aVersionAppliesFromTheHourAfterTheLatestThatHasClosed() {
        KeptPlace kept = new KeptPlace(DOCUMENTS::get);
        List<Instant> hours = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            hours.add(NOON.plusSeconds(3600L * i));
        }
        hours.subList(0, 30).forEach(at -> kept.replay(reading().at(at).celsius(30)));
        kept.prefer(new PreferenceVersion("wish", "ann", 1, "no frost"));
        hours.subList(30, 40).forEach(at -> kept.replay(reading().at(at).celsius(30)));
        kept.idle();
        assertEquals(List.of(), episodes("wish", kept.emitted), "of 48 h 8 are not known");
        for (int i = 40; i < 50; i++) {
            kept.replay(reading().at(NOON.plusSeconds(3600L * i)).celsius(30));
        }
        kept.idle();
        assertEquals(
                List.of("%d 0 NOTICE".formatted(NOON.plusSeconds(3600 * 45).toEpochMilli())),
                episodes("wish", kept.emitted),
                "once less than 6 h in a row are not known, and 2 h later");
    }

    @Test
    void whatIsNoLongerNeededIsNotKept() {
        KeptPlace kept = new KeptPlace(DOCUMENTS::get);
        kept.prefer(new PreferenceVersion("wish", "ann", 1, "warm week"));
        List<Readings> log = log(5);
        log.subList(0, log.size() / 2).forEach(kept::replay);
        assertNotNull(HourPreferences.kept(kept.place), "hours of the span");
        kept.prefer(new PreferenceVersion("wish", "ann", 2, null));
        log.subList(log.size() / 2, log.size()).forEach(kept::replay);
        kept.idle();
        assertEquals(0, kept.place.knownPreferences);
        assertEquals(0, kept.place.hourPreferences.size());
        assertEquals(0, kept.place.hourlyPreferences().numbers().length);
    }

    private static List<String> backtest(Preference preference, Emitted emitted) {
        Map<Long, PaneRow> panes = new TreeMap<>();
        emitted.panes(PaneWidth.HOUR).forEach(row -> panes.put(row.startMillis(), row));
        Map<Long, ModelRow> models = new TreeMap<>();
        emitted.models.forEach(row -> models.put(row.startMillis(), row));
        List<PaneRow> rows = List.copyOf(panes.values());
        PaneSeries series =
                PaneSeries.ofHours(rows.stream().mapToLong(PaneRow::startMillis).toArray())
                        .with(MEAN, column(rows, row -> at(row, row.sums()) / count(row)))
                        .with(LEAST, column(rows, row -> at(row, row.mins())))
                        .with(RAIN, column(rows, PaneRow::rainTotalMillimetres))
                        .with(WETNESS, column(rows, row -> wetness(models.get(row.startMillis()))));
        return Backtest.run(preference, series, ZoneOffset.UTC).episodes().stream()
                .map(PreferencesOfHoursTest::text)
                .toList();
    }

    private static String text(Episode episode) {
        return "%d %d NOTICE".formatted(episode.startedAtMillis(), episode.endedAtMillis());
    }

    private static double wetness(ModelRow row) {
        return row == null ? Double.NaN : row.hour().value(ModelQuantity.WETNESS);
    }

    private static double[] column(List<PaneRow> rows, ToDoubleFunction<PaneRow> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    private static int count(PaneRow row) {
        int position = position(row);
        return position < 0 ? 0 : row.counts()[position];
    }

    /** Of the air temperature; NaN where there is none. */
    private static double at(PaneRow row, double[] values) {
        int position = position(row);
        return position < 0 ? Double.NaN : values[position];
    }

    private static int position(PaneRow row) {
        int code = Quantity.AIR_TEMPERATURE_CELSIUS.code();
        boolean has = (row.quantities() >>> code & 1) != 0;
        return has ? Integer.bitCount(row.quantities() & ((1 << code) - 1)) : -1;
    }

    private static List<String> episodes(String preferenceId, Emitted emitted) {
        Map<Long, PreferenceEpisodeRow> last = new TreeMap<>();
        for (PreferenceEpisodeRow row : emitted.preferenceEpisodes) {
            if (row.preferenceId().equals(preferenceId)) {
                last.put(row.startedAtMillis(), row);
            }
        }
        return last.values().stream()
                .filter(row -> !row.retracted())
                .map(
                        row ->
                                "%d %d %s"
                                        .formatted(
                                                row.startedAtMillis(),
                                                row.endedAtMillis(),
                                                row.peakLevel()))
                .toList();
    }

    private static List<String> rows(Emitted emitted) {
        List<String> rows = new ArrayList<>();
        emitted.preferenceEpisodes.forEach(row -> rows.add(row.toString()));
        emitted.preferenceAlerts.forEach(
                row ->
                        rows.add(
                                "%s %s %d %d %s %d"
                                        .formatted(
                                                row.alertId(),
                                                row.kind(),
                                                row.atMillis(),
                                                row.endedAtMillis(),
                                                Arrays.toString(row.drivers()),
                                                row.asOfMillis())));
        return rows;
    }

    /** Two reports an hour, some that are days late, gaps of hours and one of more than a day. */
    private static List<Readings> log(long seed) {
        Random random = new Random(seed);
        Map<Long, Readings> byTime = new TreeMap<>();
        Instant at = NOON;
        while (at.isBefore(NOON.plus(LOG))) {
            at = at.plusSeconds(random.nextInt(200) == 0 ? HOUR / 1000 * random.nextInt(40) : 1500);
            at = at.plusSeconds(random.nextInt(600));
            double phase = Duration.between(NOON, at).toSeconds() / 86_400.0;
            double celsius = 16 + 7 * Math.sin(2 * Math.PI * phase) + 2 * Math.sin(phase);
            Readings one = reading().at(at);
            if (random.nextInt(12) > 0) {
                one.celsius(Math.rint(10 * celsius + random.nextInt(30)) / 10);
            }
            one.humidity(60);
            one.with(
                    Quantity.PRECIPITATION_MILLIMETRES,
                    random.nextInt(8) == 0 ? random.nextInt(20) / 10.0 : 0);
            long delay = random.nextInt(6) == 0 ? random.nextInt(5 * 86_400) * 1000L : 0;
            byTime.put(at.toEpochMilli() + delay, one);
        }
        return List.copyOf(byTime.values());
    }

    private static Signal celsius(Statistic statistic, int hours) {
        return Signal.measure(Quantity.AIR_TEMPERATURE_CELSIUS, statistic, hours * 3600);
    }

    private static Signal rain(int hours) {
        return Signal.measure(Quantity.PRECIPITATION_MILLIMETRES, Statistic.TOTAL, hours * 3600);
    }

    private static Expression compare(
            Signal signal, Operator operator, double threshold, double hysteresis) {
        return new Comparison(
                signal, operator, Threshold.of(threshold), hysteresis, NoData.UNKNOWN);
    }

    private static Preference preference(Expression when, Duration pending) {
        return new Preference(
                "wish",
                when,
                pending,
                Duration.ZERO,
                Duration.ZERO,
                List.of(new Step(Severity.NOTICE, Duration.ZERO)),
                List.of(),
                null);
    }
}

package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Driver;
import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.LevelComparison;
import io.outpost.core.preference.Expression.Not;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a place makes of preferences that are judged by its minutes. */
class PreferencesOfMinutesTest {
    private static final String WARM = "warm";
    private static final String HOT = "hot";
    private static final String OF_HOURS = "of hours";
    private static final String NOT_READABLE = "what only another version reads";

    private static final Signal CELSIUS = pane(Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MEAN);

    private static final Map<String, Preference> DOCUMENTS =
            Map.of(
                    WARM,
                    preference(atLeast(CELSIUS, 25, 0), Duration.ZERO, Duration.ZERO),
                    HOT,
                    preference(atLeast(CELSIUS, 30, 0), Duration.ZERO, Duration.ZERO),
                    "mild hour",
                    preference(
                            atLeast(
                                    Signal.measure(
                                            Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MEAN, 3600),
                                    22,
                                    1),
                            Duration.ZERO,
                            Duration.ZERO),
                    "heat",
                    preference(
                            new LevelComparison(
                                    Condition.HEAT,
                                    Operator.AT_LEAST,
                                    1,
                                    "CAUTION",
                                    NoData.UNKNOWN),
                            Duration.ZERO,
                            Duration.ofMinutes(30)),
                    "dry air",
                    preference(
                            new ForAtLeast(
                                    Duration.ofMinutes(4),
                                    new Not(
                                            atLeast(
                                                    pane(
                                                            Quantity.RELATIVE_HUMIDITY_PERCENT,
                                                            Statistic.MAXIMUM),
                                                    60,
                                                    5))),
                            Duration.ofMinutes(3),
                            Duration.ofMinutes(20)),
                    "windy or hot",
                    preference(
                            new Any(
                                    List.of(
                                            atLeast(CELSIUS, 31, 2),
                                            new Comparison(
                                                    pane(
                                                            Quantity.WIND_SPEED_METRES_PER_SECOND,
                                                            Statistic.MINIMUM),
                                                    Operator.ABOVE,
                                                    Threshold.of(5),
                                                    0,
                                                    NoData.KEEP_LAST))),
                            Duration.ZERO,
                            Duration.ZERO),
                    OF_HOURS,
                    preference(
                            new Comparison(
                                    Signal.measure(
                                            Quantity.PRECIPITATION_MILLIMETRES,
                                            Statistic.TOTAL,
                                            72 * 3600),
                                    Operator.AT_MOST,
                                    Threshold.of(0),
                                    0,
                                    NoData.UNKNOWN),
                            Duration.ZERO,
                            Duration.ZERO));

    private final KeptPlace kept = new KeptPlace(DOCUMENTS::get);
    private int version;

    @Test
    void anEpisodeIsTheTimeInWhichItHeldWithScoreAndReasons() {
        wants(WARM);
        minutes(0, 20, 26, 27, 20);
        kept.idle();
        List<PreferenceAlertRow> alerts = kept.emitted.preferenceAlerts;
        assertEquals("BEGAN@2 ENDED@4", alerts());
        PreferenceAlertRow began = alerts.get(0);
        assertEquals("wish", began.preferenceId());
        assertEquals("trailhead", began.placeId());
        assertEquals("NOTICE", began.level());
        assertEquals(0, began.endedAtMillis());
        assertEquals(
                List.of(new Driver("score", 100, 0), new Driver("air_temperature_celsius", 26, 0)),
                Arrays.asList(began.drivers()));
        assertEquals("[2-4 NOTICE]", episodes());
        PreferenceEpisodeRow episode = kept.emitted.preferenceEpisodes.get(0);
        assertEquals(episode.episodeId(), began.episodeId());
        assertEquals(
                Ids.episode("trailhead", "preference:wish", began.startedAtMillis()),
                began.episodeId());
        assertTrue(
                kept.emitted.transitions.stream().allMatch(PreferencesOfMinutesTest::isCondition));
        assertTrue(kept.emitted.alerts.isEmpty(), "those are of conditions");
    }

    @Test
    void aLateObservationTakesBackWhatDidNotHappen() {
        wants(WARM);
        minutes(0, 26, 20, 20, 20);
        assertEquals("BEGAN@1 ENDED@2", alerts());
        late(0, 10);
        kept.idle();
        assertEquals("BEGAN@1 ENDED@2 RETRACTED@1", alerts());
        assertEquals("[]", episodes());
    }

    @Test
    void panesThatAreJudgedAgainKeepTheVersionThatAppliedToThem() {
        wants(WARM);
        minutes(0, 26, 26, 26, 26, 26, 26);
        wants(HOT);
        minutes(6, 26, 26, 26);
        assertEquals("BEGAN@1 ENDED@5", alerts(), "the minute of 240 s is the first to close");
        late(2, 10);
        kept.idle();
        assertEquals("[1-3 NOTICE, 4-5 NOTICE]", episodes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NOT_READABLE, OF_HOURS})
    void oneThatIsTakenBackOrSaysNothingHereEndsAtTheFirstPaneThatClosesAfterIt(String document) {
        wants(WARM);
        minutes(0, 26, 26, 26, 26, 26, 26);
        wants(document.isEmpty() ? null : document);
        minutes(6, 26, 26, 26);
        kept.idle();
        assertEquals("BEGAN@1 ENDED@5", alerts());
        wants(WARM);
        minutes(20, 26, 26);
        kept.idle();
        assertEquals("[1-5 NOTICE, 21- NOTICE]", episodes());
    }

    @Test
    void whatWasStoredOfADocumentThatIsNoLongerReadIsNotTakenForAnother() {
        KeptPlace older = new KeptPlace(document -> DOCUMENTS.get(WARM));
        older.prefer(new PreferenceVersion("wish", "ann", 1, NOT_READABLE));
        older.replay(reading().at(NOON).celsius(26));
        older.idle();
        assertEquals(1, older.emitted.preferenceAlerts.size());
        kept.thaw(older.frozen());
        minutes(30, 26, 26);
        kept.idle();
        assertEquals("ENDED@31", alerts(), "to this version it is none");
        KeptPlace newer = new KeptPlace(document -> DOCUMENTS.get("windy or hot"));
        newer.thaw(older.frozen());
        newer.replay(reading().at(NOON.plusSeconds(1800)).celsius(20));
        newer.idle();
        assertEquals("ENDED", newer.emitted.preferenceAlerts.get(0).kind(), "it has other leaves");
    }

    @Test
    void anEpisodeOfOneThatWasTakenBackLongAgoEndsWhenTheNextPaneComes() {
        wants(WARM);
        minutes(0, 26, 26, 26);
        kept.idle();
        wants(null);
        Instant later = NOON.plus(Duration.ofDays(9));
        kept.replay(reading().at(later).celsius(26));
        kept.replay(reading().at(later.plusSeconds(60)).celsius(26));
        assertEquals(1, kept.place.knownPreferences, "it is in an episode");
        kept.replay(reading().at(later.plusSeconds(200)).celsius(26));
        String all = "BEGAN@1 ENDED@" + (3 + Rules.STALE_AFTER.toMinutes());
        assertEquals(all, alerts());
        kept.replay(reading().at(later.plusSeconds(3700)).celsius(26));
        kept.replay(reading().of("another").at(later.plusSeconds(61)).celsius(1));
        kept.idle();
        assertEquals(all, alerts(), "which is so when it is judged again");
        kept.replay(reading().at(later.plusSeconds(5 * 3600)).celsius(26));
        assertEquals(0, kept.place.knownPreferences);
        assertNull(kept.place.minutePreferences.get(0));
    }

    @Test
    void whatIsJudgedByHoursHasNoStateOfMinutes() {
        wants(OF_HOURS);
        minutes(0, 26, 26, 26);
        kept.idle();
        assertEquals(0, kept.place.minutePreferences.size());
        assertTrue(kept.emitted.preferenceAlerts.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatEpisodesComeToDoesNotDependOnTheOrderWithinTheMinuteHorizon(long seed) {
        List<Readings> log = log(seed);
        Map<String, String> expected = content(log);
        assertEquals(expected, content(shuffled(log, seed)));
        assertTrue(expected.size() > 10, expected.size() + " episodes");
    }

    @Test
    void goesOnAsIfNothingHadBeenFromASavepointAtEachEvent() {
        KeptPlace through = new KeptPlace(DOCUMENTS::get);
        List<String> texts = List.copyOf(new TreeMap<>(DOCUMENTS).keySet());
        for (KeptPlace place : List.of(kept, through)) {
            Random random = new Random(5);
            int number = 0;
            for (Readings one : shuffled(log(9), 9).subList(0, 500)) {
                if (random.nextInt(12) == 0) {
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
        List<String> kinds =
                kept.emitted.preferenceAlerts.stream().map(PreferenceAlertRow::kind).toList();
        assertTrue(kinds.size() > 30, kinds.size() + " alerts");
        assertTrue(kinds.contains("CORRECTED") || kinds.contains("RETRACTED"), kinds::toString);
    }

    /** All of the emissions of preferences, revision and time included. */
    private static List<String> rows(Emitted emitted) {
        List<String> rows = new ArrayList<>();
        emitted.preferenceEpisodes.forEach(row -> rows.add(row.toString()));
        emitted.preferenceAlerts.forEach(
                row ->
                        rows.add(
                                "%s %s %s %d %d %s %d %d"
                                        .formatted(
                                                row.alertId(),
                                                row.kind(),
                                                row.preferenceId(),
                                                row.atMillis(),
                                                row.endedAtMillis(),
                                                Arrays.toString(row.drivers()),
                                                row.revision(),
                                                row.asOfMillis())));
        return rows;
    }

    /** Of all documents, each a preference from the start on; without those of conditions. */
    private static Map<String, String> content(List<Readings> log) {
        KeptPlace place = new KeptPlace(DOCUMENTS::get);
        DOCUMENTS.forEach(
                (text, preference) -> place.prefer(new PreferenceVersion(text, "ann", 1, text)));
        log.forEach(place::replay);
        place.idle();
        Map<String, String> content = place.emitted.content();
        content.keySet().removeIf(key -> !key.startsWith("preference"));
        return content;
    }

    /** Two days of one to three minutes each, with gaps, and values that fail. */
    private static List<Readings> log(long seed) {
        Random random = new Random(seed);
        List<Readings> log = new ArrayList<>();
        Instant at = NOON;
        while (at.isBefore(NOON.plus(Duration.ofDays(2)))) {
            boolean isGap = random.nextInt(150) == 0;
            at = at.plusSeconds(isGap ? 3600 * (2 + random.nextInt(4)) : 30 + random.nextInt(200));
            double phase = Duration.between(NOON, at).toSeconds() / 7000.0;
            Readings one = reading().at(at);
            if (random.nextInt(10) > 0) {
                one.celsius(Math.rint(10 * (26 + 8 * Math.sin(phase)) + random.nextInt(30)) / 10);
            }
            if (random.nextInt(5) > 0) {
                one.humidity(40 + random.nextInt(40));
            }
            if (random.nextInt(2) > 0) {
                one.with(Quantity.WIND_SPEED_METRES_PER_SECOND, random.nextInt(80) / 10.0);
            }
            log.add(one);
        }
        return log;
    }

    /** Each comes up to an hour late. */
    private static List<Readings> shuffled(List<Readings> log, long seed) {
        Random random = new Random(seed);
        Map<Long, Readings> byTime = new TreeMap<>();
        for (Readings one : log) {
            long at = one.build().observedAtMillis();
            byTime.put(at + (random.nextInt(3) == 0 ? random.nextInt(3_600_000) : 0), one);
        }
        return List.copyOf(byTime.values());
    }

    private void wants(String document) {
        version++;
        kept.prefer(new PreferenceVersion("wish", "ann", version, document));
    }

    /** One reading at the start of each minute. */
    private void minutes(int first, double... celsius) {
        for (int i = 0; i < celsius.length; i++) {
            kept.replay(reading().at(NOON.plusSeconds(60L * (first + i))).celsius(celsius[i]));
        }
    }

    /** So that the mean of the minute becomes another one. */
    private void late(int minute, double celsius) {
        kept.replay(
                reading().of("another").at(NOON.plusSeconds(60L * minute + 5)).celsius(celsius));
    }

    private static boolean isCondition(TransitionRow row) {
        return Arrays.stream(Condition.values())
                .anyMatch(condition -> condition.name().equals(row.condition()));
    }

    /** Such as {@code BEGAN@1}, by the minutes since noon. */
    private String alerts() {
        StringBuilder text = new StringBuilder();
        for (PreferenceAlertRow row : kept.emitted.preferenceAlerts) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(row.kind())
                    .append('@')
                    .append(minute(row.atMillis()));
        }
        return text.toString();
    }

    /** As they are known in the end. */
    private String episodes() {
        Map<Long, PreferenceEpisodeRow> last = new TreeMap<>();
        kept.emitted.preferenceEpisodes.forEach(row -> last.put(row.startedAtMillis(), row));
        return last.values().stream()
                .filter(row -> !row.retracted())
                .map(
                        row ->
                                "%d-%s %s"
                                        .formatted(
                                                minute(row.startedAtMillis()),
                                                row.endedAtMillis() == 0
                                                        ? ""
                                                        : minute(row.endedAtMillis()),
                                                row.peakLevel()))
                .toList()
                .toString();
    }

    private static long minute(long millis) {
        return Duration.between(NOON, Instant.ofEpochMilli(millis)).toMinutes();
    }

    private static Signal pane(Quantity quantity, Statistic statistic) {
        return Signal.measure(quantity, statistic, 0);
    }

    private static Expression atLeast(Signal signal, double threshold, double hysteresis) {
        return new Comparison(
                signal, Operator.AT_LEAST, Threshold.of(threshold), hysteresis, NoData.UNKNOWN);
    }

    private static Preference preference(Expression when, Duration pending, Duration cooldown) {
        return new Preference(
                "wish",
                when,
                pending,
                Duration.ZERO,
                cooldown,
                List.of(new Step(Severity.NOTICE, Duration.ZERO)),
                List.of(),
                null);
    }
}

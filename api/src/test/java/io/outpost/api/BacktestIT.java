package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.condition.ConditionLevels;
import io.outpost.core.preference.Backtest;
import io.outpost.core.preference.PaneSeries;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drafts of preferences over stored panes. */
@ExtendWith(RunningApi.class)
final class BacktestIT {

    private static final String PATH = "/v1/preferences/backtest";
    private static final Instant START = Instant.parse("2024-07-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String WARM =
            "{\"measure\": \"air_temperature_celsius\", \"at_least\": 20}";

    private final Api api;
    private final Rows rows;

    BacktestIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    private static String body(String id, String range, String when) {
        return """
               {"places": ["%s"], %s "preference": {"name": "n", "when": %s}}"""
                .formatted(id, range, when);
    }

    private JsonNode backtest(String id, String range, String when) {
        Api.Answer answer = api.post(PATH, "application/json", body(id, range, when));
        assertEquals(200, answer.status(), answer.text());
        return answer.json().at("/places/0");
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(field).asText()));
        return texts;
    }

    private static Row minute(String id, int minute, double celsius) {
        return Row.minute(id, START.plusSeconds(60L * minute))
                .celsius(2, celsius - 1, celsius + 1, 2 * celsius);
    }

    private static Instant hour(int hour) {
        return START.plus(HOUR.multipliedBy(hour));
    }

    @Test
    void minutesAreJudgedAtTheirEnds() {
        rows.insert(
                Row.place("bt minutes").with("time_zone", "America/New_York"),
                Row.counters("bt minutes", START.plusSeconds(9 * 60)));
        for (int minute = 0; minute < 10; minute++) {
            if (minute != 8) {
                rows.insert(minute("bt minutes", minute, minute >= 3 && minute < 6 ? 25 : 15));
            }
        }
        JsonNode place = backtest("bt minutes", "\"last\": \"PT10M\",", WARM);
        assertEquals("2024-07-01T00:00:00Z", place.path("start").asText());
        assertEquals("2024-07-01T00:10:00Z", place.path("end").asText());
        assertEquals(1, place.path("count").asInt());
        assertEquals(1, place.path("alerts").asInt());
        assertEquals("2024-07-01T00:04:00Z", place.at("/episodes/0/start").asText());
        assertEquals("2024-07-01T00:07:00Z", place.at("/episodes/0/end").asText());
        assertEquals("NOTICE", place.at("/episodes/0/level").asText());
        assertEquals(180, place.at("/episodes/0/duration_s").asDouble());
        assertEquals(180, place.path("median_duration_s").asDouble());
        assertEquals("[\"2024-06-30\"]", place.path("days").toString());
        assertEquals("{\"judged\":9,\"unknown\":0,\"missing\":1}", place.path("panes").toString());
        JsonNode match = place.path("match");
        assertEquals("2024-07-01T00:10:00Z", match.path("at").asText());
        assertEquals(49.5, match.path("score").asDouble());
        assertEquals("/when", match.at("/missing/0/pointer").asText());
        assertEquals(5, match.at("/missing/0/distance").asDouble());
        assertEquals("celsius", match.at("/missing/0/unit").asText());
    }

    /**
     * Of 15 minutes with too little in them nothing is known, nor without a value of the minute.
     */
    @Test
    void rollingMeansCountWhereTheyAreCovered() {
        rows.insert(Row.counters("bt rolling", START.plusSeconds(300)));
        double[] coverages = {0.9, 0.59, 0.6, 0.9};
        for (int minute = 0; minute < coverages.length; minute++) {
            rows.insert(
                    minute("bt rolling", minute, 1)
                            .with("air_temperature_celsius_n_15m", 15)
                            .with("air_temperature_celsius_mean_15m", 25)
                            .with("coverage_15m", coverages[minute]));
        }
        rows.insert(
                Row.minute("bt rolling", START.plusSeconds(240))
                        .with("air_temperature_celsius_n_15m", 15)
                        .with("air_temperature_celsius_mean_15m", 25)
                        .with("coverage_15m", 0.9));
        String when =
                "{\"measure\": \"air_temperature_celsius\", \"over\": \"PT15M\", \"at_least\": 20}";
        List<Integer> unknown = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            Instant start = START.plusSeconds(60L * minute);
            String range =
                    "\"start\": \"%s\", \"end\": \"%s\",".formatted(start, start.plusSeconds(60));
            unknown.add(backtest("bt rolling", range, when).at("/panes/unknown").asInt());
        }
        assertEquals(List.of(0, 1, 0, 0, 1), unknown);
    }

    /**
     * Rain of hour 2 is in the spans that end at 3:00 to 5:00. Mud is DAMP from before the range,
     * SNOW_COVERED from 7:00, MUDDY from 8:00, and none from 9:00, whose change shows the level
     * that ended.
     */
    @Test
    void hoursJoinPanesModelsAndLevels() {
        rows.insert(Row.place("bt hours"), Row.counters("bt hours", hour(9)));
        for (int i = 0; i < 10; i++) {
            rows.insert(
                    Row.models("bt hours", hour(i), 45),
                    Row.hour("bt hours", hour(i))
                            .with("precipitation_millimetres_n", 1)
                            .with("precipitation_millimetres_total", i == 2 ? 2 : 0));
        }
        rows.insert(
                Row.transition("bt hours", "MUD", hour(-3), "UNKNOWN", "OK").with("level", "DAMP"),
                Row.transition("bt hours", "MUD", hour(7), "OK", "OK")
                        .with("level", "SNOW_COVERED"),
                Row.transition("bt hours", "MUD", hour(8), "OK", "ACTIVE")
                        .with("level", "MUDDY")
                        .with("episode_id", "m"),
                Row.transition("bt hours", "MUD", hour(9), "ACTIVE", "OK")
                        .with("level", "MUDDY")
                        .with("episode_id", "m"));
        String when =
                """
                {"all": [{"condition": "MUD", "at_most": "DAMP"}, {"model": "wetness", "at_most": 0.6},
                 {"measure": "precipitation_millimetres", "over": "PT3H", "at_most": 1}]}""";
        JsonNode place = backtest("bt hours", "\"last\": \"PT10H\",", when);
        assertEquals(
                List.of("2024-07-01T01:00:00Z", "2024-07-01T06:00:00Z", "2024-07-01T09:00:00Z"),
                texts(place.path("episodes"), "start"));
        assertEquals(
                List.of("2024-07-01T03:00:00Z", "2024-07-01T07:00:00Z", "null"),
                texts(place.path("episodes"), "end"));
        assertEquals(3, place.path("count").asInt());
        assertEquals(5_400, place.path("median_duration_s").asDouble());
        assertEquals(100, place.at("/match/score").asDouble());
        assertTrue(place.at("/match/holds").asBoolean());
        assertEquals("{\"judged\":10,\"unknown\":0,\"missing\":0}", place.path("panes").toString());
        JsonNode wet = backtest("bt hours", "", "{\"model\": \"wetness\", \"at_least\": 0.6}");
        assertEquals(0, wet.path("count").asInt());
        assertEquals(710, wet.at("/panes/missing").asInt(), "30 days by default");
        assertEquals(0.1, wet.at("/match/missing/0/distance").asDouble());
    }

    /** Of panes and of changes more than one statement reads; the level of every minute counts. */
    @Test
    void longPastsAreReadByPages() {
        rows.insert(Row.place("bt long"), Row.counters("bt long", START.plusSeconds(60 * 10_500)));
        rows.insert(Row.minute("bt long", START));
        rows.jdbi()
                .useHandle(
                        handle -> {
                            handle.execute(
                                    """
                                    INSERT INTO outpost.minute_aggregates
                                        (place_id, start_at, observations, revision, as_of, writer_epoch)
                                    SELECT 'bt long', timestamptz '2024-07-01 00:00+00' + i * interval '1 minute', 1, 1, now(), 1
                                    FROM generate_series(1, 10500) i
                                    """);
                            handle.execute(
                                    """
                                    INSERT INTO outpost.condition_transitions
                                    SELECT 'bt long', 'HEAT', timestamptz '2024-07-01 00:01+00' + i * interval '4 minutes', 1,
                                           CASE WHEN i % 2 = 0 THEN 'OK' ELSE 'ACTIVE' END,
                                           CASE WHEN i % 2 = 0 THEN 'ACTIVE' ELSE 'OK' END, 'DANGER', 'e' || i / 2, '[]', false, now(), 1
                                    FROM generate_series(0, 2499) i
                                    """);
                        });
        JsonNode place =
                backtest(
                        "bt long",
                        "",
                        "{\"condition\": \"HEAT\", \"at_least\": \"EXTREME_CAUTION\"}");
        assertEquals(10_501, place.at("/panes/judged").asInt());
        assertEquals(1_250, place.path("count").asInt());
        assertEquals(1_000, place.path("episodes").size());
        assertEquals(250, place.path("more_episodes").asInt());
        assertEquals(240, place.path("median_duration_s").asDouble());
        assertEquals("2024-07-01T00:01:00Z", place.at("/episodes/0/start").asText());
    }

    /** It fell in hour 2, and is behind 9 h from 12:00 on; of 24 h too little is known. */
    @Test
    void saysInHowManyDryHoursTheRainIsOutOfTheSpan() {
        rows.insert(Row.place("bt dry"), Row.counters("bt dry", hour(9)));
        for (int i = 0; i < 10; i++) {
            rows.insert(
                    Row.hour("bt dry", hour(i))
                            .with("precipitation_millimetres_n", 1)
                            .with("precipitation_millimetres_total", i == 2 ? 5 : 0));
        }
        String when =
                """
                {"all": [{"measure": "precipitation_millimetres", "over": "PT9H", "at_most": 1},
                 {"measure": "precipitation_millimetres", "over": "PT24H", "at_most": 1}]}""";
        JsonNode missing = backtest("bt dry", "\"last\": \"PT10H\",", when).at("/match/missing");
        assertEquals(4, missing.at("/0/distance").asDouble(), missing.toString());
        assertEquals(2, missing.at("/0/ready_in_h").asInt(), missing.toString());
        assertTrue(missing.at("/1/ready_in_h").isNull(), missing.toString());
    }

    private static String only(int hour) {
        return "\"start\": \"%s\", \"end\": \"%s\",".formatted(hour(hour), hour(hour + 1));
    }

    @Test
    void panesThatDoNotLieInTheRangeAreLeftOut() {
        rows.insert(Row.counters("bt part", hour(2)));
        for (int i = 0; i < 3; i++) {
            rows.insert(Row.hour("bt part", hour(i)).celsius(1, 25, 25, 25));
        }
        String when =
                "{\"measure\": \"air_temperature_celsius\", \"over\": \"PT2H\", \"at_least\": 20}";
        JsonNode part =
                backtest(
                        "bt part",
                        "\"start\": \"2024-07-01T00:00:01Z\", \"end\": \"2024-07-01T02:59:59Z\",",
                        when);
        assertEquals("2024-07-01T01:00:00Z", part.path("start").asText());
        assertEquals("2024-07-01T02:00:00Z", part.path("end").asText());
        assertEquals("{\"judged\":1,\"unknown\":0,\"missing\":0}", part.path("panes").toString());
    }

    @Test
    void levelsThatAreNotSureAreNotKnown() {
        rows.insert(Row.counters("bt unsure", hour(2)));
        for (int i = 0; i < 3; i++) {
            rows.insert(Row.hour("bt unsure", hour(i)));
        }
        rows.insert(
                Row.transition("bt unsure", "MUD", hour(2), "UNKNOWN", "UNCERTAIN")
                        .with("level", "DAMP"),
                Row.transition("bt unsure", "MUD", hour(3), "UNCERTAIN", "OK")
                        .with("level", "DAMP"));
        String when = "{\"condition\": \"MUD\", \"at_most\": \"DAMP\"}";
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            unknown.add(backtest("bt unsure", only(i), when).at("/panes/unknown").asInt());
        }
        assertEquals(List.of(1, 1, 0), unknown, "before the first change, while unsure, then");
    }

    /** Where too little is learned, the flow is judged by defaults, which are no percentiles. */
    @Test
    void percentilesOfTheFlowAreThoseThatWereLearned() {
        rows.insert(
                Row.counters("bt flow", hour(1)),
                flow(0, 0.06, 0.15, 0.5),
                flow(1, 0.05, 0.15, 0.5));
        String when = "{\"model\": \"flow_millimetres_per_hour\", \"%s\": {\"percentile\": %d}}";
        String elevated = when.formatted("at_least", 76);
        assertEquals(1, backtest("bt flow", only(0), elevated).at("/panes/unknown").asInt());
        assertEquals(1, backtest("bt flow", only(1), elevated).path("count").asInt());
        JsonNode high = backtest("bt flow", only(1), when.formatted("at_least", 90));
        assertEquals(0.15, high.at("/match/missing/0/threshold").asDouble());
        assertEquals(
                1,
                backtest("bt flow", only(1), when.formatted("at_most", 99)).path("count").asInt());
    }

    private static Row flow(int hour, double elevated, double high, double veryHigh) {
        return Row.models("bt flow", hour(hour), 45)
                .with("flow_millimetres_per_hour", 0.1)
                .with("elevated_from_millimetres_per_hour", elevated)
                .with("high_from_millimetres_per_hour", high)
                .with("very_high_from_millimetres_per_hour", veryHigh);
    }

    /** Also where hours are missing. */
    @Test
    void isTheBacktestOfTheCoreOverTheSamePanes() throws UnreadablePreferenceException {
        Random random = new Random(7);
        ZoneId zone = ZoneId.of("Europe/Vienna");
        rows.insert(Row.place("bt same").with("time_zone", "Europe/Vienna"));
        List<Row> stored = new ArrayList<>();
        List<Instant> starts = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        double celsius = 15;
        for (int i = 0; i < 1_500; i++) {
            celsius += random.nextGaussian() * 1.5 + (15 - celsius) * 0.05;
            boolean isMissing = random.nextInt(10) == 0 || (i > 700 && i < 760);
            if (!isMissing) {
                starts.add(hour(i));
                means.add((2 * celsius) / 2);
                stored.add(
                        Row.hour("bt same", hour(i))
                                .celsius(2, celsius - 1, celsius + 1, 2 * celsius));
            }
        }
        rows.insert(stored.toArray(Row[]::new));
        rows.insert(Row.counters("bt same", starts.get(starts.size() - 1)));
        String document =
                """
                {"name": "n", "pending": "PT1H", "cooldown": "PT6H", "when": {"any": [
                  {"measure": "air_temperature_celsius", "over": "PT24H", "at_least": 16, "hysteresis": 1},
                  {"measure": "air_temperature_celsius", "over": "PT2H", "statistic": "minimum", "at_most": 9}]}}
                """;
        Api.Answer answer =
                api.post(
                        PATH,
                        "application/json",
                        "{\"places\": [\"bt same\"], \"start\": \"%s\", \"end\": \"%s\", \"preference\": %s}"
                                .formatted(START, hour(1_500), document));
        assertEquals(200, answer.status(), answer.text());
        JsonNode place = answer.json().at("/places/0");
        Preference preference =
                PreferenceReader.read(
                        document.getBytes(StandardCharsets.UTF_8),
                        new LevelNames(ConditionLevels.names()));
        double[] lows = means.stream().mapToDouble(mean -> mean - 1).toArray();
        PaneSeries series =
                PaneSeries.ofHours(starts.stream().mapToLong(Instant::toEpochMilli).toArray())
                        .with(
                                Signal.measure(Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MEAN, 0),
                                means.stream().mapToDouble(Double::doubleValue).toArray())
                        .with(
                                Signal.measure(
                                        Quantity.AIR_TEMPERATURE_CELSIUS, Statistic.MINIMUM, 0),
                                lows);
        Backtest.Result same = Backtest.run(preference, series, zone);
        assertTrue(same.count() > 10, "episodes: " + same.count());
        assertTrue(same.unknownPanes() > 0);
        assertEquals(same.count(), place.path("count").asInt());
        assertEquals(same.alerts(), place.path("alerts").asInt());
        assertEquals(same.panes(), place.at("/panes/judged").asInt());
        assertEquals(same.unknownPanes(), place.at("/panes/unknown").asInt());
        assertEquals(
                same.medianDuration().toMillis() / 1000.0,
                place.path("median_duration_s").asDouble());
        assertEquals(
                same.episodes().stream()
                        .map(one -> Instant.ofEpochMilli(one.startedAtMillis()).toString())
                        .toList(),
                texts(place.path("episodes"), "start"));
        List<String> days = new ArrayList<>();
        place.path("days").forEach(day -> days.add(day.asText()));
        assertEquals(same.days().stream().map(LocalDate::toString).toList(), days);
        assertEquals(same.match().score(), place.at("/match/score").asDouble(), 0.05);
    }

    @Test
    void eachTemplateCanBeRunAndTheSchemaIsGiven() {
        rows.insert(Row.place("bt templates"), Row.counters("bt templates", START));
        JsonNode templates = api.json("/v1/preferences/templates").path("templates");
        assertEquals(
                List.of("hike", "trail_run", "mtb", "ski_tour", "paddle", "lab_room"),
                texts(templates, "name"));
        for (JsonNode template : templates) {
            Api.Answer answer =
                    api.post(
                            PATH,
                            "application/json",
                            "{\"places\": [\"bt templates\"], \"preference\": %s}"
                                    .formatted(template.path("preference")));
            assertEquals(200, answer.status(), answer.text());
            assertTrue(answer.json().at("/places/0/match").isNull(), "nothing is stored");
        }
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                api.json("/v1/preferences/schema").path("$schema").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/body/places/0 | unknown | nowhere | | " + WARM,
                "/body/preference/when/measure | unknown | bt wrong | | {\"measure\": \"mood\", \"at_least\": 1}",
                "/body/preference/when/all/1/at_least | out-of-range | bt wrong | | {\"all\": [{\"model\": \"wetness\", \"at_least\": 0}, {\"measure\": \"air_temperature_celsius\", \"at_least\": 999}]}",
                "/body/preference/when/at_most | unknown-level | bt wrong | | {\"condition\": \"MUD\", \"at_most\": \"DEEP\"}",
                "/body/preference/when | not-stored | bt wrong | | {\"measure\": \"water_level_metres\", \"at_least\": {\"percentile\": 90}}",
                "/body/end | not-after-start | bt wrong | \"start\": \"2024-07-02T00:00:00Z\", \"end\": \"2024-07-01T00:00:00Z\", | "
                        + WARM,
                "/body/start | not-a-time | bt wrong | \"start\": \"yesterday\", | " + WARM,
                "/body/last | range-too-long | bt wrong | \"last\": \"P417D\", | " + WARM,
                "/body/start | range-too-long | bt wrong | \"start\": \"2000-01-01T00:00:00Z\", | "
                        + WARM,
                "/body/colour | unknown | bt wrong | \"colour\": \"red\", | " + WARM,
            })
    void pointsAtWhatIsWrong(String pointer, String code, String id, String range, String when) {
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "DELETE FROM outpost.places WHERE place_id = ?",
                                        "bt wrong"));
        rows.insert(Row.place("bt wrong"));
        Api.Answer answer =
                api.post(PATH, "application/json", body(id, range == null ? "" : range, when));
        assertEquals(422, answer.status(), answer.text());
        assertEquals(pointer, answer.json().at("/errors/0/pointer").asText(), answer.text());
        assertEquals(code, answer.json().at("/errors/0/code").asText(), answer.text());
    }

    @Test
    void whatIsTooMuchTooDeepOrTooLongIsRefused() {
        String[] ids = new String[4];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "bt much " + i;
            rows.insert(Row.place(ids[i]));
        }
        String much = body(String.join("\", \"", ids), "\"last\": \"P365D\",", WARM);
        Api.Answer answer = api.post(PATH, "application/json", much);
        assertEquals(422, answer.status(), answer.text());
        assertTrue(answer.text().contains("urn:outpost:problem:too-much"), answer.text());
        String deep = "{\"not\": ".repeat(10_000) + WARM + "}".repeat(10_000);
        answer = api.post(PATH, "application/json", body(ids[0], "", deep));
        assertEquals(422, answer.status(), answer.text());
        String pointer = answer.json().at("/errors/0/pointer").asText();
        assertTrue(pointer.startsWith("/body/preference/when/not/not"), pointer);
        char[] long10 = new char[10_000_000];
        Arrays.fill(long10, ' ');
        answer = api.post(PATH, "application/json", body(ids[0], new String(long10), WARM));
        assertEquals(413, answer.status(), answer.text());
    }
}

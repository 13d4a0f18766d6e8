package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.core.weather.HeatIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class RawTimeseriesIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");
    private static final String MORNING = "&start=2013-07-01T00:00:00Z&end=2013-07-01T12:00:00Z";

    private final Api api;
    private final Rows rows;

    RawTimeseriesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void bucketsOfSecondsAreComputedFromRawObservations() {
        rows.insert(
                Row.counters("raw-fine", JULY_1.plusSeconds(60)),
                celsius("raw-fine", 9.999, 10),
                celsius("raw-fine", 10, 20),
                celsius("raw-fine", 19, 30).with("received_at", JULY_1.plusSeconds(99)),
                celsius("raw-fine", 40, 5));
        JsonNode series = series("raw-fine", "air_temperature_celsius&bucket=PT10S" + MORNING);
        assertEquals("raw", series.path("source").asText());
        assertEquals(
                List.of("2013-07-01T00:00:00Z", "2013-07-01T00:00:10Z", "2013-07-01T00:00:40Z"),
                starts(series));
        JsonNode second = series.at("/points/1");
        assertEquals(2, second.path("observations").asLong());
        assertEquals("2013-07-01T00:00:20Z", second.path("end").asText());
        assertEquals("2013-07-01T00:01:39Z", second.path("as_of").asText());
        assertTrue(second.path("revision").isNull());
        assertValues(second.at("/values/air_temperature_celsius"), 2, 20, 30, 25);
    }

    @Test
    void anOffsetOfSecondsMovesTheBuckets() {
        rows.insert(
                Row.counters("raw-shifted", JULY_1.plusSeconds(7200)),
                celsius("raw-shifted", 449, 1),
                celsius("raw-shifted", 450, 2),
                celsius("raw-shifted", 4049, 4));
        JsonNode series =
                series(
                        "raw-shifted",
                        "air_temperature_celsius&bucket=PT1H&offset=PT7M30S"
                                + "&start=2013-06-30T23:07:30Z&end=2013-07-01T02:00:00Z");
        assertEquals("PT7M30S", series.path("offset").asText());
        assertEquals(List.of("2013-06-30T23:07:30Z", "2013-07-01T00:07:30Z"), starts(series));
        assertValues(series.at("/points/1/values/air_temperature_celsius"), 2, 2, 4, 3);
    }

    @Test
    void flaggedValuesAreLeftOut() {
        rows.insert(
                Row.counters("raw-good", JULY_1),
                celsius("raw-good", 1, 10),
                at("raw-good", "s", 2)
                        .with(
                                "flagged",
                                Map.of(
                                        "air_temperature_celsius",
                                        Map.of("value", 999, "reason", "OUT_OF_RANGE"))));
        JsonNode point =
                series("raw-good", "air_temperature_celsius&bucket=10s" + MORNING).at("/points/0");
        assertEquals(2, point.path("observations").asLong());
        assertValues(point.at("/values/air_temperature_celsius"), 1, 10, 10, 10);
    }

    @Test
    void theHeatIndexIsTheMeanOfThatOfEachObservation() {
        rows.insert(
                Row.counters("raw-hot", JULY_1),
                celsius("raw-hot", 1, 30).with("relative_humidity_percent", 70),
                celsius("raw-hot", 2, 35).with("relative_humidity_percent", 40),
                celsius("raw-hot", 3, 40));
        double first = HeatIndex.celsius(30, 70);
        double second = HeatIndex.celsius(35, 40);
        JsonNode series = series("raw-hot", "heat_index_celsius&bucket=30s" + MORNING);
        JsonNode heat = series.at("/points/0/values/heat_index_celsius");
        assertValues(
                heat, 2, Math.min(first, second), Math.max(first, second), (first + second) / 2);
        assertTrue(series.at("/methods/heat_index_celsius").asText().startsWith("NWS"));
    }

    @Test
    void rainIsTheMeanOfTheSensorsTotalsAndCountersBecomeIncrements() {
        rows.insert(
                Row.counters("raw-rain", JULY_1.plusSeconds(60)),
                counter("raw-rain", -7200, 4),
                counter("raw-rain", -600, 5),
                counter("raw-rain", 5, 7),
                counter("raw-rain", 15, 1),
                counter("raw-rain", 16, 1.5),
                at("raw-rain", "report", 6).with("precipitation_millimetres", 1),
                at("raw-rain", "report", 7).with("precipitation_millimetres", 3));
        String asked = "precipitation_millimetres&bucket=10s" + MORNING;
        JsonNode series = series("raw-rain", asked);
        assertRain(series.at("/points/0"), 3, (2 + 4) / 2.0);
        // The fall from 7 to 1 is a reset: no value.
        assertRain(series.at("/points/1"), 1, 0.5);
        JsonNode next = series("raw-rain", asked + "&limit=1&cursor=" + cursor("raw-rain", asked));
        assertEquals(series.at("/points/1"), next.at("/points/0"));
    }

    @Test
    void readingsOfACounterMoreThanSixDaysApartGiveNoValueWhereverAPageEnds() {
        int day = 86_400;
        rows.insert(
                Row.counters("raw-gap", JULY_1.plusSeconds(20L * day)),
                counter("raw-gap", 0, 1),
                counter("raw-gap", 60, 2),
                counter("raw-gap", 60 + 6 * day, 4),
                counter("raw-gap", 60.001 + 12 * day, 50),
                counter("raw-gap", 120 + 12 * day, 53));
        String asked =
                "precipitation_millimetres&source=raw&bucket=1h"
                        + "&start=2013-07-01T00:00:00Z&end=2013-07-21T00:00:00Z";
        JsonNode whole = series("raw-gap", asked);
        assertRain(whole.at("/points/0"), 1, 1);
        assertRain(whole.at("/points/1"), 1, 2);
        assertRain(whole.at("/points/2"), 1, 3);
        assertEquals(Api.list(whole.path("points")), walked("raw-gap", asked, 1));
    }

    @Test
    void rainOverAGapIsOfBucketsOfAnHourOrLongerWhichAddUp() {
        rows.insert(
                Row.counters("raw-away", JULY_1.plusSeconds(86_400)),
                counterEach(60, "raw-away", 0, 1),
                counterEach(60, "raw-away", 900, 2),
                counterEach(60, "raw-away", 1801, 4),
                counterEach(60, "raw-away", 1860, 5),
                counterEach(60, "raw-away", 5 * 3600, 13));
        String rain = "precipitation_millimetres&source=raw";
        String day = rain + "&start=2013-07-01T00:00:00Z&end=2013-07-02T00:00:00Z";
        JsonNode minutes = series("raw-away", day + "&bucket=1m");
        assertRain(minutes.at("/points/1"), 1, 1);
        assertNoRain(minutes.at("/points/2"));
        assertRain(minutes.at("/points/3"), 1, 1);
        assertNoRain(minutes.at("/points/4"));
        JsonNode halfHours = series("raw-away", day + "&bucket=30m");
        assertRain(halfHours.at("/points/0"), 1, 1);
        assertRain(halfHours.at("/points/1"), 1, 1);
        assertNoRain(halfHours.at("/points/2"));
        JsonNode hours = series("raw-away", day + "&bucket=1h");
        assertRain(hours.at("/points/0"), 3, 4);
        assertRain(hours.at("/points/1"), 1, 8);
        assertRain(series("raw-away", day + "&bucket=1d").at("/points/0"), 4, 12);
        String localDay =
                rain + "&start=2013-06-30T18:15:00Z&end=2013-07-01T18:15:00Z&tz=Asia/Kathmandu";
        assertRain(series("raw-away", localDay + "&bucket=1d").at("/points/0"), 4, 12);
    }

    /** The declared interval, else the median gap: half an hour of both sensors. */
    @Test
    void rainOfASensorThatReportsSeldomIsOfTheBucketsOfItsReadings() {
        rows.insert(
                Row.counters("raw-seldom", JULY_1.plusSeconds(86_400)),
                counterEach(1800, "raw-seldom", 0, 1),
                counterEach(1800, "raw-seldom", 1810, 2),
                counterEach(1800, "raw-seldom", 3610, 4),
                counterEach(1800, "raw-seldom", 7200, 7),
                Row.counters("raw-undeclared", JULY_1.plusSeconds(86_400)),
                counter("raw-undeclared", 0, 1),
                counter("raw-undeclared", 1810, 2),
                counter("raw-undeclared", 3610, 4),
                counter("raw-undeclared", 7200, 7));
        String halfHours =
                "precipitation_millimetres&source=raw&bucket=30m"
                        + "&start=2013-07-01T00:00:00Z&end=2013-07-02T00:00:00Z";
        for (String place : List.of("raw-seldom", "raw-undeclared")) {
            JsonNode series = series(place, halfHours);
            assertRain(series.at("/points/1"), 1, 1);
            assertRain(series.at("/points/2"), 1, 2);
            assertNoRain(series.at("/points/3"));
        }
    }

    @Test
    void intervalsThatTheJobTakesAsUndeclaredAreUndeclared() {
        rows.insert(
                Row.counters("raw-interval", JULY_1.plusSeconds(7200)),
                celsius("raw-interval", 0, 1).with("reporting_interval_seconds", 86_401),
                celsius("raw-interval", 600, 1).with("reporting_interval_seconds", 0),
                celsius("raw-interval", 1200, 1).with("reporting_interval_seconds", -5),
                celsius("raw-interval", 3600, 1).with("reporting_interval_seconds", 86_400));
        JsonNode series =
                series("raw-interval", "air_temperature_celsius&source=raw&bucket=PT1H" + MORNING);
        // The median gap of 10 min three times, then as declared.
        assertEquals(0.5, series.at("/points/0/coverage").asDouble());
        assertEquals(1, series.at("/points/1/coverage").asDouble());
    }

    @Test
    void coverageIsByDeclaredIntervalsElseByTheMedianGap() {
        rows.insert(
                Row.counters("raw-covered", JULY_1.plusSeconds(60)),
                celsius("raw-covered", 0, 1).with("reporting_interval_seconds", 3));
        for (int second : new int[] {20, 22, 24, 39}) {
            rows.insert(at("raw-covered", "undeclared", second).with("dew_point_celsius", 1));
        }
        rows.insert(at("raw-covered", "once", 50).with("dew_point_celsius", 1));
        JsonNode series = series("raw-covered", "dew_point_celsius&bucket=10s" + MORNING);
        assertEquals(0.3, series.at("/points/0/coverage").asDouble());
        assertEquals(0.6, series.at("/points/1/coverage").asDouble());
        assertEquals(0.2, series.at("/points/2/coverage").asDouble());
        assertTrue(series.at("/points/3/coverage").isNull());
        assertTrue(series.at("/methods/coverage").asText().contains("median"));
    }

    @Test
    void anHourEqualsThatOfThePanesWhereBothHoldTheSameObservations() {
        rows.insert(Row.counters("raw-both", JULY_1.plusSeconds(3600)));
        double sum = 0;
        double heatSum = 0;
        for (int minute = 0; minute < 60; minute++) {
            double celsius = 25 + 0.1 * minute;
            sum += celsius;
            heatSum += HeatIndex.celsius(celsius, 60);
            rows.insert(
                    celsius("raw-both", 60 * minute, celsius)
                            .with("relative_humidity_percent", 60)
                            .with("precipitation_millimetres", 0.1)
                            .with("reporting_interval_seconds", 30));
        }
        double top = 25 + 0.1 * 59;
        rows.insert(
                Row.hour("raw-both", JULY_1)
                        .with("observations", 60)
                        .with("coverage", 0.5)
                        .celsius(60, 25, top, sum)
                        .values(
                                "heat_index_celsius",
                                60,
                                HeatIndex.celsius(25, 60),
                                HeatIndex.celsius(top, 60),
                                heatSum)
                        .with("precipitation_millimetres_n", 60)
                        .with("precipitation_millimetres_total", 6.0));
        String asked =
                "air_temperature_celsius,heat_index_celsius,precipitation_millimetres&bucket=PT1H"
                        + MORNING;
        JsonNode panes = series("raw-both", asked);
        JsonNode raw = series("raw-both", asked + "&source=raw");
        assertEquals("panes", panes.path("source").asText());
        assertEquals("raw", raw.path("source").asText());
        assertEquals(1, raw.path("points").size());
        for (String same : List.of("start", "end", "observations", "coverage")) {
            assertEquals(panes.at("/points/0").path(same), raw.at("/points/0").path(same), same);
        }
        for (String quantity : List.of("air_temperature_celsius", "heat_index_celsius")) {
            assertSame(panes, raw, "/points/0/values/" + quantity);
        }
        assertRain(panes.at("/points/0"), 60, 6);
        assertRain(raw.at("/points/0"), 60, 6);
    }

    @Test
    void minutesHoldWhatCameTooLateForMinutePanes() {
        rows.insert(
                Row.counters("raw-late", JULY_1.plusSeconds(7200)),
                Row.hour("raw-late", JULY_1).celsius(1, 7, 7, 7),
                celsius("raw-late", 90, 7).with("received_at", JULY_1.plus(Duration.ofDays(2))));
        String asked = "air_temperature_celsius&bucket=1m" + MORNING;
        assertEquals(0, series("raw-late", asked).path("points").size());
        assertEquals(
                List.of("2013-07-01T00:01:00Z"), starts(series("raw-late", asked + "&source=raw")));
    }

    @Test
    void localDaysOfZonesOffTheHourAreComputedToTheSecond() {
        rows.insert(
                Row.counters("raw-kathmandu", JULY_1.plusSeconds(86_400)),
                celsius("raw-kathmandu", 18 * 3600 + 15 * 60 - 1, 1),
                celsius("raw-kathmandu", 18 * 3600 + 15 * 60, 2));
        JsonNode series =
                series(
                        "raw-kathmandu",
                        "air_temperature_celsius&bucket=P1D&tz=Asia/Kathmandu&source=raw"
                                + "&start=2013-06-30T00:00:00Z&end=2013-07-03T00:00:00Z");
        assertEquals(List.of("2013-06-30T18:15:00Z", "2013-07-01T18:15:00Z"), starts(series));
    }

    @Test
    void walksAllPagesWithoutLosingOrRepeatingABucket() {
        rows.insert(Row.counters("raw-paged", JULY_1.plusSeconds(1000)));
        for (int second = 0; second < 1000; second += 37) {
            rows.insert(celsius("raw-paged", second, second));
        }
        String asked = "air_temperature_celsius&bucket=30s" + MORNING;
        List<JsonNode> all = Api.list(series("raw-paged", asked).path("points"));
        for (int limit : new int[] {1, 4, all.size() - 1, all.size()}) {
            assertEquals(all, walked("raw-paged", asked, limit));
        }
    }

    @Test
    void hasNoPointsWhereRawObservationsAreGone() {
        rows.insert(Row.counters("raw-gone", JULY_1));
        JsonNode series =
                series(
                        "raw-gone",
                        "air_temperature_celsius&bucket=10s&start=1999-01-01T00:00:00Z&end=1999-02-01T00:00:00Z");
        assertEquals(0, series.path("points").size());
        assertEquals(0, series("raw-gone", "heat_index_celsius&bucket=10s").path("points").size());
    }

    @Test
    void refusesWhatTheSourceCannotServe() {
        rows.insert(Row.counters("raw-rejected", JULY_1));
        String path = "/v1/places/raw-rejected/timeseries?quantity=air_temperature_celsius";
        JsonNode problem = api.rejection(400, "does-not-fit", path + "&bucket=10s&source=panes");
        assertTrue(problem.path("detail").asText().contains("source=raw"), problem.toString());
        api.rejection(400, "does-not-fit", path + "&offset=PT30S&source=panes");
        api.rejection(400, "unknown", path + "&source=rain");
        api.rejection(400, "not-combinable", path + "&source=raw&rolling=1h");
        String month = "&start=2013-07-01T00:00:00Z&end=2013-08-01T00:00:01Z";
        api.rejection(400, "range-too-long", path + "&source=raw" + month);
        api.rejection(400, "range-too-long", path + "&bucket=10s" + month);
        api.json(path + month);
    }

    @Test
    void aPageEndsBeforeItReadsTooManyObservations() {
        rows.insert(Row.counters("raw-many", JULY_1));
        twoDaysOfSeconds("raw-many");
        String asked =
                "air_temperature_celsius&source=raw&start=2013-06-29T00:00:00Z&end=2013-07-01T00:00:00Z";
        JsonNode first = series("raw-many", asked + "&bucket=P1D");
        assertEquals(List.of("2013-06-29T00:00:00Z"), starts(first));
        assertEquals(1, first.at("/points/0/coverage").asDouble());
        assertValues(first.at("/points/0/values/air_temperature_celsius"), 86_400, 0, 0.99, 0.495);
        JsonNode second =
                series("raw-many", asked + "&bucket=P1D&cursor=" + first.path("next").asText());
        assertEquals(List.of("2013-06-30T00:00:00Z"), starts(second));
        assertTrue(second.path("next").isNull());
        api.rejection(
                400,
                "too-many-observations",
                "/v1/places/raw-many/timeseries?bucket=PT36H&quantity=" + asked);
    }

    private void twoDaysOfSeconds(String place) {
        // Their partitions are made with the first of them.
        for (int day = -2; day < 0; day++) {
            rows.insert(at(place, "other", day * 86_400.0));
        }
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        """
                                        INSERT INTO outpost.raw_observations (place_id, sensor_id, observed_at,
                                            observed_millisecond, received_at, kafka_partition, kafka_offset,
                                            air_temperature_celsius)
                                        SELECT ?, 's', timestamptz '2013-06-29T00:00:00Z' + i * interval '1 second', 0,
                                               now(), 0, i, (i % 100) / 100.0
                                        FROM generate_series(0, 2 * 86400 - 1) i
                                        """,
                                        place));
    }

    private static Row at(String place, String sensor, double second) {
        return Row.raw(place, sensor, JULY_1.plusMillis(Math.round(second * 1000)));
    }

    private static Row celsius(String place, double second, double celsius) {
        return at(place, "s", second).with("air_temperature_celsius", celsius);
    }

    private static void assertNoRain(JsonNode point) {
        assertEquals(0, point.at("/values/precipitation_millimetres/count").asInt());
        assertTrue(point.path("observations").asInt() > 0, point::toString);
    }

    private static Row counterEach(
            int intervalSeconds, String place, double second, double millimetres) {
        return counter(place, second, millimetres)
                .with("reporting_interval_seconds", intervalSeconds);
    }

    private static Row counter(String place, double second, double millimetres) {
        return at(place, "counter", second).with("precipitation_counter_millimetres", millimetres);
    }

    private JsonNode series(String place, String asked) {
        return api.json("/v1/places/" + place + "/timeseries?digits=all&quantity=" + asked);
    }

    private List<JsonNode> walked(String place, String asked, int limit) {
        List<JsonNode> walked = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = series(place, asked + "&limit=" + limit + cursor);
            walked.addAll(Api.list(page.path("points")));
            String next = page.path("next").asText();
            cursor = page.path("next").isNull() ? null : "&cursor=" + next;
        }
        return walked;
    }

    private String cursor(String place, String asked) {
        return series(place, asked + "&limit=1").path("next").asText();
    }

    private static void assertRain(JsonNode point, long count, double total) {
        JsonNode rain = point.at("/values/precipitation_millimetres");
        assertEquals(count, rain.path("count").asLong());
        assertEquals(total, rain.path("total").asDouble(), 1e-9);
    }

    private static void assertValues(
            JsonNode values, long count, double min, double max, double mean) {
        assertEquals(count, values.path("count").asLong());
        assertEquals(min, values.path("min").asDouble());
        assertEquals(max, values.path("max").asDouble());
        assertEquals(mean, values.path("mean").asDouble(), 1e-9 * Math.abs(mean));
    }

    private static void assertSame(JsonNode panes, JsonNode raw, String pointer) {
        JsonNode expected = panes.at(pointer);
        assertValues(
                raw.at(pointer),
                expected.path("count").asLong(),
                expected.path("min").asDouble(),
                expected.path("max").asDouble(),
                expected.path("mean").asDouble());
    }

    private static List<String> starts(JsonNode series) {
        return Api.list(series.path("points")).stream().map(p -> p.path("start").asText()).toList();
    }
}

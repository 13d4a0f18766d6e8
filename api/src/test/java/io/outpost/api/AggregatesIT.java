package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class AggregatesIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String RAIN = "precipitation_millimetres";

    private final Api api;
    private final Rows rows;

    AggregatesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void theMeanIsTheTotalSumByTheTotalCount() {
        rows.insert(
                Row.counters("means", JULY_1.plus(HOUR)),
                Row.hour("means", JULY_1).with("observations", 1).celsius(1, 10, 10, 10),
                Row.hour("means", JULY_1.plus(HOUR))
                        .with("observations", 3)
                        .celsius(3, 20, 22, 63));
        JsonNode answer =
                api.json(
                        "/v1/places/means/aggregates?start=2013-07-01T00:00:00Z&end=2013-07-01T02:00:00Z");
        JsonNode celsius = answer.at("/quantities/air_temperature_celsius");
        assertEquals(73.0 / 4, celsius.path("mean").asDouble());
        assertEquals(10, celsius.path("min").asDouble());
        assertEquals(22, celsius.path("max").asDouble());
        assertEquals(4, celsius.path("count").asLong());
        assertEquals(4, answer.path("observations").asLong());
        assertEquals("Cel", answer.at("/units/air_temperature_celsius").asText());
        assertEquals(1, answer.path("quantities").size());
    }

    @Test
    void lastEndsWithThePlacesNewestMinute() {
        rows.insert(Row.counters("lately-all", JULY_1.plusSeconds(30)));
        JsonNode answer = api.json("/v1/places/lately-all/aggregates?last=PT2H");
        assertEquals("2013-06-30T22:01:00Z", answer.path("start").asText());
        assertEquals("2013-07-01T00:01:00Z", answer.path("end").asText());
        String seconds = "/v1/places/lately-all/aggregates?last=90s";
        JsonNode problem = api.rejection(400, "not-a-whole-minute", seconds);
        assertEquals("/query/last", problem.at("/errors/0/pointer").asText());
    }

    @Test
    void aSummaryHasTheLastHourTodayAndTheSevenDaysBefore() {
        Instant latest = Instant.parse("2013-07-10T12:30:30Z");
        rows.insert(
                Row.place("summed").with("time_zone", "America/New_York"),
                Row.counters("summed", latest),
                Row.minute("summed", Instant.parse("2013-07-10T11:31:00Z")).celsius(1, 9, 9, 9),
                Row.minute("summed", Instant.parse("2013-07-10T12:30:00Z")).celsius(1, 20, 20, 20),
                Row.hour("summed", Instant.parse("2013-07-10T04:00:00Z")).celsius(1, 5, 5, 5),
                // Midnight there is 04:00 UTC.
                Row.hour("summed", Instant.parse("2013-07-10T03:00:00Z")).celsius(1, 7, 7, 7),
                Row.hour("summed", Instant.parse("2013-07-03T04:00:00Z")).celsius(1, 1, 1, 1),
                Row.hour("summed", Instant.parse("2013-07-03T03:00:00Z")).celsius(1, 99, 99, 99));
        String path = "/v1/places/summed/summary";
        JsonNode summary = api.json(path);
        assertEquals("America/New_York", summary.path("time_zone").asText());
        JsonNode hour = summary.path("last_hour");
        assertEquals("2013-07-10T11:31:00Z", hour.path("start").asText());
        assertEquals(14.5, hour.at("/values/air_temperature_celsius/mean").asDouble());
        assertEquals(1, hour.path("values").size());
        JsonNode today = summary.path("today");
        assertEquals("2013-07-10T04:00:00Z", today.path("start").asText());
        assertEquals("2013-07-10T12:31:00Z", today.path("end").asText());
        assertEquals(3, today.at("/values/air_temperature_celsius/count").asLong());
        assertEquals(2, summary.path("days").size());
        assertEquals("2013-07-03T04:00:00Z", summary.at("/days/0/start").asText());
        assertEquals(1, summary.at("/days/0/values/air_temperature_celsius/max").asDouble());
        assertEquals("2013-07-09T04:00:00Z", summary.at("/days/1/start").asText());
        String tag = api.get(path).header("ETag");
        assertEquals(304, api.getUnchecked(path, "If-None-Match", tag).status());
        JsonNode ofUtc = api.json(path + "?tz=UTC");
        assertEquals("2013-07-10T00:00:00Z", ofUtc.at("/today/start").asText());
        rows.insert(Row.place("nothing-to-sum"));
        JsonNode none = api.json("/v1/places/nothing-to-sum/summary");
        assertTrue(none.path("today").isNull() && none.path("last_hour").isNull(), "" + none);
        api.rejection(400, "unknown", path + "?tz=Mars/Olympus");
    }

    @Test
    void anAnomalyIsAgainstTheSameDaysOfTheYearsBefore() {
        rows.insert(
                Row.counters("unusual", JULY_1.plus(DAY)),
                Row.day("unusual", JULY_1)
                        .celsius(2, 20, 22, 42)
                        .with(RAIN + "_n", 1)
                        .with(RAIN + "_total", 30),
                // Outside of the seven days around, and of this year.
                Row.day("unusual", Instant.parse("2012-06-23T00:00:00Z")).celsius(1, 99, 99, 99),
                Row.day("unusual", Instant.parse("2012-07-09T00:00:00Z")).celsius(1, 99, 99, 99),
                Row.day("unusual", JULY_1.minus(DAY)).celsius(1, 99, 99, 99));
        for (int day = 24; day <= 29; day++) {
            // Each day counts once, however many observations it has.
            rows.insert(
                    Row.day("unusual", Instant.parse("2012-06-%02dT00:00:00Z".formatted(day)))
                            .celsius(100, 10, 10, 1000),
                    Row.day("unusual", Instant.parse("2003-06-%02dT00:00:00Z".formatted(day)))
                            .celsius(1, 20, 20, 20)
                            .with(RAIN + "_n", 1)
                            .with(RAIN + "_total", 1));
        }
        String path =
                "/v1/places/unusual/aggregates?start=2013-07-01T00:00:00Z&end=2013-07-02T00:00:00Z";
        JsonNode answer = api.json(path + "&anomaly=true");
        JsonNode celsius = answer.at("/anomalies/air_temperature_celsius");
        assertEquals(15, celsius.path("usual").asDouble());
        assertEquals(6, celsius.path("anomaly").asDouble());
        assertEquals(12, celsius.path("days").asLong());
        assertEquals(2, celsius.path("years").asLong());
        JsonNode imperial = api.json(path + "&anomaly=true&units=imperial");
        JsonNode fahrenheit = imperial.at("/anomalies/air_temperature_celsius");
        assertEquals(10.8, fahrenheit.path("anomaly").asDouble());
        assertEquals(
                celsius.path("usual").asDouble() * 1.8 + 32,
                fahrenheit.path("usual").asDouble(),
                0.01);
        JsonNode rain = answer.path("anomalies").path(RAIN);
        assertTrue(rain.path("anomaly").isNull() && rain.path("usual").isNull(), "" + rain);
        assertEquals(6, rain.path("days").asLong());
        assertTrue(answer.at("/methods/anomalies").asText().contains("10 years"));
        assertFalse(api.json(path).has("anomalies"));
        api.rejection(400, "does-not-fit", "/v1/places/unusual/aggregates?anomaly=true&last=PT23H");
        api.rejection(400, "does-not-fit", "/v1/places/unusual/aggregates?anomaly=true&last=P32D");
        api.rejection(400, "unknown", path + "&anomaly=yes");
    }

    @Test
    void aUsualTotalIsForAsManyDaysAsTheRange() {
        rows.insert(Row.counters("wetter", JULY_1.plus(DAY)));
        for (int day = 0; day < 12; day++) {
            Instant start = Instant.parse("2012-06-26T00:00:00Z").plus(DAY.multipliedBy(day));
            rows.insert(
                    Row.day("wetter", start).with(RAIN + "_n", 1).with(RAIN + "_total", day % 3));
        }
        rows.insert(
                Row.day("wetter", JULY_1).with(RAIN + "_n", 1).with(RAIN + "_total", 5),
                Row.day("wetter", JULY_1.plus(DAY)).with(RAIN + "_n", 1).with(RAIN + "_total", 0));
        JsonNode rain =
                api.json(
                                "/v1/places/wetter/aggregates?anomaly=true"
                                        + "&start=2013-07-01T00:00:00Z&end=2013-07-03T00:00:00Z")
                        .path("anomalies")
                        .path(RAIN);
        assertEquals(2, rain.path("usual").asDouble());
        assertEquals(3, rain.path("anomaly").asDouble());
    }

    @Test
    void isPutTogetherFromDaysHoursAndMinutes() {
        rows.insert(Row.counters("puzzle", JULY_1.plus(DAY.multipliedBy(3))));
        for (int day = 0; day < 3; day++) {
            rows.insert(
                    Row.day("puzzle", JULY_1.plus(DAY.multipliedBy(day))).celsius(24, 1, 2, 36));
        }
        for (int hour = 0; hour < 72; hour++) {
            rows.insert(
                    Row.hour("puzzle", JULY_1.plus(HOUR.multipliedBy(hour))).celsius(1, 1, 2, 1.5));
        }
        rows.insert(
                Row.minute("puzzle", JULY_1.plus(Duration.ofMinutes(22 * 60 + 30)))
                        .celsius(1, 7, 7, 7));
        JsonNode answer =
                api.json(
                        "/v1/places/puzzle/aggregates?start=2013-07-01T22:15:00Z&end=2013-07-03T02:00:00Z");
        assertEquals("{\"days\":1,\"hours\":3,\"minutes\":1}", sorted(answer.path("panes")));
        JsonNode celsius = answer.at("/quantities/air_temperature_celsius");
        assertEquals(24 + 3 + 1, celsius.path("count").asLong());
        assertEquals(7, celsius.path("max").asDouble());
    }

    @Test
    void openPanesAreTakenFromNarrowerOnes() {
        rows.insert(
                Row.counters("open", JULY_1.plus(HOUR).plusSeconds(120)),
                Row.hour("open", JULY_1).celsius(2, 1, 3, 4),
                Row.minute("open", JULY_1).celsius(2, 1, 3, 4),
                Row.minute("open", JULY_1.plus(HOUR)).celsius(1, 8, 8, 8));
        JsonNode answer =
                api.json(
                        "/v1/places/open/aggregates?start=2013-07-01T00:00:00Z&end=2013-07-02T00:00:00Z");
        assertEquals("{\"days\":0,\"hours\":1,\"minutes\":1}", sorted(answer.path("panes")));
        assertEquals(4, answer.at("/quantities/air_temperature_celsius/mean").asDouble());
    }

    @Test
    void coverageIsWeightedByTime() {
        rows.insert(
                Row.counters("covered", JULY_1),
                Row.hour("covered", JULY_1).with("coverage", 1.0),
                Row.hour("covered", JULY_1.plus(HOUR)).with("coverage", 0.5),
                Row.minute("covered", JULY_1.plus(HOUR.multipliedBy(2))).with("coverage", 1.0));
        String path =
                "/v1/places/covered/aggregates?digits=all&start=2013-07-01T00:00:00Z&end=2013-07-01T0";
        assertEquals(0.75, api.json(path + "2:00:00Z").path("coverage").asDouble());
        assertEquals(91.0 / 150, api.json(path + "2:30:00Z").path("coverage").asDouble(), 1e-12);
    }

    @Test
    void whatIsNotKnownIsNullAndNeverZero() {
        rows.insert(
                Row.counters("nulls", JULY_1),
                Row.hour("nulls", JULY_1)
                        .with("coverage", null)
                        .with("precipitation_millimetres_n", 0));
        JsonNode answer =
                api.json(
                        "/v1/places/nulls/aggregates?start=2013-07-01T00:00:00Z&end=2013-07-01T01:00:00Z"
                                + "&quantity=air_temperature_celsius,precipitation_millimetres");
        assertTrue(answer.path("coverage").isNull());
        assertTrue(answer.at("/quantities/air_temperature_celsius/mean").isNull());
        assertTrue(answer.at("/quantities/air_temperature_celsius/min").isNull());
        assertTrue(answer.at("/quantities/precipitation_millimetres/total").isNull());
        assertEquals(0, answer.at("/quantities/precipitation_millimetres/count").asLong());
    }

    @Test
    void aRangeWithoutDataHasNoValuesAndNoCoverage() {
        rows.insert(Row.counters("empty", JULY_1));
        JsonNode answer =
                api.json(
                        "/v1/places/empty/aggregates?start=1990-07-01T00:00:00Z&end=1999-07-01T00:00:00Z");
        assertEquals(0, answer.path("observations").asLong());
        assertEquals(0, answer.path("quantities").size());
        assertTrue(answer.path("as_of").isNull());
    }

    @Test
    void rainIsATotal() {
        rows.insert(
                Row.counters("rain", JULY_1),
                rain(JULY_1, 2, 1.5),
                rain(JULY_1.plus(HOUR), 1, 0.25));
        JsonNode answer =
                api.json(
                        "/v1/places/rain/aggregates?start=2013-07-01T00:00:00Z&end=2013-07-01T02:00:00Z");
        JsonNode rain = answer.at("/quantities/precipitation_millimetres");
        assertEquals(1.75, rain.path("total").asDouble());
        assertTrue(rain.path("mean").isMissingNode());
        assertTrue(answer.at("/methods/precipitation_millimetres").isTextual());
    }

    @Test
    void theDefaultRangeIsTheLast24HoursOfThePlacesOwnData() {
        rows.insert(
                Row.counters("default", JULY_1.plusSeconds(65)),
                Row.minute("default", JULY_1.plusSeconds(60))
                        .values("heat_index_celsius", 1, 30, 30, 30));
        JsonNode answer = api.json("/v1/places/default/aggregates");
        assertEquals("2013-06-30T00:02:00Z", answer.path("start").asText());
        assertEquals("2013-07-01T00:02:00Z", answer.path("end").asText());
        assertEquals(30, answer.at("/quantities/heat_index_celsius/mean").asDouble());
        assertTrue(
                answer.at("/methods/heat_index_celsius").asText().startsWith("NWS Rothfusz 1990"));
    }

    @Test
    void refusesRangesThatCannotBePutTogether() {
        rows.insert(Row.counters("ranges", JULY_1));
        String path = "/v1/places/ranges/aggregates?";
        api.rejection(
                400,
                "not-a-whole-minute",
                path + "start=2013-07-01T00:00:30Z&end=2013-07-02T00:00:00Z");
        api.rejection(400, "not-a-whole-minute", path + "end=2013-07-02T00:00:00.001Z");
        api.rejection(
                400,
                "not-after-start",
                path + "start=2013-07-02T00:00:00Z&end=2013-07-02T00:00:00Z");
        api.rejection(400, "not-a-time", path + "start=yesterday");
        api.rejection(400, "not-a-time", path + "start=2013-02-30T00:00:00Z");
        api.rejection(400, "unknown", path + "quantity=air_temperature_fahrenheit");
        api.rejection(400, "not-served-here", path + "quantity=wind_chill_celsius");
    }

    @Test
    void takesTimesWithAnOffset() {
        rows.insert(Row.counters("offsets", JULY_1));
        JsonNode answer =
                api.json(
                        "/v1/places/offsets/aggregates?start=2013-07-01T00:00:00%2B02:00&end=2013-07-01T00:00:00-05:30");
        assertEquals("2013-06-30T22:00:00Z", answer.path("start").asText());
        assertEquals("2013-07-01T05:30:00Z", answer.path("end").asText());
    }

    private static Row rain(Instant start, int count, double total) {
        return Row.hour("rain", start)
                .with("precipitation_millimetres_n", count)
                .with("precipitation_millimetres_total", total);
    }

    private static String sorted(JsonNode panes) {
        return "{\"days\":%s,\"hours\":%s,\"minutes\":%s}"
                .formatted(panes.path("days"), panes.path("hours"), panes.path("minutes"));
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class ObservationsIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");
    private static final String DAY = "start=2013-07-01T00:00:00Z&end=2013-07-02T00:00:00Z";

    private final Api api;
    private final Rows rows;

    ObservationsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void showsAnObservationAsItWasSent() {
        rows.insert(
                Row.counters("obs-sent", JULY_1.plusMillis(250)),
                raw("obs-sent", "s1", 0.25)
                        .with("air_temperature_celsius", 21.5)
                        .with("precipitation_counter_millimetres", 7.2)
                        .with("reporting_interval_seconds", 60)
                        .with("extras", Map.of("battery", "3.1 V")));
        JsonNode page = api.json("/v1/places/obs-sent/observations");
        JsonNode observation = page.at("/observations/0");
        assertEquals("s1", observation.path("sensor_id").asText());
        assertEquals("2013-07-01T00:00:00.250Z", observation.path("observed_at").asText());
        assertEquals("2013-07-01T00:00:02.250Z", observation.path("received_at").asText());
        assertEquals(60, observation.path("reporting_interval_seconds").asInt());
        assertEquals("3.1 V", observation.at("/extras/battery").asText());
        assertEquals(2, observation.path("values").size());
        JsonNode celsius = observation.at("/values/air_temperature_celsius");
        assertEquals(21.5, celsius.path("value").asDouble());
        assertEquals("good", celsius.path("quality").asText());
        assertEquals("Cel", page.at("/units/air_temperature_celsius").asText());
        assertEquals("mm", page.at("/units/precipitation_counter_millimetres").asText());
    }

    @Test
    void showsAFlaggedValueWithItsReason() {
        Map<String, Object> notANumber = new HashMap<>();
        notANumber.put("value", null);
        notANumber.put("reason", "NOT_A_NUMBER");
        rows.insert(
                Row.counters("obs-flagged", JULY_1),
                raw("obs-flagged", "s1", 0)
                        .with("air_temperature_celsius", 3)
                        .with(
                                "flagged",
                                Map.of(
                                        "wind_speed_metres_per_second",
                                        Map.of("value", 468.4, "reason", "OUT_OF_RANGE"),
                                        "water_level_metres",
                                        notANumber)));
        JsonNode values =
                api.json("/v1/places/obs-flagged/observations").at("/observations/0/values");
        assertEquals(3, values.size());
        assertEquals(468.4, values.at("/wind_speed_metres_per_second/value").asDouble());
        assertEquals("OUT_OF_RANGE", values.at("/wind_speed_metres_per_second/quality").asText());
        assertTrue(values.at("/water_level_metres/value").isNull());
        assertEquals("NOT_A_NUMBER", values.at("/water_level_metres/quality").asText());
    }

    @Test
    void isOrderedByTheMillisecondThenBySensorOnEveryPage() {
        rows.insert(
                Row.counters("obs-order", JULY_1.plusSeconds(86_400)),
                raw("obs-order", "b", 0.5),
                raw("obs-order", "a", 0.9),
                raw("obs-order", "d", 0.5),
                raw("obs-order", "c", 1),
                raw("obs-order", "e", 0.1),
                raw("obs-order", "a", 86_400));
        List<String> expected =
                List.of(
                        "e 2013-07-01T00:00:00.100Z",
                        "b 2013-07-01T00:00:00.500Z",
                        "d 2013-07-01T00:00:00.500Z",
                        "a 2013-07-01T00:00:00.900Z",
                        "c 2013-07-01T00:00:01Z",
                        "a 2013-07-02T00:00:00Z");
        String path =
                "/v1/places/obs-order/observations?start=2013-07-01T00:00:00Z&end=2013-07-02T00:00:01Z";
        assertEquals(expected, walk(path));
        for (int limit : new int[] {1, 2, 3, 5}) {
            assertEquals(expected, walk(path + "&limit=" + limit));
        }
    }

    @Test
    void theRangeIsHalfOpenToTheMillisecond() {
        rows.insert(
                Row.counters("obs-half-open", JULY_1),
                raw("obs-half-open", "a", 0.499),
                raw("obs-half-open", "b", 0.5),
                raw("obs-half-open", "c", 2.499),
                raw("obs-half-open", "d", 2.5));
        List<String> seen =
                walk(
                        "/v1/places/obs-half-open/observations"
                                + "?start=2013-07-01T00:00:00.500Z&end=2013-07-01T00:00:02.500Z");
        assertEquals(List.of("b 2013-07-01T00:00:00.500Z", "c 2013-07-01T00:00:02.499Z"), seen);
    }

    @Test
    void lastEndsWithThePlacesNewestObservation() {
        rows.insert(
                Row.counters("obs-lately", JULY_1.plusMillis(2500)),
                raw("obs-lately", "a", 0.5),
                raw("obs-lately", "b", 0.501),
                raw("obs-lately", "c", 2.5));
        List<String> seen = walk("/v1/places/obs-lately/observations?last=PT2S");
        assertEquals(List.of("b 2013-07-01T00:00:00.501Z", "c 2013-07-01T00:00:02.500Z"), seen);
        api.rejection(400, "range-too-long", "/v1/places/obs-lately/observations?last=P32D");
    }

    @Test
    void showsOnlyTheSensorAndTheQuantitiesAskedFor() {
        rows.insert(
                Row.counters("obs-some", JULY_1),
                raw("obs-some", "a", 0)
                        .with("air_temperature_celsius", 1)
                        .with("dew_point_celsius", 0),
                raw("obs-some", "b", 1).with("air_temperature_celsius", 2),
                raw("obs-some", "b", 2).with("dew_point_celsius", 1),
                raw("obs-some", "b", 3)
                        .with(
                                "flagged",
                                Map.of(
                                        "dew_point_celsius",
                                        Map.of("value", 99, "reason", "OUT_OF_RANGE"))));
        String path = "/v1/places/obs-some/observations?" + DAY;
        assertEquals(3, api.json(path + "&sensor_id=b").path("observations").size());
        JsonNode dew = api.json(path + "&quantity=dew_point_celsius");
        assertEquals(3, dew.path("observations").size());
        assertEquals(1, dew.at("/observations/0/values").size());
        assertEquals(1, dew.path("units").size());
        assertEquals(
                2,
                api.json(path + "&quantity=dew_point_celsius&sensor_id=b")
                        .path("observations")
                        .size());
        assertEquals(0, api.json(path + "&sensor_id=c").path("observations").size());
    }

    @Test
    void isEmptyWhereNothingIsKeptAnyMore() {
        rows.insert(Row.counters("obs-forgotten", JULY_1));
        JsonNode page =
                api.json(
                        "/v1/places/obs-forgotten/observations?start=1999-01-01T00:00:00Z&end=1999-02-01T00:00:00Z");
        assertEquals(0, page.path("observations").size());
        assertTrue(page.path("next").isNull());
    }

    @Test
    void refusesWhatItCannotServe() {
        rows.insert(Row.counters("obs-refusing", JULY_1));
        String path = "/v1/places/obs-refusing/observations";
        JsonNode tooLong =
                api.rejection(
                        400,
                        "range-too-long",
                        path + "?start=2013-07-01T00:00:00Z&end=2013-08-01T00:00:00.001Z");
        assertTrue(tooLong.path("detail").asText().contains("31 days"), tooLong.toString());
        api.json(path + "?start=2013-07-01T00:00:00Z&end=2013-08-01T00:00:00Z");
        api.rejection(400, "range-too-long", path + "?start=1999-07-01T00:00:00Z");
        api.rejection(400, "not-after-start", path + "?start=2013-07-01T00:00:01Z");
        api.rejection(400, "not-served-here", path + "?quantity=heat_index_celsius");
        api.rejection(400, "unknown", path + "?bucket=1h");
        api.rejection(400, "out-of-range", path + "?limit=1001");
        api.rejection(400, "not-a-cursor", path + "?cursor=YWxlcnRzHw");
        assertEquals(406, api.get(path, "Accept", "image/png").status());
    }

    @Test
    void writesCsvWithAColumnForEachQuality() {
        rows.insert(
                Row.counters("obs-table", JULY_1),
                raw("obs-table", "attic, \"north\"", 0)
                        .with("air_temperature_celsius", 1.5)
                        .with("extras", Map.of("a", "b")),
                raw("obs-table", "b", 1)
                        .with("reporting_interval_seconds", 60)
                        .with(
                                "flagged",
                                Map.of(
                                        "air_temperature_celsius",
                                        Map.of("value", -99, "reason", "SENTINEL"))));
        String path =
                "/v1/places/obs-table/observations?quantity=dew_point_celsius,air_temperature_celsius&";
        Api.Answer answer = api.get(path + DAY, "Accept", "text/csv");
        assertEquals(
                """
                sensor_id,observed_at,received_at,reporting_interval_seconds,air_temperature_celsius,\
                air_temperature_celsius_quality,dew_point_celsius,dew_point_celsius_quality,extras
                "attic, ""north""\",2013-07-01T00:00:00Z,2013-07-01T00:00:02Z,,1.5,good,,,"{""a"": ""b""}"
                b,2013-07-01T00:00:01Z,2013-07-01T00:00:03Z,60,-99.0,SENTINEL,,,{}
                """
                        .replace("\n", "\r\n"),
                answer.text());
        Api.Answer empty = api.get(path + "end=2013-07-01T00:00:00Z", "Accept", "text/csv");
        assertEquals(1, empty.text().lines().count());
        assertEquals(answer.text().lines().findFirst(), empty.text().lines().findFirst());
    }

    @Test
    void writesOneObservationPerLineWithALinkToTheNextPage() {
        rows.insert(
                Row.counters("obs-lines2", JULY_1),
                raw("obs-lines2", "a", 0),
                raw("obs-lines2", "b", 0));
        String path = "/v1/places/obs-lines2/observations?limit=1&" + DAY;
        Api.Answer first = api.get(path, "Accept", "application/x-ndjson");
        assertEquals("application/x-ndjson", first.mediaType());
        assertEquals("a", first.json().path("sensor_id").asText());
        String link = first.header("Link");
        Api.Answer second =
                api.get(link.substring(1, link.indexOf('>')), "Accept", "application/x-ndjson");
        assertEquals("b", second.json().path("sensor_id").asText());
        assertNull(second.header("Link"));
    }

    private static Row raw(String place, String sensor, double second) {
        return Row.raw(place, sensor, JULY_1.plusMillis(Math.round(second * 1000)));
    }

    private List<String> walk(String path) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.json(path + cursor);
            for (JsonNode observation : page.path("observations")) {
                seen.add(
                        observation.path("sensor_id").asText()
                                + " "
                                + observation.path("observed_at").asText());
            }
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        } while (cursor != null);
        return seen;
    }
}

package io.outpost.api;

import static io.outpost.api.RunningApi.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test asks for a box of its own. */
@ExtendWith(RunningApi.class)
final class MapIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final String AT_NOON = "&at=2013-07-01T12:00:00Z";
    private static final String AIR = "quantity=air_temperature_celsius";

    private final Api api;
    private final Rows rows;

    MapIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void showsTheNewestMinuteThatHadEndedElseTheNewestHour() {
        rows.insert(
                at("map-by-minute", 71.1, 1).with("name", "Camp"),
                minute("map-by-minute", 13, 7),
                minute("map-by-minute", 3, 20),
                minute("map-by-minute", 0, 99),
                hour("map-by-minute", 1, 5),
                at("map-by-hour", 71.2, 1),
                minute("map-by-hour", 40, 7),
                hour("map-by-hour", 2, 5.126),
                hour("map-by-hour", 0, 99),
                at("map-of-yesterday", 71.3, 1),
                hour("map-of-yesterday", 26, 5));
        JsonNode map = api.json("/v1/map?" + AIR + "&bbox=0,71,2,72" + AT_NOON);
        assertEquals("FeatureCollection", map.path("type").asText());
        assertEquals(NOON.toString(), map.path("at").asText());
        assertEquals("air_temperature_celsius", map.path("quantity").asText());
        assertEquals("panes", map.path("source").asText());
        assertEquals("Cel", map.at("/units/air_temperature_celsius").asText());
        assertFalse(map.has("condition"));
        assertEquals(List.of("map-by-hour", "map-by-minute", "map-of-yesterday"), ids(map));
        JsonNode hourly = map.at("/features/0/properties");
        assertEquals(5.13, hourly.path("value").asDouble());
        assertEquals("2013-07-01T10:00:00Z", hourly.path("event_time").asText());
        assertFalse(hourly.path("stale").asBoolean());
        JsonNode camp = map.at("/features/1");
        assertEquals("[1.0,71.1]", camp.at("/geometry/coordinates").toString());
        assertEquals("Camp", camp.at("/properties/name").asText());
        assertEquals(20, camp.at("/properties/value").asDouble());
        assertEquals("2013-07-01T11:57:00Z", camp.at("/properties/event_time").asText());
        JsonNode none = map.at("/features/2/properties");
        assertTrue(none.path("value").isNull() && none.path("event_time").isNull(), "" + none);
        assertTrue(none.path("stale").asBoolean());
    }

    @Test
    void aPaneWithoutTheQuantityIsPassedOver() {
        rows.insert(
                at("map-two-sensors", 71, 11),
                Row.minute("map-two-sensors", NOON.minusSeconds(60)),
                minute("map-two-sensors", 5, 8),
                at("map-seldom", 71.5, 11),
                minute("map-seldom", 9, 8),
                hour("map-seldom", 1, 7));
        for (int minute = 2; minute <= 6; minute++) {
            rows.insert(Row.minute("map-seldom", NOON.minus(Duration.ofMinutes(minute))));
        }
        JsonNode map = api.json("/v1/map?" + AIR + "&bbox=10,71,12,72" + AT_NOON);
        assertEquals(7, map.at("/features/0/properties/value").asDouble(), "by the hour");
        assertEquals(8, map.at("/features/1/properties/value").asDouble());
    }

    @Test
    void aValueIsStaleByTheAllowanceOfItsPlace() {
        rows.insert(
                at("map-impatient", 71, 21).with("stale_after_seconds", 3600),
                hour("map-impatient", 3, 5),
                at("map-patient", 71, 21).with("stale_after_seconds", 7200),
                hour("map-patient", 3, 5));
        JsonNode map = api.json("/v1/map?" + AIR + "&bbox=20,71,22,72" + AT_NOON);
        assertTrue(map.at("/features/0/properties/stale").asBoolean());
        assertFalse(map.at("/features/1/properties/stale").asBoolean());
    }

    @Test
    void rainIsTheTotalOfAnHour() {
        rows.insert(
                at("map-rain", 71, 31),
                rain(Row.minute("map-rain", NOON.minusSeconds(60)), 0.1),
                rain(Row.hour("map-rain", NOON.minus(Duration.ofHours(1))), 4.2));
        JsonNode map =
                api.json("/v1/map?quantity=precipitation_millimetres&bbox=30,71,32,72" + AT_NOON);
        assertEquals(4.2, map.at("/features/0/properties/value").asDouble());
        assertTrue(map.at("/methods/precipitation_millimetres").asText().startsWith("total"));
    }

    @Test
    void theMeanOfDirectionsIsThatOfTheirVectors() {
        rows.insert(
                at("map-wind", 71, 41),
                Row.minute("map-wind", NOON.minusSeconds(60))
                        .with("wind_direction_degrees_n", 2)
                        .with("wind_direction_degrees_east_sum", -0.001)
                        .with("wind_direction_degrees_north_sum", 2));
        String map = "/v1/map?quantity=wind_direction_degrees&bbox=40,71,42,72" + AT_NOON;
        assertEquals(0, api.json(map).at("/features/0/properties/value").asDouble());
        double all = api.json(map + "&digits=all").at("/features/0/properties/value").asDouble();
        assertEquals(359.97, all, 0.01);
    }

    @Test
    void showsWhatTheModelsSayOfTheNewestHourThatHadEnded() {
        rows.insert(
                at("map-models", 71, 51),
                Row.models("map-models", NOON.minus(Duration.ofHours(1)), 45)
                        .with("snow_depth_centimetres", 12),
                Row.models("map-models", NOON, 90),
                minute("map-models", 1, 5).values("snow_depth_centimetres", 1, 3, 3, 3));
        String box = "&bbox=50,71,52,72" + AT_NOON;
        JsonNode wetness = api.json("/v1/map?quantity=wetness" + box);
        assertEquals("models", wetness.path("source").asText());
        assertEquals(0.5, wetness.at("/features/0/properties/value").asDouble());
        String depth = "/v1/map?quantity=snow_depth_centimetres" + box;
        assertEquals(3, api.json(depth).at("/features/0/properties/value").asDouble());
        JsonNode ofModels = api.json(depth + "&source=models");
        assertEquals(12, ofModels.at("/features/0/properties/value").asDouble());
    }

    @Test
    void showsTheStateThatHeldAtTheInstantAsItIsKnownNow() {
        rows.insert(
                at("map-hot", 71, 61),
                Row.counters("map-hot", NOON.plusSeconds(7200)),
                Row.transition("map-hot", "HEAT", NOON.minusSeconds(600), "OK", "ACTIVE")
                        .with("level", "CAUTION"),
                Row.transition("map-hot", "HEAT", NOON.minusSeconds(600), "OK", "ACTIVE")
                        .with("level", "DANGER")
                        .with("revision", 2),
                Row.transition("map-hot", "HEAT", NOON.minusSeconds(60), "ACTIVE", "OK"),
                Row.transition("map-hot", "HEAT", NOON.minusSeconds(60), "ACTIVE", "OK")
                        .with("retracted", true)
                        .with("revision", 2),
                Row.transition("map-hot", "HEAT", NOON.plusSeconds(60), "ACTIVE", "UNKNOWN"),
                at("map-never-judged", 71, 61));
        String heat = "/v1/map?condition=heat&bbox=60,71,62,72&at=";
        JsonNode map = api.json(heat + NOON);
        assertEquals("HEAT", map.path("condition").asText());
        assertFalse(map.has("quantity") || !map.path("units").isEmpty(), map.toString());
        JsonNode hot = map.at("/features/0/properties");
        assertEquals("ACTIVE", hot.path("state").asText());
        assertEquals("DANGER", hot.path("level").asText());
        assertEquals(NOON.minusSeconds(600).toString(), hot.path("event_time").asText());
        assertFalse(hot.path("stale").asBoolean());
        assertTrue(map.at("/features/1/properties/state").isNull());
        assertTrue(map.at("/features/1/properties/stale").asBoolean());
        JsonNode later = api.json(heat + NOON.plusSeconds(60)).at("/features/0/properties");
        assertEquals("UNKNOWN", later.path("state").asText());
        assertTrue(later.path("stale").asBoolean());
        JsonNode silent = api.json(heat + NOON.plusSeconds(7200 + 10_801));
        assertTrue(silent.at("/features/0/properties/stale").asBoolean());
    }

    @Test
    void endsWithTheNewestMinuteOfAnyPlaceThatIsNotOfTheFuture() {
        rows.insert(
                at("map-now", 71, 71),
                Row.counters("map-now", NOW),
                hour("map-now", 0, 1),
                at("map-ahead", 71, 71),
                Row.counters("map-ahead", NOW.plusSeconds(86_400)));
        JsonNode map = api.json("/v1/map?" + AIR + "&bbox=70,71,72,72");
        String newest = NOW.plusSeconds(60).toString();
        assertEquals(newest, map.at("/stored/until").asText());
        assertEquals(newest, map.path("at").asText());
        Instant from = Instant.parse(map.at("/stored/from").asText());
        assertTrue(from.isBefore(NOON) || from.equals(NOON), "from " + from);
    }

    @Test
    void aBoxMayCrossTheAntimeridianAndWhoHasNoPositionIsNowhere() {
        rows.insert(
                at("map-west-of-it", -66, 179),
                at("map-east-of-it", -66, -179),
                at("map-elsewhere", -66, 0),
                at("map-removed", -66, 179).with("removed", true),
                Row.place("map-nowhere"));
        JsonNode map = api.json("/v1/map?" + AIR + "&bbox=178,-67,-178,-65");
        assertEquals(List.of("map-east-of-it", "map-west-of-it"), ids(map));
        assertFalse(ids(api.json("/v1/map?" + AIR)).contains("map-nowhere"));
    }

    @Test
    void refusesWhatItCannotShow() {
        api.rejection(400, "missing", "/v1/map");
        api.rejection(400, "exclusive", "/v1/map?condition=HEAT&" + AIR);
        api.rejection(400, "unknown", "/v1/map?condition=RAPTURE");
        api.rejection(400, "unknown", "/v1/map?quantity=joy");
        api.rejection(400, "not-served-here", "/v1/map?quantity=wind_chill_celsius");
        api.rejection(400, "not-served-here", "/v1/map?source=raw&" + AIR);
        api.rejection(400, "more-than-one", "/v1/map?" + AIR + ",uv_index");
        api.rejection(400, "not-a-box", "/v1/map?bbox=1,2,3&" + AIR);
        api.rejection(400, "not-a-time", "/v1/map?at=noon&" + AIR);
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        rows.insert(at("map-kept", 71, 81));
        String map = "/v1/map?" + AIR + "&bbox=80,71,82,72" + AT_NOON;
        Api.Answer first = api.get(map);
        assertEquals("application/geo+json", first.mediaType());
        assertEquals(304, api.getUnchecked(map, "If-None-Match", first.header("ETag")).status());
    }

    private static Row at(String id, double latitude, double longitude) {
        return Row.place(id).with("latitude", latitude).with("longitude", longitude);
    }

    private static Row minute(String id, int minutesBeforeNoon, double celsius) {
        Instant start = NOON.minus(Duration.ofMinutes(minutesBeforeNoon));
        return Row.minute(id, start).celsius(1, celsius, celsius, celsius);
    }

    private static Row hour(String id, int hoursBeforeNoon, double celsius) {
        Instant start = NOON.minus(Duration.ofHours(hoursBeforeNoon));
        return Row.hour(id, start).celsius(1, celsius, celsius, celsius);
    }

    private static Row rain(Row pane, double millimetres) {
        return pane.with("precipitation_millimetres_n", 1)
                .with("precipitation_millimetres_total", millimetres);
    }

    private static List<String> ids(JsonNode map) {
        return Api.list(map.path("features")).stream().map(f -> f.path("id").asText()).toList();
    }
}

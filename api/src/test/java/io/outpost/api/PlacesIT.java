package io.outpost.api;

import static io.outpost.api.RunningApi.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class PlacesIT {

    private final Api api;
    private final Rows rows;

    PlacesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void showsARegisteredPlaceWithWhatBecameOfItsRecords() {
        Instant latest = NOW.minus(Duration.ofMinutes(10));
        rows.insert(
                Row.place("jfk")
                        .with("name", "Kennedy")
                        .with("latitude", 40.64)
                        .with("longitude", -73.78)
                        .with("elevation_metres", 4)
                        .with("time_zone", "America/New_York")
                        .with("surface", "CLAY")
                        .with("stream_size", "LARGE")
                        .with("aspect_degrees", 270)
                        .with("wind_height_metres", 1.5)
                        .with("attribution", "NOAA"),
                Row.counters("jfk", latest)
                        .with("records", 9)
                        .with("accepted", 7)
                        .with("duplicate", 2)
                        .with("revision", 9)
                        .with(
                                "flagged",
                                Map.of("windSpeedMetresPerSecond", Map.of("OUT_OF_RANGE", 1))));
        JsonNode place = api.json("/v1/places/jfk");
        assertEquals("Kennedy", place.path("name").asText());
        assertEquals(-73.78, place.at("/position/longitude").asDouble());
        assertEquals(600, place.path("age_s").asLong());
        assertFalse(place.path("stale").asBoolean());
        assertEquals(7, place.at("/counters/accepted").asLong());
        assertEquals(
                1, place.at("/counters/flagged/windSpeedMetresPerSecond/OUT_OF_RANGE").asLong());
        assertEquals(9, place.path("revision").asLong());
        assertEquals("m", place.at("/units/elevation_metres").asText());
        assertEquals("CLAY", place.path("surface").asText());
        assertEquals("LARGE", place.path("stream_size").asText());
        assertEquals(270, place.path("aspect_degrees").asDouble());
        assertEquals(1.5, place.path("wind_height_metres").asDouble());
        assertEquals("NOAA", place.path("attribution").asText());
        assertEquals("m", place.at("/units/wind_height_metres").asText());
        assertEquals("deg", place.at("/units/aspect_degrees").asText());
    }

    @Test
    void isAsNewAsItsRowOfTheHighestEpoch() {
        rows.insert(
                Row.place("rolledback")
                        .with("writer_epoch", 2)
                        .with("revision", 90)
                        .with("as_of", NOW.minusSeconds(10)),
                Row.counters("rolledback", NOW)
                        .with("writer_epoch", 3)
                        .with("revision", 40)
                        .with("as_of", NOW.minusSeconds(20)));
        JsonNode place = api.json("/v1/places/rolledback");
        assertEquals(40, place.path("revision").asLong());
        assertEquals(NOW.minusSeconds(20).toString(), place.path("as_of").asText());
    }

    @Test
    void listsAPlaceThatOnlySentObservationsWithoutAPosition() {
        rows.insert(Row.counters("unregistered", NOW));
        JsonNode place = api.json("/v1/places/unregistered");
        assertFalse(place.path("registered").asBoolean());
        assertTrue(place.path("position").isNull());
        assertTrue(place.path("name").isNull());
        assertTrue(place.path("surface").isNull());
        assertTrue(place.path("wind_height_metres").isNull());
        assertTrue(place.path("attribution").isNull());
        assertTrue(walk("limit=1000").contains("unregistered"));
    }

    @Test
    void aPlaceWithoutObservationsHasNoAgeAndIsStale() {
        rows.insert(Row.place("silent"));
        JsonNode place = api.json("/v1/places/silent");
        assertTrue(place.path("age_s").isNull());
        assertTrue(place.path("counters").isNull());
        assertTrue(place.path("stale").asBoolean());
    }

    @Test
    void aPlaceIsStaleByItsOwnAllowance() {
        Instant latest = NOW.minusSeconds(601);
        rows.insert(
                Row.place("impatient").with("stale_after_seconds", 600),
                Row.counters("impatient", latest),
                Row.place("patient"),
                Row.counters("patient", latest));
        assertTrue(api.json("/v1/places/impatient").path("stale").asBoolean());
        assertFalse(api.json("/v1/places/patient").path("stale").asBoolean());
    }

    @Test
    void aRemovedPlaceIsGoneUnlessItHasObservations() {
        rows.insert(
                Row.place("removed").with("removed", true),
                Row.place("removed-with-data")
                        .with("removed", true)
                        .with("latitude", 1)
                        .with("longitude", 1),
                Row.counters("removed-with-data", NOW));
        assertEquals(404, api.get("/v1/places/removed").status());
        assertTrue(api.json("/v1/places/removed-with-data").path("position").isNull());
    }

    @Test
    void walksAllPagesWithoutLossOrRepetition() {
        for (int i = 0; i < 25; i++) {
            rows.insert(i % 2 == 0 ? Row.place("walk-" + i) : Row.counters("walk-" + i, NOW));
        }
        List<String> ids = walk("limit=7");
        assertEquals(ids.size(), new HashSet<>(ids).size());
        assertEquals(25, ids.stream().filter(id -> id.startsWith("walk-")).count());
        assertEquals(walk("limit=1000"), ids);
    }

    @Test
    void theLinkHeaderLeadsToTheNextPage() {
        rows.insert(Row.place("link-1"), Row.place("link-2"));
        Api.Answer first = api.get("/v1/places?limit=1");
        String link = first.header("Link");
        assertTrue(link.endsWith(">; rel=\"next\""), link);
        JsonNode second = api.json(link.substring(1, link.indexOf('>')));
        assertFalse(second.path("places").equals(first.json().path("places")));
        assertNull(api.get("/v1/places?limit=1000").header("Link"));
    }

    @Test
    void findsPlacesInABox() {
        rows.insert(at("box-inside", 10.5, 20.5), at("box-outside", 12, 20.5));
        assertEquals(List.of("box-inside"), walk("bbox=20,10,21,11"));
    }

    @Test
    void aBoxMayCrossTheAntimeridian() {
        rows.insert(at("fiji", -17, 179), at("samoa", -14, -172), at("far-away", -15, 0));
        assertEquals(List.of("fiji", "samoa"), walk("bbox=175,-20,-170,-10"));
    }

    @Test
    void findsPlacesWithinARadius() {
        // 0.1 degrees of longitude at 60 degrees north are 5.56 km.
        rows.insert(at("circle-near", 60, 100.1), at("circle-corner", 60.045, 100.09));
        assertEquals(List.of("circle-near"), walk("lat=60&lon=100&radius_m=5600"));
        assertEquals(List.of(), walk("lat=60&lon=100&radius_m=5500"));
    }

    @Test
    void sortsTheNearestFirstAndSaysHowFarTheyAre() {
        rows.insert(
                at("ring-a", -60.02, 100),
                at("ring-b", -60.01, 100),
                at("ring-c", -60.01, 100),
                at("ring-d", -60, 100));
        String circle = "lat=-60&lon=100&radius_m=5000";
        List<String> nearestFirst = List.of("ring-d", "ring-b", "ring-c", "ring-a");
        assertEquals(nearestFirst, walk(circle + "&sort=distance"));
        assertEquals(nearestFirst, walk(circle + "&sort=distance&limit=1"));
        assertEquals(List.of("ring-a", "ring-b", "ring-c", "ring-d"), walk(circle));
        JsonNode far = api.json("/v1/places?" + circle).at("/places/0");
        // 0.02 degrees of a circle of 40,030 km.
        assertEquals(2223.9, far.path("distance_m").asDouble());
        assertFalse(api.json("/v1/places?bbox=99,-61,101,-59").at("/places/0").has("distance_m"));
    }

    @Test
    void refusesAreasThatAreNone() {
        api.rejection(400, "needs-a-centre", "/v1/places?sort=distance");
        api.rejection(400, "needs-a-centre", "/v1/places?sort=distance&bbox=1,2,3,4");
        api.rejection(400, "unknown", "/v1/places?sort=name&lat=1&lon=2&radius_m=3");
        api.rejection(400, "exclusive", "/v1/places?bbox=1,2,3,4&lat=1&lon=2&radius_m=3");
        api.rejection(400, "missing", "/v1/places?lat=1&lon=2");
        api.rejection(400, "not-a-box", "/v1/places?bbox=1,2,3");
        api.rejection(400, "not-a-box", "/v1/places?bbox=1,4,3,2");
        api.rejection(400, "out-of-range", "/v1/places?bbox=1,2,3,400");
        api.rejection(400, "not-a-number", "/v1/places?lat=NaN&lon=2&radius_m=3");
    }

    private static Row at(String id, double latitude, double longitude) {
        return Row.place(id).with("latitude", latitude).with("longitude", longitude);
    }

    private List<String> walk(String parameters) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.json("/v1/places?" + parameters + cursor);
            Api.list(page.path("places"))
                    .forEach(place -> ids.add(place.path("place_id").asText()));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        } while (cursor != null);
        return ids;
    }
}

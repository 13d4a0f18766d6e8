package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people are shown, and what programs can have. */
@ExtendWith(RunningApi.class)
final class DigitsIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final double LONG = 77.09750000000001;
    private static final String SERIES =
            "/v1/places/digits/timeseries?quantity=air_temperature_celsius&bucket=1h";
    private static final Map<String, Object> DRIVER =
            Map.of("measure", "heat_index_celsius", "value", LONG, "windowSeconds", 3600);

    private final Api api;
    private final Rows rows;

    DigitsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @BeforeEach
    void oneOfEach() {
        if (api.get("/v1/places/digits").status() == 200) {
            return;
        }
        rows.insert(
                Row.place("digits").with("latitude", 40.123456789).with("longitude", -73.987654321),
                Row.counters("digits", NOON),
                Row.hour("digits", NOON).celsius(3, -0.001, LONG, 1).with("coverage", 2.0 / 3),
                Row.quarterHour("digits", NOON)
                        .with("heat_index_celsius_n_24h", 1)
                        .with("heat_index_celsius_mean_24h", LONG),
                Row.transition("digits", "HEAT", NOON, "OK", "PENDING")
                        .with("drivers", List.of(DRIVER)),
                Row.alert("digits", "digits-1", NOON).with("drivers", List.of(DRIVER)));
    }

    @Test
    void aggregatesAreRounded() {
        String path =
                "/v1/places/digits/aggregates?start=2013-07-01T12:00:00Z&end=2013-07-01T13:00:00Z";
        values(api.json(path).at("/quantities/air_temperature_celsius"), 0, 77.1, 0.33);
        assertEquals("0.6667", api.json(path).path("coverage").asText());
        JsonNode all = api.json(path + "&digits=all");
        values(all.at("/quantities/air_temperature_celsius"), -0.001, LONG, 1.0 / 3);
        assertEquals(2.0 / 3, all.path("coverage").asDouble());
    }

    @Test
    void seriesAreRoundedInEveryForm() {
        String values = "/points/0/values/air_temperature_celsius";
        values(api.json(SERIES).at(values), 0, 77.1, 0.33);
        values(api.json(SERIES + "&digits=all").at(values), -0.001, LONG, 1.0 / 3);
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            String rounded = api.get(SERIES, "Accept", type).text();
            assertTrue(rounded.contains("77.1") && rounded.contains("0.6667"), rounded);
            assertTrue(!rounded.contains("77.09"), rounded);
            String all = api.get(SERIES + "&digits=all", "Accept", type).text();
            assertTrue(all.contains("77.09750000000001"), all);
        }
    }

    @Test
    void driversAndWhatIsMeasuredNowAreRounded() {
        Map<String, String> values =
                Map.of(
                        "/v1/places/digits/conditions", "/conditions/0/drivers/0/value",
                        "/v1/places/digits/conditions/history", "/transitions/0/drivers/0/value",
                        "/v1/alerts?place=digits", "/alerts/0/drivers/0/value");
        values.forEach(
                (path, value) -> {
                    String more = path + (path.contains("?") ? "&" : "?") + "digits=all";
                    assertEquals(77.1, api.json(path).at(value).asDouble(), path);
                    assertEquals(LONG, api.json(more).at(value).asDouble(), path);
                });
        String conditions = "/v1/places/digits/conditions";
        assertEquals(77.1, api.json(conditions).at("/now/0/value").asDouble());
        assertEquals(LONG, api.json(conditions + "?digits=all").at("/now/0/value").asDouble());
    }

    @Test
    void positionsAreNot() {
        JsonNode position = api.json("/v1/places/digits").path("position");
        assertEquals(40.123456789, position.path("latitude").asDouble());
        assertEquals(-73.987654321, position.path("longitude").asDouble());
    }

    @Test
    void otherNumbersOfDigitsAreRefused() {
        for (String path :
                List.of(
                        "/v1/alerts?",
                        "/v1/places/digits/conditions?",
                        "/v1/places/digits/conditions/history?",
                        "/v1/places/digits/aggregates?",
                        SERIES + "&")) {
            api.rejection(400, "unknown", path + "digits=3");
            api.rejection(400, "repeated", path + "digits=all&digits=all");
        }
        api.rejection(400, "unknown", "/v1/places/digits/observations?digits=all");
    }

    private static void values(JsonNode values, double min, double max, double mean) {
        assertEquals(min, values.path("min").asDouble());
        assertEquals(max, values.path("max").asDouble());
        assertEquals(mean, values.path("mean").asDouble());
    }
}

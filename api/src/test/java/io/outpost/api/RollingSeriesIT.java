package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class RollingSeriesIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");

    private final Api api;
    private final Rows rows;

    RollingSeriesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void aWindowIsLabelledByItsOwnStart() {
        rows.insert(Row.counters("window", JULY_1), rolling("window", JULY_1, "1h", 30.5));
        JsonNode series =
                api.json("/v1/places/window/timeseries?quantity=heat_index_celsius&rolling=1h");
        JsonNode point = series.at("/points/0");
        assertEquals("2013-06-30T23:01:00Z", point.path("start").asText());
        assertEquals("2013-07-01T00:01:00Z", point.path("end").asText());
        assertEquals(30.5, point.at("/values/heat_index_celsius/mean").asDouble());
        assertEquals(4, point.at("/values/heat_index_celsius/count").asLong());
        assertEquals("PT1H", series.path("rolling").asText());
        assertTrue(series.at("/methods/heat_index_celsius").isTextual());
    }

    @Test
    void startAndEndChooseByTheLabel() {
        rows.insert(
                Row.counters("chosen", JULY_1),
                rolling("chosen", JULY_1, "15m", 1),
                rolling("chosen", JULY_1.plusSeconds(60), "15m", 2));
        String path = "/v1/places/chosen/timeseries?quantity=heat_index_celsius&rolling=PT15M";
        JsonNode series = api.json(path + "&start=2013-06-30T23:47:00Z&end=2013-06-30T23:48:00Z");
        assertEquals(1, series.path("points").size());
        assertEquals(2, series.at("/points/0/values/heat_index_celsius/mean").asDouble());
    }

    @Test
    void windowsOf24HoursMoveByQuarterHours() {
        rows.insert(
                Row.counters("long", JULY_1),
                Row.quarterHour("long", JULY_1)
                        .with("coverage_24h", 0.9)
                        .with("heat_index_celsius_n_24h", 96)
                        .with("heat_index_celsius_mean_24h", 25.0));
        JsonNode series =
                api.json(
                        "/v1/places/long/timeseries?quantity=heat_index_celsius,air_temperature_celsius&rolling=24h");
        JsonNode point = series.at("/points/0");
        assertEquals("2013-06-30T00:15:00Z", point.path("start").asText());
        assertEquals("2013-07-01T00:15:00Z", point.path("end").asText());
        assertEquals(0.9, point.path("coverage").asDouble());
        assertTrue(point.at("/values/air_temperature_celsius/mean").isNull());
        assertEquals("PT15M", series.path("step").asText());
    }

    @Test
    void walksAllPages() {
        rows.insert(Row.counters("rolled", JULY_1));
        for (int minute = 0; minute < 10; minute++) {
            rows.insert(rolling("rolled", JULY_1.minusSeconds(60L * minute), "15m", minute));
        }
        String path =
                "/v1/places/rolled/timeseries?quantity=heat_index_celsius&rolling=15m&limit=3";
        int points = 0;
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.json(path + cursor);
            points += page.path("points").size();
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        }
        assertEquals(10, points);
    }

    @Test
    void refusesWindowsAndQuantitiesThatAreNotKept() {
        rows.insert(Row.counters("kept", JULY_1));
        String path = "/v1/places/kept/timeseries?quantity=";
        api.rejection(400, "not-kept", path + "heat_index_celsius&rolling=2h");
        api.rejection(400, "not-served-here", path + "pressure_hectopascals&rolling=1h");
        api.rejection(400, "not-served-here", path + "wind_chill_celsius&rolling=24h");
        api.rejection(400, "not-combinable", path + "heat_index_celsius&rolling=1h&bucket=1h");
        assertEquals(200, api.get(path + "wind_chill_celsius&rolling=1h").status());
    }

    private static Row rolling(String place, Instant minute, String window, double mean) {
        return Row.minute(place, minute)
                .with("coverage_" + window, 1.0)
                .with("heat_index_celsius_n_" + window, 4)
                .with("heat_index_celsius_mean_" + window, mean);
    }
}

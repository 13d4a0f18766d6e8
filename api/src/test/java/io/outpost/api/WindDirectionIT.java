package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.core.weather.WindDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A direction is served as the mean of vectors, in whole degrees, from panes and from raw rows. */
@ExtendWith(RunningApi.class)
final class WindDirectionIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");
    private static final String RANGE =
            "start=2013-07-01T00:00:00Z&end=2013-07-01T02:00:00Z&quantity=wind_direction_degrees";
    private static final String VALUE = "/points/0/values/wind_direction_degrees";

    private final Api api;
    private final Rows rows;

    WindDirectionIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void panesAddUpAsVectors() {
        rows.insert(
                Row.counters("wind", JULY_1),
                hour("wind", 0, 350, 350, 350),
                hour("wind", 1, 20, 20, 20));
        JsonNode answer = api.json("/v1/places/wind/aggregates?" + RANGE);
        JsonNode direction = answer.at("/quantities/wind_direction_degrees");
        assertEquals("{\"count\":6,\"mean\":5.0}", direction.toString());
        assertEquals("deg", answer.at("/units/wind_direction_degrees").asText());
        JsonNode series = api.json("/v1/places/wind/timeseries?bucket=2h&" + RANGE);
        assertEquals("{\"count\":6,\"mean\":5.0}", series.at(VALUE).toString());
    }

    @Test
    void isShownByWhatIsMeasuredWhenNothingIsAskedFor() {
        rows.insert(Row.counters("measured", JULY_1), hour("measured", 0, 90));
        JsonNode answer =
                api.json(
                        "/v1/places/measured/aggregates?start=2013-07-01T00:00:00Z&end=2013-07-01T02:00:00Z");
        assertEquals(
                "{\"wind_direction_degrees\":{\"count\":1,\"mean\":90.0}}",
                answer.path("quantities").toString());
    }

    @Test
    void oppositeOnesHaveACountAndNoMean() {
        rows.insert(
                Row.counters("opposite", JULY_1),
                hour("opposite", 0, 30, 210),
                Row.hour("opposite", JULY_1.plus(Duration.ofHours(1))));
        JsonNode series = api.json("/v1/places/opposite/timeseries?bucket=1h&" + RANGE);
        assertEquals("{\"count\":2,\"mean\":null}", series.at(VALUE).toString());
        assertEquals(
                "{\"count\":0,\"mean\":null}",
                series.at("/points/1/values/wind_direction_degrees").toString());
    }

    @Test
    void whatRoundsToTheFullCircleIsNorth() {
        rows.insert(Row.counters("north", JULY_1), hour("north", 0, 359.7));
        String path = "/v1/places/north/aggregates?" + RANGE;
        String mean = "/quantities/wind_direction_degrees/mean";
        assertEquals(0, api.json(path).at(mean).asDouble());
        assertEquals(359.7, api.json(path + "&digits=all").at(mean).asDouble(), 1e-9);
    }

    @Test
    void rawRowsGiveTheSame() {
        rows.insert(
                Row.counters("raw-wind", JULY_1),
                raw("raw-wind", 1, 350),
                raw("raw-wind", 2, 10),
                raw("raw-wind", 3, 360));
        JsonNode series = api.json("/v1/places/raw-wind/timeseries?bucket=10s&" + RANGE);
        assertEquals("{\"count\":3,\"mean\":0.0}", series.at(VALUE).toString());
        JsonNode sent = api.json("/v1/places/raw-wind/observations?" + RANGE);
        assertTrue(
                sent.toString().contains("\"wind_direction_degrees\":{\"value\":360.0"),
                sent::toString);
    }

    @Test
    void hasNoLeastAndNoGreatestInCsvEither() {
        rows.insert(Row.counters("wind-csv", JULY_1), hour("wind-csv", 0, 90));
        String path = "/v1/places/wind-csv/timeseries?bucket=1h&" + RANGE;
        String header =
                api.get(path, "Accept", "text/csv").text().lines().findFirst().orElseThrow();
        assertEquals(
                "start,end,observations,coverage,wind_direction_degrees_count,wind_direction_degrees_mean,as_of,revision",
                header);
    }

    @Test
    void isRefusedWhereThereIsNone() {
        rows.insert(Row.counters("no-rolling", JULY_1));
        String path = "/v1/places/no-rolling/timeseries?";
        api.rejection(400, "not-served-here", path + "rolling=1h&" + RANGE);
        for (String part : new String[] {"wind_direction_east", "wind_direction_north"}) {
            api.rejection(400, "not-served-here", path + "bucket=1h&quantity=" + part);
        }
        for (String other : new String[] {"_min", "_max", "_sum", "_east_sum"}) {
            api.rejection(
                    400, "unknown", path + "bucket=1h&quantity=wind_direction_degrees" + other);
        }
    }

    private static Row hour(String place, int hour, double... degrees) {
        return Row.hour(place, JULY_1.plus(Duration.ofHours(hour)))
                .with("wind_direction_degrees_n", degrees.length)
                .with(
                        "wind_direction_degrees_east_sum",
                        DoubleStream.of(degrees).map(WindDirection::east).sum())
                .with(
                        "wind_direction_degrees_north_sum",
                        DoubleStream.of(degrees).map(WindDirection::north).sum());
    }

    private static Row raw(String place, int second, double degrees) {
        return Row.raw(place, "s", JULY_1.plusSeconds(second))
                .with("wind_direction_degrees", degrees);
    }
}

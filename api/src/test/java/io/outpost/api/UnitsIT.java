package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every read of values in the units that are asked for, and each answer says which those are. */
@ExtendWith(RunningApi.class)
final class UnitsIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");
    private static final String PLACE = "/v1/places/units";
    private static final String HOUR = "&start=2013-07-01T12:00:00Z&end=2013-07-01T13:00:00Z";
    private static final String FOUR =
            "air_temperature_celsius,wind_speed_metres_per_second,precipitation_millimetres,"
                    + "relative_humidity_percent";
    private static final String SERIES = PLACE + "/timeseries?bucket=1h&quantity=" + FOUR + HOUR;
    private static final String QUERY =
            "{\"place_id\":\"units\",\"quantity\":\"air_temperature_celsius\",\"bucket\":\"1h\",%s"
                    + "\"start\":\"2013-07-01T12:00:00Z\",\"end\":\"2013-07-01T13:00:00Z\"}";
    private static final Map<String, Object> DRIVER =
            Map.of("measure", "heat_index_celsius", "value", 41.5, "windowSeconds", 3600);

    private final Api api;
    private final Rows rows;

    UnitsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @BeforeEach
    void oneOfEach() {
        if (api.get(PLACE).status() == 200) {
            return;
        }
        rows.insert(
                Row.place("units")
                        .with("latitude", -61)
                        .with("longitude", 171)
                        .with("elevation_metres", 100),
                Row.counters("units", NOON),
                measured(Row.minute("units", NOON)),
                measured(Row.hour("units", NOON)),
                Row.models("units", NOON, 45).with("flow_millimetres_per_hour", 0.0254),
                Row.quarterHour("units", NOON)
                        .with("heat_index_celsius_n_24h", 1)
                        .with("heat_index_celsius_mean_24h", 30.0),
                Row.transition("units", "HEAT", NOON, "OK", "PENDING")
                        .with("drivers", List.of(DRIVER)),
                Row.alert("units", "units-1", NOON).with("drivers", List.of(DRIVER)),
                Row.raw("units", "s1", NOON)
                        .with("air_temperature_celsius", 21.5)
                        .with("pressure_hectopascals", 1013.2074811900272)
                        .with(
                                "flagged",
                                Map.of(
                                        "wind_speed_metres_per_second",
                                        Map.of("value", 447.04, "reason", "OUT_OF_RANGE"))),
                Row.raw("units", "s2", NOON.plusSeconds(1)));
    }

    private static Row measured(Row pane) {
        return pane.celsius(2, 10, 30, 40)
                .values("wind_speed_metres_per_second", 1, 4.4704, 4.4704, 4.4704)
                .values("relative_humidity_percent", 1, 50, 50, 50)
                .with("precipitation_millimetres_n", 1)
                .with("precipitation_millimetres_total", 25.4);
    }

    @ParameterizedTest
    @CsvSource({
        "units=metric, 10.0/30.0/20.0/4.47/25.4/50.0, Cel m/s mm %",
        "units=imperial, 50.0/86.0/68.0/10.0/1.0/50.0, [degF] [mi_i]/h [in_i] %",
        "units=scientific, 283.15/303.15/293.15/4.47/25.4/50.0, K m/s mm %",
        "temperature_unit=fahrenheit, 50.0/86.0/68.0/4.47/25.4/50.0, [degF] m/s mm %",
        "units=imperial&wind_speed_unit=kmh, 50.0/86.0/68.0/16.09/1.0/50.0, [degF] km/h [in_i] %",
        "units=imperial&precipitation_unit=mm, 50.0/86.0/68.0/10.0/25.4/50.0, [degF] [mi_i]/h mm %"
    })
    void seriesAggregatesAndTheSummaryGiveThem(String units, String values, String codes) {
        JsonNode series = api.json(SERIES + "&" + units);
        assertEquals(values, values(series.at("/points/0/values")));
        assertEquals(codes, codes(series));
        JsonNode aggregates = api.json(PLACE + "/aggregates?quantity=" + FOUR + HOUR + "&" + units);
        assertEquals(values, values(aggregates.path("quantities")));
        assertEquals(codes, codes(aggregates));
        JsonNode summary = api.json(PLACE + "/summary?" + units);
        assertEquals(values, values(summary.at("/last_hour/values")));
        assertEquals(codes, codes(summary));
        JsonNode many =
                api.json(
                        "/v1/timeseries?place_id=units&bucket=1h&quantity="
                                + FOUR
                                + HOUR
                                + "&"
                                + units);
        assertEquals(series, many.at("/series/0"));
    }

    private static String values(JsonNode values) {
        JsonNode celsius = values.path("air_temperature_celsius");
        return String.join(
                "/",
                celsius.path("min").asText(),
                celsius.path("max").asText(),
                celsius.path("mean").asText(),
                values.at("/wind_speed_metres_per_second/mean").asText(),
                values.at("/precipitation_millimetres/total").asText(),
                values.at("/relative_humidity_percent/mean").asText());
    }

    private static String codes(JsonNode answer) {
        JsonNode units = answer.path("units");
        return String.join(
                " ",
                units.path("air_temperature_celsius").asText(),
                units.path("wind_speed_metres_per_second").asText(),
                units.path("precipitation_millimetres").asText(),
                units.path("relative_humidity_percent").asText());
    }

    @Test
    void aQueryInABodyGivesThem() {
        String body = QUERY.formatted("\"units\":\"imperial\",\"temperature_unit\":\"kelvin\",");
        JsonNode series = api.post("/v1/timeseries/query", "application/json", body).json();
        assertEquals(
                293.15,
                series.at("/series/0/points/0/values/air_temperature_celsius/mean").asDouble());
        assertEquals("K", series.at("/series/0/units/air_temperature_celsius").asText());
        Api.Answer refused =
                api.post(
                        "/v1/timeseries/query",
                        "application/json",
                        QUERY.formatted("\"units\":\"si\","));
        assertEquals(422, refused.status());
        assertEquals("/body/units", refused.json().at("/errors/0/pointer").asText());
    }

    @Test
    void aTableSaysThemInItsTitlesWhereNamesDoNot() {
        String metric = api.get(SERIES, "Accept", "text/csv").text();
        assertTrue(metric.contains(",air_temperature_celsius_mean,"), metric);
        String[] lines =
                api.get(SERIES + "&units=imperial", "Accept", "text/csv").text().split("\r\n", -1);
        assertEquals(
                "start,end,observations,coverage,air_temperature_celsius_count,"
                        + "air_temperature_celsius_min ([degF]),air_temperature_celsius_max ([degF]),"
                        + "air_temperature_celsius_mean ([degF]),precipitation_millimetres_count,"
                        + "precipitation_millimetres_total ([in_i]),relative_humidity_percent_count,"
                        + "relative_humidity_percent_min,relative_humidity_percent_max,"
                        + "relative_humidity_percent_mean,wind_speed_metres_per_second_count,"
                        + "wind_speed_metres_per_second_min ([mi_i]/h),"
                        + "wind_speed_metres_per_second_max ([mi_i]/h),"
                        + "wind_speed_metres_per_second_mean ([mi_i]/h),as_of,revision",
                lines[0]);
        assertTrue(lines[1].contains(",2,50.0,86.0,68.0,1,1.0,1,50.0,"), lines[1]);
        String raw = api.get(PLACE + "/observations?units=imperial", "Accept", "text/csv").text();
        assertTrue(
                raw.contains(",air_temperature_celsius ([degF]),air_temperature_celsius_quality,"),
                raw);
        assertTrue(raw.contains(",70.7,good,"), raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SERIES,
                "/v1/timeseries?place_id=units&bucket=1h&quantity=" + FOUR + HOUR,
                PLACE + "/observations?sensor_id=s1"
            })
    void eachLineSaysThemWhereNamesDoNot(String path) {
        assertFalse(line(path).has("units"));
        JsonNode units = line(path + "&units=imperial").path("units");
        assertEquals("[degF]", units.path("air_temperature_celsius").asText());
        assertFalse(units.has("relative_humidity_percent"));
    }

    private JsonNode line(String path) {
        Api.Answer answer = api.get(path, "Accept", "application/x-ndjson");
        assertEquals(1, answer.text().lines().count(), answer.text());
        return answer.json();
    }

    @Test
    void observationsComeBackAsTheyWereSent() {
        JsonNode page = api.json(PLACE + "/observations?units=imperial");
        JsonNode values = page.at("/observations/0/values");
        assertEquals(70.7, values.at("/air_temperature_celsius/value").asDouble());
        assertEquals(29.92, values.at("/pressure_hectopascals/value").asDouble());
        assertEquals(1000, values.at("/wind_speed_metres_per_second/value").asDouble());
        assertEquals("OUT_OF_RANGE", values.at("/wind_speed_metres_per_second/quality").asText());
        assertEquals("[in_i'Hg]", page.at("/units/pressure_hectopascals").asText());
        assertEquals(
                page.path("observations"),
                api.json("/weather/units?units=imperial").path("observations"));
    }

    @Test
    void reasonsModelsAndWhatIsMeasuredNowAreGivenInThem() {
        JsonNode conditions = api.json(PLACE + "/conditions?units=imperial");
        assertEquals(106.7, conditions.at("/conditions/0/drivers/0/value").asDouble());
        assertEquals(86, conditions.at("/now/0/value").asDouble());
        assertEquals(0.001, conditions.at("/models/values/flow_millimetres_per_hour").asDouble());
        assertEquals(1.7717, conditions.at("/models/values/surface_water_millimetres").asDouble());
        assertEquals("[degF]", conditions.at("/units/heat_index_celsius").asText());
        assertEquals("[in_i]/h", conditions.at("/units/flow_millimetres_per_hour").asText());
        assertEquals("s", conditions.at("/units/age_s").asText());
        JsonNode models =
                api.json(
                        PLACE
                                + "/timeseries?quantity=flow_millimetres_per_hour&units=imperial"
                                + HOUR);
        assertEquals(
                0.001, models.at("/points/0/values/flow_millimetres_per_hour/mean").asDouble());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/places/units/conditions/history?, /transitions/0",
        "/v1/alerts?place=units, /alerts/0",
        "'/v1/conditions/latest?bbox=170,-62,172,-60', /places/0/conditions/0"
    })
    void listsOfReasonsGiveThem(String path, String where) {
        JsonNode kelvin = api.json(path + "&temperature_unit=kelvin");
        assertEquals(314.65, kelvin.at(where + "/drivers/0/value").asDouble());
        assertEquals("heat_index_celsius", kelvin.at(where + "/drivers/0/measure").asText());
        assertEquals("K", kelvin.at("/units/heat_index_celsius").asText());
    }

    @Test
    void theMapGivesThem() {
        String map = "/v1/map?bbox=170,-62,172,-60&at=2013-07-01T12:01:00Z&quantity=";
        JsonNode celsius = api.json(map + "air_temperature_celsius&units=imperial");
        assertEquals(68, celsius.at("/features/0/properties/value").asDouble());
        assertEquals("[degF]", celsius.at("/units/air_temperature_celsius").asText());
        JsonNode wind = api.json(map + "wind_speed_metres_per_second&wind_speed_unit=kn");
        assertEquals(8.69, wind.at("/features/0/properties/value").asDouble());
    }

    /** Also when they are asked for in the half second for which an answer is given out. */
    @Test
    void neitherWhatIsGivenOutAgainNorItsTagIsThatOfOthers() {
        String path = PLACE + "/conditions";
        for (int i = 0; i < 2; i++) {
            assertEquals(41.5, api.json(path).at("/conditions/0/drivers/0/value").asDouble());
            assertEquals(
                    106.7,
                    api.json(path + "?units=imperial")
                            .at("/conditions/0/drivers/0/value")
                            .asDouble());
        }
        String tag = api.get(SERIES).header("ETag");
        String imperial = SERIES + "&units=imperial";
        assertNotEquals(tag, api.get(imperial).header("ETag"));
        assertEquals(200, api.get(imperial, "If-None-Match", tag).status());
        assertEquals(304, api.get(SERIES, "If-None-Match", tag).status());
    }

    @Test
    void theNextPageIsInTheSame() {
        String link =
                api.get(PLACE + "/observations?limit=1&units=imperial&end=2013-07-01T13:00:00Z")
                        .header("Link");
        assertTrue(link.contains("units=imperial"), link);
    }

    @Test
    void parametersOfPlacesHaveOneUnit() {
        assertEquals("m", api.json(PLACE).at("/units/elevation_metres").asText());
        api.rejection(400, "unknown", PLACE + "?units=imperial");
    }

    @Test
    void aUnitThatThereIsNotIsRefusedWithThoseThatThereAre() {
        for (String path :
                List.of(
                        SERIES,
                        PLACE + "/observations?limit=1",
                        PLACE + "/summary?tz=UTC",
                        PLACE + "/conditions?digits=all",
                        PLACE + "/conditions/history?limit=1",
                        "/v1/alerts?limit=1",
                        "/v1/conditions/latest?limit=1",
                        "/v1/map?quantity=air_temperature_celsius",
                        PLACE + "/aggregates?quantity=air_temperature_celsius")) {
            JsonNode unknown = api.rejection(400, "unknown", path + "&wind_speed_unit=beaufort");
            assertEquals("must be of: ms, kmh, mph, kn", unknown.at("/errors/0/detail").asText());
            assertEquals("/query/wind_speed_unit", unknown.at("/errors/0/pointer").asText());
            api.rejection(400, "not-served-here", path + "&temperature_unit=mph");
            api.rejection(400, "repeated", path + "&units=metric&units=imperial");
            api.rejection(400, "empty", path + "&precipitation_unit=");
        }
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.core.model.ModelQuantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class ModelSeriesIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant LAST = JULY_1.plus(Duration.ofHours(47));

    private final Api api;
    private final Rows rows;

    ModelSeriesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void everyQuantityOfTheModelsIsServedAsItIsStored() {
        Row row = Row.models("model-all", LAST, 45);
        for (ModelQuantity quantity : ModelQuantity.values()) {
            row.with(quantity.columnName(), 1.23456789 * (quantity.ordinal() + 1));
        }
        rows.insert(Row.counters("model-all", LAST), row);
        String names = names(ModelQuantity.count());
        JsonNode series =
                api.json(path("model-all", names) + "&source=models&digits=all").at("/points/0");
        assertEquals(ModelQuantity.count(), series.path("values").size());
        for (ModelQuantity quantity : ModelQuantity.values()) {
            JsonNode value = series.path("values").path(quantity.columnName());
            double stored = 1.23456789 * (quantity.ordinal() + 1);
            assertEquals(1, value.path("count").asLong());
            for (String of : List.of("min", "max", "mean")) {
                assertEquals(stored, value.path(of).asDouble(), quantity.columnName());
            }
        }
    }

    @Test
    void hoursComeAsTheyWereSteppedWithUnitsAndDigits() {
        rows.insert(
                Row.counters("model-hourly", LAST),
                Row.models("model-hourly", LAST.minus(HOUR.multipliedBy(2)), 90.0 / 3)
                        .with("flow_millimetres_per_hour", 0.123456)
                        .with("drift_24h", 1234.56)
                        .with("revision", 7),
                Row.models("model-hourly", LAST, 45));
        JsonNode series =
                api.json(
                        path("model-hourly", "wetness,flow_millimetres_per_hour,drift_24h")
                                + "&limit=9");
        assertEquals(List.of("2013-07-02T21:00:00Z", "2013-07-02T23:00:00Z"), starts(series));
        assertEquals("models", series.path("source").asText());
        assertEquals("PT1H", series.path("bucket").asText());
        JsonNode first = series.at("/points/0");
        assertEquals(0.33, first.at("/values/wetness/mean").asDouble());
        assertEquals(0.1235, first.at("/values/flow_millimetres_per_hour/max").asDouble());
        assertEquals(1235, first.at("/values/drift_24h/min").asDouble());
        assertEquals(1, first.path("coverage").asDouble());
        assertEquals(7, first.path("revision").asLong());
        assertFalse(first.has("observations"));
        assertEquals("mm/h", series.at("/units/flow_millimetres_per_hour").asText());
        assertEquals("m3/s3", series.at("/units/drift_24h").asText());
        assertEquals("1", series.at("/units/wetness").asText());
        assertTrue(series.path("methods").has("wetness"), series.toString());
    }

    @Test
    void aDayIsTheMeanOfItsSteppedHoursAndItsCoverageTheirPart() {
        rows.insert(Row.counters("model-daily", LAST));
        for (int hour = 0; hour < 24; hour++) {
            rows.insert(
                    Row.models("model-daily", JULY_1.plus(HOUR.multipliedBy(hour)), 3.6 * hour));
        }
        for (int hour : List.of(24, 30, 36)) {
            rows.insert(Row.models("model-daily", JULY_1.plus(HOUR.multipliedBy(hour)), 45 + hour));
        }
        JsonNode series = api.json(path("model-daily", "wetness") + "&bucket=1d&digits=all");
        assertEquals(List.of("2013-07-01T00:00:00Z", "2013-07-02T00:00:00Z"), starts(series));
        JsonNode whole = series.at("/points/0");
        assertEquals(24, whole.at("/values/wetness/count").asLong());
        assertEquals(0.04 * 11.5, whole.at("/values/wetness/mean").asDouble(), 1e-12);
        assertEquals(0, whole.at("/values/wetness/min").asDouble());
        assertEquals(0.04 * 23, whole.at("/values/wetness/max").asDouble(), 1e-12);
        assertEquals(1, whole.path("coverage").asDouble());
        JsonNode some = series.at("/points/1");
        assertEquals(3, some.at("/values/wetness/count").asLong());
        assertEquals(3.0 / 24, some.path("coverage").asDouble());
        JsonNode thirds = api.json(path("model-daily", "wetness") + "&bucket=3h&offset=1h&limit=2");
        assertEquals(List.of("2013-06-30T22:00:00Z", "2013-07-01T01:00:00Z"), starts(thirds));
        assertEquals(0.3333, thirds.at("/points/0/coverage").asDouble());
    }

    @Test
    void localDaysAreAsLongAsTheyAre() {
        Instant march = Instant.parse("2013-03-09T05:00:00Z");
        rows.insert(Row.counters("model-zoned", march.plus(Duration.ofDays(2))));
        for (int hour = 0; hour < 48; hour++) {
            rows.insert(Row.models("model-zoned", march.plus(HOUR.multipliedBy(hour)), 45));
        }
        JsonNode series =
                api.json(path("model-zoned", "wetness") + "&bucket=1d&tz=America/New_York&limit=2");
        // The clocks go forward on the 10th.
        assertEquals(24, series.at("/points/0/values/wetness/count").asLong());
        assertEquals(23, series.at("/points/1/values/wetness/count").asLong());
        assertEquals(1, series.at("/points/1/coverage").asDouble());
    }

    @Test
    void aNameThatIsMeasuredTooIsTheMeasuredOneUnlessTheModelsAreAsked() {
        for (String both : List.of("snow_depth_centimetres", "snow_water_equivalent_millimetres")) {
            String place = "snow of " + both.substring(0, 7);
            rows.insert(
                    Row.counters(place, LAST),
                    Row.hour(place, LAST).values(both, 2, 40, 42, 82),
                    Row.models(place, LAST, 45).with(both, 55));
            String path = path(Api.encoded(place), both);
            String mean = "/points/0/values/" + both + "/mean";
            JsonNode measured = api.json(path);
            assertEquals(41, measured.at(mean).asDouble());
            assertEquals("panes", measured.path("source").asText());
            assertEquals(41, api.json(path + "&source=panes").at(mean).asDouble());
            JsonNode modelled = api.json(path + "&source=models");
            assertEquals(55, modelled.at(mean).asDouble());
            assertEquals("models", modelled.path("source").asText());
            api.rejection(400, "not-served-here", path + ",wetness");
            assertEquals(2, api.json(path + ",wetness&source=models").path("units").size());
        }
    }

    @Test
    void walksAllPages() {
        rows.insert(Row.counters("model pages", LAST));
        for (int hour = 0; hour < 48; hour += 5) {
            rows.insert(Row.models("model pages", JULY_1.plus(HOUR.multipliedBy(hour)), 45));
        }
        for (String bucket : List.of("1h", "2h", "1d")) {
            String path = path("model%20pages", "wetness") + "&bucket=" + bucket;
            List<String> all = starts(api.json(path));
            assertEquals(bucket.equals("1d") ? 2 : 10, all.size());
            assertEquals(all, walk(path + "&limit=1"));
            assertEquals(all, walk(path + "&limit=3"));
        }
    }

    @Test
    void aPageHoldsNoMoreHoursThanItMay() {
        rows.insert(Row.counters("model-long", LAST));
        Instant start = Instant.parse("2000-01-01T00:00:00Z");
        for (int bucket = 0; bucket < 70; bucket++) {
            rows.insert(Row.models("model-long", start.plus(Duration.ofDays(31L * bucket)), 45));
        }
        String path =
                path("model-long", "wetness")
                        + "&bucket=P31D&limit=1000&start=1999-01-01T00:00:00Z";
        JsonNode first = api.json(path);
        // 50,000 hours are 67 times 31 days.
        assertEquals(67, first.path("points").size());
        assertEquals(70, walk(path).size());
        // 200,000 values are of 20 quantities 10,000 hours: 13 times 31 days.
        String twenty = path.replace("=wetness", "=" + names(20)) + "&source=models";
        assertEquals(13, api.json(twenty).path("points").size());
        assertEquals(70, walk(twenty).size());
    }

    @Test
    void writesCsvAndOneObjectPerLine() {
        rows.insert(
                Row.counters("model csv", LAST),
                Row.models("model csv", LAST, 45).with("melt_72h_millimetres", 1.5));
        String path = path("model%20csv", "wetness,melt_72h_millimetres");
        Api.Answer csv = api.get(path, "Accept", "text/csv");
        assertEquals(
                """
                start,end,coverage,melt_72h_millimetres_count,melt_72h_millimetres_min,melt_72h_millimetres_max,\
                melt_72h_millimetres_mean,wetness_count,wetness_min,wetness_max,wetness_mean,as_of,revision
                2013-07-02T23:00:00Z,2013-07-03T00:00:00Z,1.0,1,1.5,1.5,1.5,1,0.5,0.5,0.5,2026-01-01T00:00:00Z,1
                """
                        .replace("\n", "\r\n"),
                csv.text());
        String none = path + "&start=1999-01-01T00:00:00Z&end=1999-01-02T00:00:00Z";
        Api.Answer empty = api.get(none, "Accept", "text/csv");
        assertEquals(csv.text().lines().findFirst(), empty.text().lines().findFirst());
        Api.Answer lines = api.get(path, "Accept", "application/x-ndjson");
        assertEquals(1, lines.text().lines().count());
        assertNull(lines.header("Link"));
    }

    @Test
    void aPlaceWithoutModelsHasNoPoints() {
        rows.insert(Row.counters("model-modelless", LAST), Row.hour("model-modelless", LAST));
        assertEquals(0, api.json(path("model-modelless", "wetness")).path("points").size());
    }

    @Test
    void refusesWhatIsFinerThanAnHour() {
        rows.insert(Row.counters("model-fine", LAST), Row.models("model-fine", LAST, 45));
        String path = path("model-fine", "wetness");
        for (String finer :
                List.of(
                        "&bucket=10s",
                        "&bucket=15m",
                        "&bucket=90m",
                        "&bucket=PT1H1S",
                        "&offset=PT30M",
                        "&offset=10s",
                        "&bucket=1d&tz=Asia/Kolkata")) {
            for (String source : List.of("", "&source=models")) {
                JsonNode problem = api.rejection(400, "does-not-fit", path + finer + source);
                String detail = problem.at("/errors/0/detail").asText();
                assertTrue(detail.contains("step by the UTC hour"), detail);
            }
        }
        api.rejection(400, "too-wide", path + "&bucket=P32D");
    }

    @Test
    void refusesQuantitiesWhereTheyAreNot() {
        rows.insert(Row.counters("model-elsewhere", LAST));
        String models = "/v1/places/model-elsewhere/timeseries?source=models";
        api.rejection(400, "missing", models);
        api.rejection(400, "unknown", models + "&quantity=mud");
        api.rejection(400, "unknown", models + "&quantity=wetness,place_id");
        api.rejection(400, "not-served-here", models + "&quantity=wetness,uv_index");
        api.rejection(400, "not-combinable", models + "&quantity=wetness&rolling=1h");
        String place = "/v1/places/model-elsewhere";
        for (String path :
                List.of(
                        "/timeseries?source=panes&quantity=wetness",
                        "/timeseries?source=raw&quantity=wetness",
                        "/timeseries?rolling=1h&quantity=wetness",
                        "/timeseries?quantity=uv_index,wetness",
                        "/aggregates?quantity=wetness",
                        "/observations?quantity=wetness")) {
            JsonNode problem = api.rejection(400, "not-served-here", place + path);
            String detail = problem.at("/errors/0/detail").asText();
            assertTrue(detail.contains("source=models"), detail);
        }
    }

    /** Of the first quantities of the models. */
    private static String names(int count) {
        return Arrays.stream(ModelQuantity.values())
                .limit(count)
                .map(ModelQuantity::columnName)
                .collect(Collectors.joining(","));
    }

    private static String path(String place, String quantities) {
        return "/v1/places/" + place + "/timeseries?quantity=" + quantities;
    }

    private List<String> walk(String path) {
        List<String> starts = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = api.json(path + cursor);
            starts.addAll(starts(page));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        }
        return starts;
    }

    private static List<String> starts(JsonNode series) {
        return Api.list(series.path("points")).stream().map(p -> p.path("start").asText()).toList();
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningApi.class)
final class TimeseriesIT {

    private static final Instant JULY_1 = Instant.parse("2013-07-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Api api;
    private final Rows rows;

    TimeseriesIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void showsStoredHoursAndLeavesEmptyOnesOut() {
        rows.insert(
                Row.counters("hours", JULY_1.plus(HOUR.multipliedBy(2))),
                Row.hour("hours", JULY_1).celsius(2, 10, 12, 22).with("coverage", 0.5),
                Row.hour("hours", JULY_1.plus(HOUR.multipliedBy(2))).celsius(1, 9, 9, 9));
        JsonNode series = api.json("/v1/places/hours/timeseries?quantity=air_temperature_celsius");
        assertEquals(List.of("2013-07-01T00:00:00Z", "2013-07-01T02:00:00Z"), starts(series));
        JsonNode first = series.at("/points/0");
        assertEquals("2013-07-01T01:00:00Z", first.path("end").asText());
        assertEquals(11, first.at("/values/air_temperature_celsius/mean").asDouble());
        assertEquals(0.5, first.path("coverage").asDouble());
        assertEquals("PT1H", series.path("bucket").asText());
    }

    @Test
    void quarterHoursArePutTogetherFromMinutes() {
        rows.insert(
                Row.counters("quarters", JULY_1.plus(HOUR)),
                minute("quarters", 14, 10),
                minute("quarters", 15, 20),
                minute("quarters", 29, 40));
        JsonNode series =
                api.json(
                        "/v1/places/quarters/timeseries?quantity=air_temperature_celsius&bucket=15m&digits=all");
        assertEquals(List.of("2013-07-01T00:00:00Z", "2013-07-01T00:15:00Z"), starts(series));
        assertEquals(30, series.at("/points/1/values/air_temperature_celsius/mean").asDouble());
        assertEquals(2.0 / 15, series.at("/points/1/coverage").asDouble(), 1e-12);
    }

    @Test
    void anOffsetMovesTheBuckets() {
        rows.insert(Row.counters("moved", JULY_1.plus(HOUR.multipliedBy(23))));
        hours("moved", 24);
        JsonNode series =
                api.json(
                        "/v1/places/moved/timeseries?quantity=air_temperature_celsius&bucket=P1D&offset=PT9H"
                                + "&start=2013-06-30T00:00:00Z&end=2013-07-02T00:00:00Z");
        assertEquals(List.of("2013-06-30T09:00:00Z", "2013-07-01T09:00:00Z"), starts(series));
        assertEquals(9, series.at("/points/0/values/air_temperature_celsius/count").asLong());
        assertEquals(15, series.at("/points/1/values/air_temperature_celsius/count").asLong());
    }

    @Test
    void localDaysFollowTheZone() {
        rows.insert(Row.counters("local", Instant.parse("2013-03-12T00:00:00Z")));
        for (int hour = 0; hour < 72; hour++) {
            Instant start = Instant.parse("2013-03-09T00:00:00Z").plus(HOUR.multipliedBy(hour));
            rows.insert(Row.hour("local", start).celsius(1, 1, 1, 1));
        }
        JsonNode series =
                api.json(
                        "/v1/places/local/timeseries?quantity=air_temperature_celsius&bucket=1d&tz=America/New_York"
                                + "&start=2013-03-09T00:00:00-05:00&end=2013-03-11T00:00:00-04:00");
        assertEquals(List.of("2013-03-09T05:00:00Z", "2013-03-10T05:00:00Z"), starts(series));
        // The clocks go forward on the 10th.
        assertEquals(24, series.at("/points/0/observations").asLong());
        assertEquals(23, series.at("/points/1/observations").asLong());
    }

    @Test
    void weeksAndMonthsAreThoseOfThePlacesOwnZone() {
        rows.insert(
                Row.place("calendar").with("time_zone", "America/New_York"),
                Row.counters("calendar", Instant.parse("2013-03-31T12:00:00Z")),
                // The last hour of February there, and of a Sunday; then of Monday.
                hourOf("calendar", "2013-03-01T04:00:00Z"),
                hourOf("calendar", "2013-03-04T04:00:00Z"),
                hourOf("calendar", "2013-03-04T05:00:00Z"),
                hourOf("calendar", "2013-04-01T03:00:00Z"),
                Row.day("calendar", Instant.parse("2013-03-04T00:00:00Z")).celsius(9, 1, 1, 9));
        String series = "/v1/places/calendar/timeseries?quantity=air_temperature_celsius&bucket=";
        JsonNode months = api.json(series + "P1M&start=2013-01-01T00:00:00Z");
        assertEquals(List.of("2013-02-01T05:00:00Z", "2013-03-01T05:00:00Z"), starts(months));
        assertEquals("2013-04-01T04:00:00Z", months.at("/points/1/end").asText());
        assertEquals(3, months.at("/points/1/observations").asLong());
        assertEquals("P1M", months.path("bucket").asText());
        assertEquals("America/New_York", months.path("time_zone").asText());
        JsonNode weeks = api.json(series + "P1W&start=2013-02-25T05:00:00Z&limit=2");
        assertEquals(List.of("2013-02-25T05:00:00Z", "2013-03-04T05:00:00Z"), starts(weeks));
        assertEquals(2, weeks.at("/points/0/observations").asLong());
        JsonNode ofUtc = api.json(series + "P1W&tz=UTC&start=2013-02-25T00:00:00Z");
        assertEquals(List.of("2013-03-04T00:00:00Z"), starts(ofUtc), "from days");
    }

    @Test
    void lastEndsWithThePlacesNewestBucket() {
        rows.insert(Row.counters("lately", JULY_1.plus(HOUR.multipliedBy(7))));
        hours("lately", 8);
        String series = "/v1/places/lately/timeseries?quantity=air_temperature_celsius";
        JsonNode three = api.json(series + "&last=PT3H");
        assertEquals(
                List.of("2013-07-01T05:00:00Z", "2013-07-01T06:00:00Z", "2013-07-01T07:00:00Z"),
                starts(three));
        assertEquals(three, api.json(series + "&last=3h"));
        api.rejection(400, "exclusive", series + "&last=3h&end=2013-07-01T00:00:00Z");
        api.rejection(400, "not-positive", series + "&last=PT0S");
        api.rejection(400, "too-long", series + "&last=P36526D");
        api.rejection(400, "not-a-duration", series + "&last=week");
        JsonNode short1 = api.json("/weather/timeseries/lately?quantity=uv_index&last=1d");
        assertEquals("2013-06-30T08:00:00Z", short1.path("start").asText());
    }

    @Test
    void localDaysOfHalfHourZonesArePutTogetherFromMinutes() {
        rows.insert(
                Row.counters("kolkata", JULY_1),
                Row.minute("kolkata", Instant.parse("2013-06-30T18:29:00Z")).celsius(1, 1, 1, 1),
                Row.minute("kolkata", Instant.parse("2013-06-30T18:30:00Z")).celsius(1, 2, 2, 2));
        JsonNode series =
                api.json(
                        "/v1/places/kolkata/timeseries?quantity=air_temperature_celsius&bucket=1d&tz=Asia/Kolkata");
        assertEquals(List.of("2013-06-29T18:30:00Z", "2013-06-30T18:30:00Z"), starts(series));
    }

    @Test
    void seriesOfSeveralPlacesAreThoseOfEach() {
        rows.insert(
                Row.counters("many-a", JULY_1.plus(HOUR)),
                Row.counters("many, b", JULY_1.plus(HOUR.multipliedBy(2))),
                hourOf("many-a", "2013-07-01T00:00:00Z"),
                hourOf("many-a", "2013-07-01T01:00:00Z"),
                hourOf("many, b", "2013-07-01T02:00:00Z"));
        String asked = "quantity=air_temperature_celsius&last=PT2H";
        JsonNode one = api.json("/v1/timeseries?place_id=many-a,no-such-place&" + asked);
        assertEquals(1, one.path("series").size());
        assertEquals(
                api.json("/v1/places/many-a/timeseries?" + asked), one.at("/series/0"), "the same");
        Api.Answer both =
                api.post(
                        "/v1/timeseries/query",
                        "application/json",
                        """
                        {"place_id": ["many-a", "many, b"], "quantity": ["air_temperature_celsius"], "last": "PT2H"}""");
        assertEquals(200, both.status(), both.text());
        assertEquals(one.at("/series/0"), both.json().at("/series/0"));
        assertEquals("many, b", both.json().at("/series/1/place_id").asText());
        assertEquals("2013-07-01T01:00:00Z", both.json().at("/series/1/start").asText());
        JsonNode rolling =
                api.json("/v1/timeseries?place_id=many-a&quantity=heat_index_celsius&rolling=1h");
        assertEquals("PT1H", rolling.at("/series/0/rolling").asText());
    }

    @Test
    void seriesOfSeveralPlacesAreTablesOfAllTheirPoints() {
        rows.insert(
                Row.counters("table-a", JULY_1),
                Row.counters("table-b", JULY_1),
                hourOf("table-a", "2013-07-01T00:00:00Z"),
                hourOf("table-b", "2013-07-01T00:00:00Z"));
        String path = "/v1/timeseries?place_id=table-b,table-a&quantity=air_temperature_celsius";
        List<String> csv = api.get(path, "Accept", "text/csv").text().lines().toList();
        assertTrue(csv.get(0).startsWith("place_id,start,end,observations,coverage,"), csv.get(0));
        assertTrue(csv.get(1).startsWith("table-b,2013-07-01T00:00:00Z,"), csv.get(1));
        assertTrue(csv.get(2).startsWith("table-a,2013-07-01T00:00:00Z,"), csv.get(2));
        String lines = api.get(path, "Accept", "application/x-ndjson").text();
        assertEquals(2, lines.lines().count());
        assertTrue(lines.startsWith("{\"place_id\":\"table-b\",\"start\":"), lines);
        String none = "/v1/timeseries?place_id=nobody&quantity=air_temperature_celsius";
        assertEquals("place_id\r\n", api.get(none, "Accept", "text/csv").text());
    }

    @Test
    void seriesOfSeveralPlacesAreBoundedByWhatIsLookedAt() {
        rows.insert(Row.counters("heavy-a", JULY_1), Row.counters("heavy-b", JULY_1));
        String both = "/v1/timeseries?place_id=heavy-a,heavy-b&quantity=air_temperature_celsius";
        // 60 minutes in each of 800 buckets of two places, and of one.
        String range = "&bucket=1h&offset=30m&end=2013-07-01T00:30:00Z&start=2013-05-28T17:30:00Z";
        assertEquals(200, api.get(both + range).status());
        String twice = both + range.replace("&bucket", ",dew_point_celsius,uv_index&bucket");
        JsonNode problem = api.rejection(422, "too-much", twice);
        assertTrue(problem.path("detail").asText().contains("200000 values"), problem.toString());
        rows.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        """
                                        INSERT INTO outpost.hour_aggregates
                                            (place_id, start_at, observations, revision, as_of, writer_epoch)
                                        SELECT 'heavy-a', timestamptz '2013-05-01 00:00+00' + i * interval '1 hour', 1, 1, now(), 1
                                        FROM generate_series(1, 1001) i
                                        """));
        String hours = "&start=2013-05-01T00:00:00Z&end=2013-07-01T00:00:00Z&bucket=PT1H";
        api.rejection(422, "too-much", both + hours);
        String places = "p,".repeat(200) + "p";
        api.rejection(400, "missing", "/v1/timeseries?quantity=uv_index");
        assertEquals(200, api.get("/v1/timeseries?quantity=uv_index&place_id=" + places).status());
        StringBuilder many = new StringBuilder("p");
        for (int i = 0; i < 200; i++) {
            many.append(",p").append(i);
        }
        api.rejection(400, "too-many", "/v1/timeseries?quantity=uv_index&place_id=" + many);
        api.rejection(400, "not-served-here", both + "&source=raw");
        api.rejection(400, "not-served-here", both + "&bucket=10s");
        api.rejection(400, "unknown", both + "&limit=5");
    }

    @Test
    void aQueryThatDoesNotSayWhatItMustIsRefusedByItsField() {
        rows.insert(Row.counters("queried", JULY_1));
        refuses("/body/bucket", "not-a-duration", "\"quantity\":\"uv_index\",\"bucket\":\"x\"");
        refuses("/body/quantity", "missing", "\"bucket\":\"1h\"");
        refuses("/body/quantity", "not-text", "\"quantity\":[1]");
        refuses("/body/bucket", "not-text", "\"quantity\":\"uv_index\",\"bucket\":[\"1h\"]");
        refuses("/body/tz", "not-text", "\"quantity\":\"uv_index\",\"tz\":\"a\\u0000\"");
        refuses("/body/limit", "unknown", "\"quantity\":\"uv_index\",\"limit\":\"5\"");
        String query = "/v1/timeseries/query";
        assertEquals(422, api.post(query, "application/json", "[]").status());
        assertEquals(400, api.post(query, "application/json", "{\"a\":[[[1]]]}").status());
        assertEquals(422, api.post(query, "application/json", "").status());
        assertEquals(415, api.post(query, "text/plain", "{}").status());
    }

    private void refuses(String pointer, String code, String fields) {
        String body = "{\"place_id\":\"queried\"," + fields + "}";
        Api.Answer answer = api.post("/v1/timeseries/query", "application/json", body);
        assertEquals(422, answer.status(), answer.text());
        assertEquals(pointer, answer.json().at("/errors/0/pointer").asText(), answer.text());
        assertEquals(code, answer.json().at("/errors/0/code").asText(), answer.text());
    }

    @Test
    void walksAllPages() {
        rows.insert(Row.counters("pages", JULY_1.plus(HOUR.multipliedBy(24))));
        hours("pages", 25);
        for (String bucket : List.of("1h", "2h")) {
            String path =
                    "/v1/places/pages/timeseries?quantity=air_temperature_celsius&bucket=" + bucket;
            List<String> all = starts(api.json(path));
            assertEquals(all, walk(path + "&limit=4"));
        }
    }

    @Test
    void writesCsv() {
        rows.insert(
                Row.counters("csv", JULY_1),
                Row.hour("csv", JULY_1)
                        .celsius(2, 10, 12, 22)
                        .with("precipitation_millimetres_n", 0));
        String path =
                "/v1/places/csv/timeseries?quantity=precipitation_millimetres,air_temperature_celsius&bucket=1h";
        Api.Answer answer = api.get(path, "Accept", "text/csv");
        assertEquals("text/csv", answer.mediaType());
        assertEquals(
                """
                start,end,observations,coverage,air_temperature_celsius_count,air_temperature_celsius_min,\
                air_temperature_celsius_max,air_temperature_celsius_mean,precipitation_millimetres_count,\
                precipitation_millimetres_total,as_of,revision
                2013-07-01T00:00:00Z,2013-07-01T01:00:00Z,1,1.0,2,10.0,12.0,11.0,0,,2026-01-01T00:00:00Z,1
                """
                        .replace("\n", "\r\n"),
                answer.text());
        Api.Answer empty =
                api.get(path + "&end=1999-01-01T00:00:00Z", "Accept", "text/csv;q=0.9, */*;q=0.1");
        assertEquals(answer.text().lines().findFirst(), empty.text().lines().findFirst());
        assertEquals(1, empty.text().lines().count());
    }

    @Test
    void writesOneObjectPerLineWithALinkToTheNextPage() {
        rows.insert(Row.counters("lines", JULY_1.plus(HOUR)));
        hours("lines", 2);
        String path = "/v1/places/lines/timeseries?quantity=air_temperature_celsius";
        Api.Answer first = api.get(path + "&limit=1", "Accept", "application/x-ndjson");
        assertEquals("application/x-ndjson", first.mediaType());
        assertEquals(1, first.text().lines().count());
        String link = first.header("Link");
        Api.Answer second =
                api.get(link.substring(1, link.indexOf('>')), "Accept", "application/x-ndjson");
        assertEquals(1, second.text().lines().count());
        assertNull(second.header("Link"));
    }

    @Test
    void refusesMediaTypesThatItCannotServe() {
        rows.insert(Row.counters("media", JULY_1));
        String path = "/v1/places/media/timeseries?quantity=air_temperature_celsius";
        assertEquals(406, api.get(path, "Accept", "image/png").status());
        assertEquals(406, api.get(path, "Accept", "application/json;q=0, image/*").status());
    }

    @Test
    void widthsThatDivideNoDayAreCountedFrom1970() {
        rows.insert(
                Row.counters("sevens", JULY_1), minute("sevens", 10, 1), minute("sevens", 20, 3));
        JsonNode series =
                api.json(
                        "/v1/places/sevens/timeseries?quantity=air_temperature_celsius&bucket=7m"
                                + "&start=2013-07-01T00:00:00Z&end=2013-07-01T01:00:00Z");
        assertEquals(List.of("2013-07-01T00:08:00Z", "2013-07-01T00:15:00Z"), starts(series));
        assertEquals("panes", series.path("source").asText());
    }

    @Test
    void refusesBucketsThatCannotBe() {
        rows.insert(Row.counters("odd", JULY_1));
        String path = "/v1/places/odd/timeseries?quantity=air_temperature_celsius&bucket=";
        api.rejection(400, "not-whole-seconds", path + "PT0.5S");
        api.rejection(400, "not-whole-seconds", path + "1h&offset=PT0.5S");
        api.rejection(400, "too-wide", path + "P32D");
        api.rejection(400, "not-positive", path + "PT0S");
        api.rejection(400, "not-positive", path + "-PT1H");
        api.rejection(400, "not-a-duration", path + "hourly");
        api.rejection(400, "unknown", path + "P1D&tz=Mars/Olympus");
        api.rejection(400, "not-combinable", path + "PT1H&tz=Europe/Vienna");
        api.rejection(400, "not-combinable", path + "P1M&offset=PT1H");
        api.rejection(400, "not-combinable", path + "P1W&tz=UTC&offset=PT1H");
        api.rejection(400, "missing", "/v1/places/odd/timeseries");
        api.rejection(400, "out-of-range", path + "1h&limit=1001");
        api.rejection(400, "out-of-range", path + "1h&limit=0");
    }

    private static Row hourOf(String place, String start) {
        return Row.hour(place, Instant.parse(start)).celsius(1, 1, 1, 1);
    }

    private static Row minute(String place, int minute, double celsius) {
        return Row.minute(place, JULY_1.plus(Duration.ofMinutes(minute)))
                .celsius(1, celsius, celsius, celsius);
    }

    private void hours(String place, int count) {
        for (int hour = 0; hour < count; hour++) {
            rows.insert(
                    Row.hour(place, JULY_1.plus(HOUR.multipliedBy(hour)))
                            .celsius(1, hour, hour, hour));
        }
    }

    private List<String> walk(String path) {
        List<String> starts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.json(path + cursor);
            starts.addAll(starts(page));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
        } while (cursor != null);
        return starts;
    }

    private static List<String> starts(JsonNode series) {
        return Api.list(series.path("points")).stream().map(p -> p.path("start").asText()).toList();
    }
}

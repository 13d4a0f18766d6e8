package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.postgres.PostgresSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short paths answer what the routes answer that they stand for. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class ShortNamesIT {

    private static final String RANGE = "&start=2026-04-01T00:00:00Z&end=2026-04-02T00:00:00Z";

    @BeforeAll
    static void fill(Rows rows) {
        rows.insert(Row.place("short"));
        for (int minute = 0; minute < 5; minute++) {
            Instant at = Instant.parse("2026-04-01T10:00:00Z").plus(minute, ChronoUnit.MINUTES);
            rows.insert(
                    Row.raw("short", "s", at).with("air_temperature_celsius", 20 + minute),
                    Row.minute("short", at).celsius(1, 20, 20, 20));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/weather/short?limit=2, /v1/places/short/observations?limit=2",
        "/weather/aggregate/short?digits=all, /v1/places/short/aggregates?digits=all",
        "/weather/timeseries/short?quantity=air_temperature_celsius&bucket=1m&limit=2,"
                + " /v1/places/short/timeseries?quantity=air_temperature_celsius&bucket=1m&limit=2"
    })
    void aShortNameAnswersTheSame(String name, String route, Api api) {
        String range = RANGE.replace("start", "start_time").replace("end", "end_time");
        Api.Answer expected = api.get(route + RANGE);
        Api.Answer answer = api.get(name + range);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(withoutNext(expected), withoutNext(answer));
        assertTrue(expected.text().contains("2026-04-01T00:00:00Z"), expected.text());
    }

    @Test
    void theSummaryHasOneToo(Api api) {
        Api.Answer expected = api.get("/v1/places/short/summary?units=imperial");
        assertEquals(200, expected.status(), expected.text());
        assertEquals(expected.text(), api.get("/summary/short?units=imperial").text());
    }

    /** What is signed may differ from one answer to the next. */
    private static String withoutNext(Api.Answer answer) {
        return answer.text().replaceAll("\"next\":\"[^\"]+\"", "");
    }

    @Test
    void itsLinkLeadsToItsNextPage(Api api) {
        Api.Answer first =
                api.get(
                        "/weather/short?limit=3&start_time=2026-04-01T00:00:00Z&end_time=2026-04-02T00:00:00Z");
        String link = first.header("Link");
        assertTrue(link.startsWith("</weather/short?"), link);
        Api.Answer second = api.get(link.substring(1, link.indexOf('>')));
        assertEquals(3, first.json().path("observations").size());
        assertEquals(2, second.json().path("observations").size());
    }

    @Test
    void whatIsWrongIsNamedAsItIsCalledThere(Api api) {
        assertEquals(
                "/query/start_time",
                api.rejection(400, "not-a-time", "/weather/short?start_time=today")
                        .at("/errors/0/pointer")
                        .asText());
        assertEquals(
                "/query/start",
                api.rejection(400, "unknown", "/weather/short?start=2026-04-01T00:00:00Z")
                        .at("/errors/0/pointer")
                        .asText());
        assertEquals(404, api.get("/weather/aggregate/never-there").status());
    }

    @Test
    void anObservationThatIsSentIsInTheLog(RunningLog.Parts log, PostgresSettings postgres) {
        try (Application application = RunningApi.start(postgres, Optional.of(log.settings()))) {
            String observation =
                    "{\"place_id\":\"sent short\",\"sensor_id\":\"s\",\"observed_at\":\"%s\",\"air_temperature_celsius\":20}"
                            .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            Api.Answer answer =
                    Api.of(application).post("/observation", "application/json", observation);
            assertEquals(202, answer.status(), answer.text());
            assertEquals(1, answer.json().path("accepted").asInt());
        }
        assertEquals(1, log.recordsOf("sent short").size());
    }
}

package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningApi.class)
final class RefusalsIT {

    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");

    private final Api api;
    private final Rows rows;

    RefusalsIT(Api api, Rows rows) {
        this.api = api;
        this.rows = rows;
    }

    @Test
    void anUnknownQueryParameterIsNamed() {
        JsonNode problem = api.rejection(400, "unknown", "/v1/places?limit=1&colour=red&a=b");
        assertEquals("urn:outpost:problem:unknown-parameter", problem.path("type").asText());
        assertEquals(2, problem.path("errors").size());
        assertEquals("/query/a", problem.at("/errors/0/pointer").asText());
        assertEquals("/v1/places", problem.path("instance").asText());
        api.rejection(400, "unknown", "/health/live?verbose=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "%22", "cGxhY2VzHwA", "YWxlcnRzHw", "////"})
    void aCursorThatNobodyGaveOutIsRefused(String cursor) {
        api.rejection(400, "not-a-cursor", "/v1/places?cursor=" + cursor);
        api.rejection(400, "not-a-cursor", "/v1/alerts?cursor=" + cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/alerts?place=b3%",
                "/v1/alerts?place=%FF",
                "/v1/alerts?sta%zzrt=",
                "/v1/alerts?end=%",
                "/v1/places?bbox=%",
                "/v1/places?limit=%",
                "/v1/places?limit=1&cursor=%E0%80",
                "/v1/places/x/timeseries?bucket=%",
                "/v1/places/x/observations?sensor_id=s%2",
                "/v1/places/x/conditions/history?condition=HE%41T%"
            })
    void aParameterThatCannotBeReadIsNeverLeftOut(String path) {
        String answer = api.raw("GET " + path + " HTTP/1.1");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("urn:outpost:problem:invalid-parameter"), answer);
        String name = path.replaceAll(".*[?&](.*?)=.*", "$1");
        assertTrue(answer.contains("\"pointer\":\"/query/" + name + "\""), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "a%", "%FF", "%C3", "%u0041", "a%2"})
    void aPathThatCannotBeReadIsRefused(String id) {
        String answer = api.raw("GET /v1/places/" + id + " HTTP/1.1");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("urn:outpost:problem:bad-request"), answer);
    }

    @Test
    void aForgedCursorOfAnyListIsRefused() {
        rows.insert(Row.place("forged"), Row.counters("forged", NOON));
        Map<String, String> lists =
                Map.of(
                        "places", "/v1/places?",
                        "alerts", "/v1/alerts?",
                        "transitions", "/v1/places/forged/conditions/history?",
                        "observations", "/v1/places/forged/observations?",
                        "buckets", "/v1/places/forged/timeseries?quantity=uv_index&",
                        "windows",
                                "/v1/places/forged/timeseries?quantity=heat_index_celsius&rolling=1h&");
        List<String> firsts =
                List.of(
                        "+1000000000-12-31T23:59:59.999999999Z",
                        "-1000000000-01-01T00:00:00Z",
                        "+294277-01-01T00:00:00Z",
                        "2013-07-01T00:00:00Z",
                        "99999999999999999999",
                        "NaN");
        lists.forEach((kind, path) -> firsts.forEach(first -> refuseForged(kind, path, first)));
    }

    private void refuseForged(String kind, String path, String first) {
        String one = kind + "\u001f" + first;
        String two = one + "\u001fx";
        String guessed = "0123456789abcdef";
        for (String content : List.of(one, two, guessed + one, guessed + two)) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            api.rejection(400, "not-a-cursor", path + "cursor=" + cursor);
        }
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        rows.insert(Row.place("cursor-1"), Row.place("cursor-2"));
        String cursor = api.json("/v1/places?limit=1").path("next").asText();
        api.rejection(400, "not-a-cursor", "/v1/alerts?cursor=" + cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/aggregates",
                "/observations",
                "/timeseries?quantity=heat_index_celsius",
                "/conditions",
                "/conditions/history"
            })
    void anUnknownPlaceIsNotFound(String route) {
        JsonNode problem = api.rejection(404, "unknown", "/v1/places/atlantis" + route);
        assertEquals("urn:outpost:problem:unknown-place", problem.path("type").asText());
        assertEquals("/path/id", problem.at("/errors/0/pointer").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "Zürich Süd",
                "日本",
                "50% rain?",
                "';DROP TABLE outpost.places;--",
                "..",
                ".",
                "a\\b",
                "a;b=c",
                "{id}",
                ":place",
                "null",
                "a+b",
                "\"quoted\"",
                "?",
                "#",
                "%2F",
                "a//b",
                "\uD83C\uDFD4"
            })
    void aPlaceIdMayHoldAnyCharacter(String id) {
        rows.insert(Row.place(id), Row.counters(id, NOON), Row.hour(id, NOON).celsius(1, 1, 1, 1));
        String path = "/v1/places/" + Api.encoded(id).replace(".", "%2E");
        assertEquals(id, api.json(path).path("place_id").asText());
        assertEquals(id, api.json(path + "/conditions").path("place_id").asText());
        JsonNode series = api.json(path + "/timeseries?quantity=air_temperature_celsius");
        assertEquals(1, series.path("points").size());
    }

    @Test
    void textOfAnInjectionIsJustText() {
        for (String text :
                List.of("' OR '1'='1", "x' UNION SELECT 1 --", "\\'; SELECT pg_sleep(9); --")) {
            String encoded = Api.encoded(text);
            api.rejection(404, "unknown", "/v1/places/" + encoded);
            assertEquals(0, api.json("/v1/alerts?place=" + encoded).path("alerts").size());
            api.rejection(400, "unknown", "/v1/places/x/aggregates?quantity=" + encoded);
        }
    }

    @Test
    void theNulCharacterIsRefused() {
        assertEquals(400, api.get("/v1/places/a%00b").status());
        assertEquals(400, api.get("/v1/alerts?place=%00").status());
    }

    @Test
    void aRepeatedOrEmptyParameterIsRefused() {
        api.rejection(400, "repeated", "/v1/places?limit=1&limit=2");
        api.rejection(400, "empty", "/v1/places?limit=");
        api.rejection(400, "empty", "/v1/places/x/aggregates?quantity=heat_index_celsius,,");
    }

    @Test
    void anUnknownPathIsNotFoundAndAnotherMethodNotAllowed() {
        Api.Answer unknown = api.send("GET", "/v2/places");
        assertEquals(404, unknown.status());
        assertEquals("urn:outpost:problem:not-found", unknown.json().path("type").asText());
        Api.Answer posted = api.send("POST", "/v1/places");
        assertEquals(405, posted.status());
        assertEquals("application/problem+json", posted.mediaType());
    }

    @Test
    void theHeadOfAnAnswerIsThatOfItsBody() {
        rows.insert(Row.place("asked-by-head"));
        Api.Answer head = api.send("HEAD", "/v1/places/asked-by-head");
        assertEquals(200, head.status());
        assertEquals("application/json", head.mediaType());
        assertEquals("", head.text());
        assertEquals(api.get("/v1/places/asked-by-head").header("ETag"), head.header("ETag"));
        assertEquals(404, api.send("HEAD", "/v1/places/atlantis").status());
    }

    @Test
    void theTraceIdIsTheCallers() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        Api.Answer answer =
                api.get(
                        "/v1/places/atlantis",
                        "traceparent",
                        "00-" + traceId + "-00f067aa0ba902b7-01");
        assertEquals(traceId, answer.json().path("trace_id").asText());
        assertFalse(
                api.get("/v1/places/atlantis").json().path("trace_id").asText().equals(traceId));
    }
}

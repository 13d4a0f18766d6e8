package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sends the requests of docs/api.md, and holds the answers that stand there true. */
@ExtendWith({RunningApi.class, RunningLog.class})
final class DocumentedRequestsIT {

    private static final Path PAGE = Path.of("../docs/api.md");
    private static final String LEFT_OUT = "\u2026";
    private static final Instant ELEVEN = Instant.parse("2026-05-01T11:00:00Z");

    private static final Pattern REQUEST =
            Pattern.compile(
                    "curl (?:-X (?<method>\\w+) )?'?http://127.0.0.1:18080(?<path>[^' ]+)'?");
    private static final Pattern HEADER = Pattern.compile(" -H '([^:]+): ([^']+)'");
    private static final Pattern BODY = Pattern.compile(" -d '(.*)'$");

    /**
     * What stands there.
     *
     * @param form of the answer: json or csv
     */
    private record Documented(String request, String form, String answer) {}

    @Test
    void theTenRequestsAreAnsweredAsItSays(
            RunningLog.Parts log, PostgresSettings postgres, Api reads, Rows rows)
            throws IOException {
        fill(rows);
        List<Documented> all = documented();
        assertEquals(10, all.size());
        try (Application application = RunningApi.start(postgres, Optional.of(log.settings()))) {
            Api sends = Api.of(application);
            for (Documented one : all) {
                Api.Answer answer = send(one.request(), reads, sends);
                if (one.form().equals("json")) {
                    JsonNode expected = new ObjectMapper().readTree(one.answer());
                    assertTrue(
                            isAsDocumented(expected, answer.json()),
                            one.request() + "\nis answered\n" + answer.text());
                } else {
                    assertEquals(one.answer(), answer.text().replace("\r\n", "\n"), one.request());
                }
            }
        }
    }

    private static Api.Answer send(String request, Api reads, Api sends) {
        Matcher found = REQUEST.matcher(request);
        assertTrue(found.find(), request);
        String path = found.group("path");
        List<String> headers = new ArrayList<>();
        HEADER.matcher(request)
                .results()
                .forEach(one -> headers.addAll(List.of(one.group(1), one.group(2))));
        Matcher body = BODY.matcher(request);
        if (!body.find()) {
            Api.Answer answer = reads.get(path, headers.toArray(String[]::new));
            assertEquals(200, answer.status(), answer.text());
            return answer;
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String json = body.group(1).replaceAll("'\\$\\(date [^)]*\\)'", now);
        assertEquals(List.of("Content-Type", "application/json"), headers);
        Api.Answer answer =
                "PUT".equals(found.group("method"))
                        ? sends.put(path, json)
                        : sends.post(path, "application/json", json);
        assertEquals(202, answer.status(), answer.text());
        return answer;
    }

    /** Of a text and of the fields of an object some may be left out. */
    private static boolean isAsDocumented(JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            boolean isWhole = !expected.has(LEFT_OUT) && expected.size() != actual.size();
            return !isWhole
                    && expected.properties().stream()
                            .filter(one -> !one.getKey().equals(LEFT_OUT))
                            .allMatch(
                                    one ->
                                            actual.has(one.getKey())
                                                    && isAsDocumented(
                                                            one.getValue(),
                                                            actual.path(one.getKey())));
        }
        if (expected.isArray()) {
            boolean isSame = expected.size() == actual.size();
            for (int i = 0; isSame && i < expected.size(); i++) {
                isSame = isAsDocumented(expected.path(i), actual.path(i));
            }
            return isSame;
        }
        return expected.asText().equals(LEFT_OUT)
                ? actual.isTextual()
                : expected.isNumber()
                        ? actual.isNumber() && expected.asDouble() == actual.asDouble()
                        : expected.equals(actual);
    }

    private static List<Documented> documented() throws IOException {
        List<String> lines =
                Files.readAllLines(PAGE).stream()
                        .dropWhile(line -> !line.equals("## Ten requests"))
                        .takeWhile(line -> !line.equals("## What /v1 promises"))
                        .map(String::strip)
                        .toList();
        List<Documented> all = new ArrayList<>();
        String request = null;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("curl ")) {
                request = lines.get(i);
            } else if (lines.get(i).startsWith("```") && request != null) {
                String form = lines.get(i).substring(3);
                StringBuilder answer = new StringBuilder();
                for (i++; !lines.get(i).equals("```"); i++) {
                    answer.append(lines.get(i)).append('\n');
                }
                all.add(new Documented(request, form, answer.toString()));
                request = null;
            }
        }
        return all;
    }

    private static void fill(Rows rows) {
        Map<String, Object> heat =
                Map.of("measure", "heat_index_celsius", "value", 32.4, "windowSeconds", 3600);
        rows.insert(
                Row.place("my-garden")
                        .with("name", "My garden")
                        .with("latitude", 47.5)
                        .with("longitude", 9.4)
                        .with("elevation_metres", 430)
                        .with("time_zone", "Europe/Zurich")
                        .with("surface", "LOAM"),
                Row.counters("my-garden", Instant.parse("2026-05-01T11:59:00Z"))
                        .with("records", 720)
                        .with("accepted", 718)
                        .with("duplicate", 2),
                Row.hour("my-garden", ELEVEN.minusSeconds(3_600))
                        .with("observations", 60)
                        .celsius(60, 30, 32, 60 * 31),
                Row.hour("my-garden", ELEVEN).with("observations", 60).celsius(60, 32, 34, 60 * 33),
                Row.raw("my-garden", "shed", Instant.parse("2026-05-01T11:58:00Z"))
                        .with("air_temperature_celsius", 33.4),
                Row.raw("my-garden", "shed", Instant.parse("2026-05-01T11:59:00Z"))
                        .with("air_temperature_celsius", 33.5),
                Row.transition("my-garden", "HEAT", ELEVEN, "OK", "ACTIVE")
                        .with("level", "CAUTION")
                        .with("drivers", List.of(heat)),
                Row.alert("my-garden", "a-1", ELEVEN)
                        .with("level", "CAUTION")
                        .with("drivers", List.of(heat)));
    }
}

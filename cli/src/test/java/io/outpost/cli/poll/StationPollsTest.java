package io.outpost.cli.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationPollsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir private Path folder;

    private List<StationPoll> read(String yaml, Map<String, String> variables) throws IOException {
        Path file = folder.resolve("stations.yaml");
        Files.writeString(file, yaml);
        return new StationPolls(file, new Environment(variables)).read(NOW);
    }

    private String complaint(String yaml) {
        return assertThrows(CommandException.class, () -> read(yaml, Map.of())).getMessage();
    }

    @Test
    void readsAListWithABuiltInMappingAndOneOfAFile() throws IOException {
        Files.writeString(
                folder.resolve("mine.yaml"),
                """
                name: mine
                place: {constant: hut}
                time: {column: at}
                quantities:
                  airTemperatureCelsius: {column: t, unit: degC}
                """);
        List<StationPoll> polls =
                read(
                        """
                        stations:
                          - name: hut
                            url: https://data.example.org/{id}/rows.csv?since={since}
                            mapping: mine.yaml
                            since: PT2H
                            headers: {Authorization: POLL_TOKEN}
                          - name: garden 7
                            url: http://data.example.org/{id}
                            mapping: metar
                            interval: PT10S
                        """,
                        Map.of("POLL_TOKEN", "Bearer secret"));
        StationClient.Question question = polls.get(0).question(NOW);
        assertEquals(
                URI.create("https://data.example.org/hut/rows.csv?since=2026-03-10T10%3A00%3A00Z"),
                question.address());
        assertEquals(Map.of("Authorization", "Bearer secret"), question.headers());
        assertEquals(
                URI.create("http://data.example.org/garden%207"),
                polls.get(1).question(NOW).address());
    }

    @Test
    void readsJson() throws IOException {
        assertEquals(
                1,
                read(
                                """
                                {"stations": [{"name": "a", "url": "http://h/", "mapping": "metar",
                                  "format": "json", "rows": "/data"}]}
                                """,
                                Map.of())
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'ftp://h/' | line 3: 'stations.url' must be an address that begins with http",
                "url: 'http://me:key@h/' | line 3: 'stations.url' must be an address",
                "url: 'http://h/{place}' | line 3: 'stations.url' has {place}; there are {id} and {since}",
                "url: 'http://h/a b' | line 3: 'stations.url' is no address",
                "interval: PT9S | line 3: 'stations.interval' must be between PT10S and PT24H",
                "timeout: PT6M | line 3: 'stations.timeout' must be between PT1S and PT5M",
                "since: P32D | line 3: 'stations.since' must be between PT0S and",
                "interval: soon | line 3: 'stations.interval' must be a duration such as PT1H",
                "format: xml | line 3: 'stations.format' must be one of csv, jsonl, json, not 'xml'",
                "rows: /data | line 3: 'stations.rows' is for 'format: json' alone",
                "headers: {Authorization: Bearer secret} | line 3: 'stations.headers.Authorization' must be the name of an environment variable",
                "intervall: PT9S | line 3: 'stations.intervall' is not known here",
            })
    void aMistakeIsSaidWithFileLineAndKey(String key, String expected) {
        String yaml =
                "stations:\n- name: hut\n  "
                        + key
                        + "\n"
                        + (key.startsWith("url") ? "" : "  url: http://h/\n")
                        + "  mapping: metar\n";
        String complaint = complaint(yaml);
        assertTrue(complaint.contains("stations.yaml " + expected), complaint);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertTrue(complaint("stations: []").contains("'stations' must list 1 to 10000"));
        assertTrue(complaint("stations:\n- name: a\n").contains("'stations.url' is missing"));
        String twice = "- {name: a, url: 'http://h/', mapping: metar}\n";
        assertTrue(
                complaint("stations:\n" + twice + twice)
                        .contains("line 3: 'stations.name' is there twice: a"));
        assertTrue(
                complaint("stations:\n- {name: a, url: 'http://h/', mapping: metr}\n")
                        .contains("did you mean 'metar'?"));
        String header =
                "stations:\n- {name: a, url: 'http://h/', mapping: metar, headers: {H: TOKEN}}\n";
        assertTrue(complaint(header).contains("in the variable TOKEN, which is not set"));
    }

    @Test
    void aHeaderThatCannotBeSentIsSaidWithoutItsValue() {
        for (String header : List.of("Host", "X-Key")) {
            String said =
                    assertThrows(
                                    CommandException.class,
                                    () ->
                                            read(
                                                    "stations:\n- {name: a, url: 'http://h/', mapping: metar, headers: {"
                                                            + header
                                                            + ": TOKEN}}\n",
                                                    Map.of("TOKEN", "sec\nret")))
                            .getMessage();
            assertTrue(said.contains(header), said);
            assertFalse(said.contains("sec"), said);
        }
    }
}

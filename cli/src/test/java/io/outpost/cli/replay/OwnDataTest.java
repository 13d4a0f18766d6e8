package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A file of one's own with what files have, through the command: its dry run shows all of it. */
class OwnDataTest {
    private static final String MAPPING =
            """
            name: garden
            place: {column: id}
            time: {column: at, pattern: yyyy-MM-dd HH:mm, zone: America/New_York}
            missing: [NA]
            marks: [s]
            quantities:
              airTemperatureCelsius: {column: t, unit: degC}
              relativeHumidityPercent: {column: rh, unit: "%", clampWithin: 5}
              precipitationMillimetres: {column: rain, unit: mm, replace: {T: 0}}
            """;

    private static final String HEADER = "id,at,t,rh,rain";

    /** A row, and what is to be said of it; nothing where all of it is sent. */
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("a,2024-01-01 00:00,1.5,50,0"),
                    List.of("a,2024-01-01 01:00,warm,50,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 02:00,1e999,50,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 03:00,1.2.3,50,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 04:00,0x1F,50,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 05:00,--5,50,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 06:00,5 6,50,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 07:00,1.5,#DIV/0!,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 08:00,1.5,VRB,0", "BAD_NUMBER"),
                    List.of("a,2024-01-01 09:00,1.5,50,trace", "BAD_NUMBER"),
                    List.of("a,2024-01-01 10:00,\"2,5\",50,0", "DECIMAL_MARK"),
                    List.of("a,2024-01-01 11:00,\"1,013\",50,0", "DECIMAL_MARK"),
                    List.of("a,2024-02-30 12:00,1.5,50,0", "BAD_TIME"),
                    List.of("a,2024-13-01 13:00,1.5,50,0", "BAD_TIME"),
                    List.of("a,2024-01-01 24:30,1.5,50,0", "BAD_TIME"),
                    List.of("a,01/02/2024 15:00,1.5,50,0", "BAD_TIME"),
                    List.of("a,2024-01-01,1.5,50,0", "BAD_TIME"),
                    List.of("a,2024-01-01 17:00:00,1.5,50,0", "BAD_TIME"),
                    List.of("a,2024.0,1.5,50,0", "BAD_TIME"),
                    List.of("a,,1.5,50,0", "BAD_TIME"),
                    List.of("a,NA,1.5,50,0", "BAD_TIME"),
                    List.of("a,2024-03-10 02:30,1.5,50,0", "BAD_TIME"),
                    List.of(",2024-01-01 21:00,1.5,50,0", "NO_ID"),
                    List.of("NA,2024-01-01 22:00,1.5,50,0", "NO_ID"),
                    List.of("a,2024-01-01 23:00,21,5,50,0", "LONG_ROW"),
                    List.of("a,2024-01-02 00:00,1.5,50,0,x", "LONG_ROW"),
                    List.of("a,2024-01-02 01:00,1.5,50,0,,,"),
                    List.of("a,2024-01-02 02:00,1.5,50"),
                    List.of("a,2024-01-02 03:00,1.5"),
                    List.of("a,2024-01-02 04:00", "NO_VALUE"),
                    List.of("a", "BAD_TIME"),
                    List.of("a,2024-01-02 06:00,NA,,", "NO_VALUE"),
                    List.of("a,2024-01-02 07:00,25.5s,50,T"),
                    List.of("a,2024-01-02 08:00,\u22125.5,50,0"),
                    List.of("a,2024-01-02 09:00,\u00a05.5,50,0"),
                    List.of("a,2024-01-02 10:00,1.5,103,0", "CLAMPED"),
                    List.of("a,2024-01-02 11:00,1.5,180,0"),
                    List.of("a,2024-01-02 12:00,-9999,50,0"),
                    List.of("a,2024-01-02 13:00,NaN,50,0"),
                    List.of("\"a,2024-01-02 14:00,1.5,50,0", "BAD_QUOTES"),
                    List.of("\"a\"b,2024-01-02 15:00,1.5,50,0", "BAD_QUOTES"),
                    List.of("\"a\", \"2024-01-02 16:00\" ,\"1.5\",50,0"),
                    List.of("# 42 rows", "BAD_TIME"),
                    List.of("id,at,t,rh,rain", "BAD_TIME"));

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyBrokenRowIsCountedAndShownByADryRun() throws IOException {
        Path file = file("weather.csv", String.join("\n", lines(ROWS)));

        int exit = run("--dry-run", "--json", "--max-unreadable", "100%", file.toString());

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertEquals(0, exit, err.toString());
        assertTrue(ROWS.size() > 40);
        assertEquals(ROWS.size(), answer.get("rows").asInt());
        assertEquals(
                expected(), new ObjectMapper().convertValue(answer.get("unreadable"), Map.class));
        assertEquals(sent(), answer.get("toSend").asInt());
        JsonNode first = answer.get("first").get(0);
        assertEquals("2024-01-01T05:00:00Z", first.get("observedAt").asText());
        assertEquals("a", first.get("placeId").asText());
        assertEquals(1.5, first.get("quantities").get("airTemperatureCelsius").asDouble());
    }

    @Test
    void eachBrokenRowAloneIsShownWithItsFileAndLine() throws IOException {
        for (List<String> row : ROWS) {
            out.getBuffer().setLength(0);
            Path file = file("weather.csv", String.join("\n", lines(List.of(ROWS.get(0), row))));

            run("--dry-run", "--max-unreadable", "100%", file.toString());

            String text = out.toString();
            if (row.size() == 1) {
                assertFalse(text.contains("not read as it stands"), text);
            } else {
                assertTrue(
                        text.contains("weather.csv line 3: " + row.get(1) + ": ")
                                || err.toString().contains("weather.csv line 3: "),
                        row + " " + text + err);
            }
        }
    }

    @Test
    void moreUnreadableRowsThanAllowedAreAFailure() throws IOException {
        Path file = file("weather.csv", String.join("\n", lines(ROWS)));

        assertEquals(1, run("--dry-run", file.toString()));
        assertTrue(
                err.toString().contains("more than --max-unreadable 10.0% allows"), err.toString());
        assertTrue(out.toString().contains("weather.csv line 3: BAD_NUMBER: t = warm"));
        assertEquals(1, run("--dry-run", "--max-unreadable", "60", file.toString()));
        assertEquals(0, run("--dry-run", "--max-unreadable", "69 %", file.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`id,at,t,rh,rain` , has no rows",
                "`` , there is no column 'id'",
                "`id,at,t,rh,rain;a,2015.0,1,1,1` , none could be read with the mapping garden",
                "`id,at,t,rh,rain;a,01.02.2024 10:00,1,1,1` , none could be read",
                "`id,at,t,rh,rain;a,2024-01-01 10:00,,,` , none could be read",
                "`id,at,t,rh,rain;a,2024-01-01 10:00,\"1,5\",1,1` , csv: {decimal: \",\"}",
                "`id;at` , there is no column 'at'"
            })
    void aReplayOfNothingIsAFailureThatSaysWhy(String text, String why) throws IOException {
        Path file = file("weather.csv", text.replace(';', '\n'));

        assertEquals(1, run("--dry-run", file.toString()));
        assertTrue(err.toString().contains("weather.csv"), err.toString());
        assertTrue(err.toString().contains(why), err.toString());
    }

    @Test
    void fiveHardFilesAreReadToTheLastValue() throws IOException {
        List<Path> files =
                List.of(
                        bytes(
                                "excel.csv",
                                "\uFEFFid;at;t;rh;rain\r\nZürich;2024-01-01 00:00;1,5;50;0\r\n;;;;\r\n",
                                "UTF-16LE"),
                        bytes(
                                "logger.CSV",
                                "\"TOA5\",\"x\"\nid;at;t;rh;rain\nb;2024-01-01 00:00;2,5;50;0",
                                "UTF-8"),
                        zip("months.zip", "1.csv", "2.csv"),
                        bytes(
                                "feed.jsonl",
                                "{\"id\":\"d\",\"at\":\"2024-01-01 00:00\",\"t\":\"4,5\",\"rh\":50,\"rain\":0}\n",
                                "UTF-8"),
                        bytes(
                                "autumn.csv",
                                """
                                id;at;t;rh;rain
                                e;2024-11-03 01:30;5,5;50;0
                                e;2024-11-03 01:30;6,5;50;0
                                """,
                                "UTF-8"));
        String mapping =
                MAPPING + "csv: {delimiter: \";\", decimal: \",\", headerBegins: \"id;\"}\n";
        Path mine = Files.writeString(folder.resolve("mine.yaml"), mapping);
        List<String> arguments = new ArrayList<>(List.of("--dry-run", "--json"));
        files.forEach(file -> arguments.add(file.toString()));
        arguments.addAll(List.of("--mapping", mine.toString()));

        int exit = command().execute(arguments.toArray(String[]::new));

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertEquals(0, exit, err.toString());
        assertEquals(
                "{\"Zürich\":1,\"b\":1,\"c\":2,\"d\":1,\"e\":2}",
                answer.get("toSendByPlace").toString());
        assertEquals("{}", answer.get("unreadable").toString());
        assertEquals(6, answer.get("files").size());
    }

    @Test
    void aFileThatOnlyLooksLikeAKnownSetIsRefused() throws IOException {
        String header =
                "origin,temp,dewp,humid,wind_speed,wind_gust,precip,pressure,wind_dir,visib,time_hour\n";
        Path abq = file("abq.csv", header + "ABQ,50,30,46,5,,0,1013,10,10,2013-01-01T06:00:00Z\n");
        Path ewr = file("ewr.csv", header + "EWR,50,30,46,5,,0,1013,10,10,2013-01-01T06:00:00Z\n");

        assertEquals(1, command().execute("--dry-run", abq.toString()));
        assertTrue(
                err.toString().contains("abq.csv has the columns of nycflights13, but is another"));
        assertEquals(0, command().execute("--dry-run", ewr.toString()));
        assertTrue(out.toString().contains("ewr.csv as nycflights13: 1 rows"), out.toString());
        assertEquals(
                0, command().execute("--dry-run", "--mapping", "nycflights13", abq.toString()));
    }

    private static List<String> lines(List<List<String>> rows) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(row.get(0)));
        return lines;
    }

    private static Map<String, Integer> expected() {
        Map<String, Integer> expected = new TreeMap<>();
        ROWS.stream()
                .filter(row -> row.size() > 1)
                .forEach(row -> expected.merge(row.get(1), 1, Integer::sum));
        return expected;
    }

    /** Of rows with a bad value the rest is sent. */
    private static long sent() {
        return ROWS.stream()
                .filter(
                        row ->
                                row.size() == 1
                                        || List.of("BAD_NUMBER", "DECIMAL_MARK", "CLAMPED")
                                                .contains(row.get(1)))
                .count();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path bytes(String name, String text, String encoding) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(encoding));
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < entries.length; i++) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                String text = "id;at;t;rh;rain\nc;2024-0" + (i + 1) + "-01 00:00;3,5;50;0\n";
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private int run(String... arguments) throws IOException {
        Path mapping = Files.writeString(folder.resolve("garden.yaml"), MAPPING);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--mapping", mapping.toString()));
        return command().execute(all.toArray(String[]::new));
    }

    private CommandLine command() {
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(
                        (failure, command, arguments) -> {
                            command.getErr().println(Explanation.of(failure).orElseThrow());
                            return 1;
                        });
    }
}

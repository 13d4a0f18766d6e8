package io.outpost.cli.replay.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.schemas.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as loggers, spreadsheets and agencies write them. */
class OddFilesTest {
    private static final String GARDEN =
            """
            name: garden
            place: {column: id}
            time: {column: at, zone: UTC}
            quantities:
              airTemperatureCelsius: {column: t, unit: degC}
              relativeHumidityPercent: {column: rh, unit: "%", clampWithin: 5}
            """;

    @TempDir private Path folder;

    @Test
    void readsDecimalCommas() throws IOException {
        ReadText text = new ReadText(folder);
        String mapping = GARDEN + "csv: {delimiter: \";\", decimal: \",\"}\n";

        List<Observation> read =
                text.csv(
                        mapping,
                        "id;at;t;rh",
                        "a;2024-01-01 00:00;21,5;60",
                        "a;2024-01-01 01:00;-1,702e1;60,25");

        assertEquals(
                List.of(21.5, -17.02),
                read.stream().map(o -> o.getAirTemperatureCelsius()).toList());
        assertEquals(60.25, read.get(1).getRelativeHumidityPercent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ". | 0;1,7022;22 | csv: {decimal: \",\"}",
                "',' | 0;1.7022;22 | csv: {decimal: \".\"}",
                ". | 1;2;1,013 | csv: {decimal: \",\"}"
            })
    void neverKeepsTheWholeNumbersOfAFileWithTheOtherDecimalMark(
            String decimal, String values, String remedy) {
        String[] numbers = values.split(";", -1);
        String mapping = GARDEN + "csv: {delimiter: \";\", decimal: \"" + decimal + "\"}\n";

        CommandException e =
                assertThrows(
                        CommandException.class,
                        () ->
                                new ReadText(folder)
                                        .csv(
                                                mapping,
                                                "id;at;t;rh",
                                                "a;2024-01-01 00:00;" + numbers[0] + ";",
                                                "a;2024-01-01 01:00;" + numbers[1] + ";",
                                                "a;2024-01-01 02:00;" + numbers[2] + ";"));
        assertTrue(e.getMessage().startsWith("a.csv line "), e.getMessage());
        assertTrue(e.getMessage().contains("column 't' holds "), e.getMessage());
        assertTrue(e.getMessage().endsWith(remedy), e.getMessage());
    }

    @Test
    void oneOtherDecimalMarkIsCountedAndSpoilsNoMore() throws IOException {
        ReadText text = new ReadText(folder);

        text.csv(
                GARDEN,
                "id,at,t,rh",
                "a,2024-01-01 00:00,21.5,60",
                "a,2024-01-01 01:00,\"21,5\",60");

        assertEquals(Map.of("DECIMAL_MARK", 1L), text.unreadable.byReason());
        assertEquals(List.of("a.csv line 3: DECIMAL_MARK: t = 21,5"), text.unreadable.examples());
    }

    @Test
    void aRowLongerThanTheHeaderIsCountedAndNotSent() throws IOException {
        ReadText text = new ReadText(folder);

        List<Observation> read =
                text.csv(
                        GARDEN,
                        "id,at,t,rh",
                        "a,2024-01-01 00:00,21,5,60",
                        "a,2024-01-01 01:00,21.5,60,,,");

        assertEquals(1, read.size(), "empty cells behind the last column mean nothing");
        assertEquals(Map.of("LONG_ROW", 1L), text.unreadable.byReason());
        assertTrue(text.unreadable.examples().get(0).startsWith("a.csv line 2: LONG_ROW: 5 cells"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "25.5s, 25.5",
                "25.5 *, 25.5",
                "\u22125.5, -5.5",
                "\u20135.5, -5.5",
                "\u00a05.5\u00a0, 5.5",
                "T, 0",
                "+5.5, 5.5",
                ".5, 0.5"
            })
    void readsNumbersWithMarks(String text, double expected) throws IOException {
        String mapping =
                GARDEN.replace("unit: degC", "unit: degC, replace: {T: 0}") + "marks: [s, '*']\n";

        assertEquals(
                expected,
                new ReadText(folder)
                        .csv(mapping, "id,at,t,rh", "a,2024-01-01 00:00," + text + ",60")
                        .get(0)
                        .getAirTemperatureCelsius());
    }

    @ParameterizedTest
    @CsvSource({"100.0, 100, 0", "103.4, 100, 1", "105, 100, 1", "105.1, 105.1, 0", "-0.3, 0, 1"})
    void aHumiditySlightlyBeyondItsRangeIsTakenAsItsEndAndCounted(
            String text, double expected, long counted) throws IOException {
        ReadText reads = new ReadText(folder);

        assertEquals(
                expected,
                reads.csv(GARDEN, "id,at,t,rh", "a,2024-01-01 00:00,1," + text)
                        .get(0)
                        .getRelativeHumidityPercent());
        assertEquals(counted, reads.unreadable.byReason().getOrDefault("CLAMPED", 0L));
        assertEquals(0, reads.unreadable.rowsWithLosses());
    }

    @Test
    void aRowWithoutAnyValueIsCountedAndNotSent() throws IOException {
        ReadText text = new ReadText(folder);

        List<Observation> read =
                text.csv(
                        GARDEN,
                        "id,at,t,rh",
                        "a,2024-01-01 00:00,,",
                        "a,2024-01-01 01:00",
                        ",,,",
                        "a,2024-01-01 02:00,-9999,");

        assertEquals(1, read.size(), "a sentinel is sent, to be flagged");
        assertEquals(Map.of("NO_VALUE", 2L), text.unreadable.byReason());
        assertEquals(0, text.unreadable.rowsWithLosses());
    }

    @Test
    void readsDateAndTimeOfTwoColumns() throws IOException {
        String mapping =
                GARDEN.replace(
                        "{column: at, zone: UTC}",
                        "{column: [day, clock], pattern: d.M.yyyy H:mm, zone: Europe/Berlin}");
        ReadText text = new ReadText(folder);

        List<Observation> read =
                text.csv(
                        mapping, "clock,id,day,t,rh", "7:05,a,3.12.2024,1,50", ",a,3.12.2024,1,50");

        assertEquals(Instant.parse("2024-12-03T06:05:00Z"), read.get(0).getObservedAt());
        assertEquals(List.of("a.csv line 3: BAD_TIME: no time"), text.unreadable.examples());
    }

    @Test
    void aFileMayLackAnOptionalColumnAndNoOther() throws IOException {
        String mapping = GARDEN.replace("clampWithin: 5", "optional: true");

        Observation read = new ReadText(folder).csv(mapping, "id,at,t", "a,2024-01-01,1").get(0);

        assertNull(read.getRelativeHumidityPercent());
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () -> new ReadText(folder).csv(mapping, "id,at,T ,rh", "a,2024-01-01,1,1"));
        assertTrue(e.getMessage().startsWith("a.csv line 1: there is no column 't'"));
        assertTrue(e.getMessage().contains("did you mean 'T'?"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '%',
            value = {"`\t` % `\\t`", "`;` % `;`", "`|` % `|`"})
    void saysWhichDelimiterAFileSeemsToHave(String delimiter, String asWritten) {
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () ->
                                new ReadText(folder)
                                        .csv(
                                                GARDEN,
                                                String.join(delimiter, "id", "at", "t", "rh")));
        assertTrue(
                e.getMessage().endsWith("csv: {delimiter: \"" + asWritten + "\"}"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "windows-1252", "UTF-8", "UTF-16LE"})
    void readsIdsInTheFilesEncoding(String encoding) throws IOException {
        String mapping = GARDEN + "csv: {encoding: " + encoding + "}\n";
        byte[] bytes = "id,at,t,rh\nZürich,2024-01-01,1,50\n".getBytes(Charset.forName(encoding));

        assertEquals(
                "Zürich", new ReadText(folder).file("a.csv", bytes, mapping).get(0).getPlaceId());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkSaysTheEncoding(String encoding) throws IOException {
        byte[] bytes =
                "\uFEFFid,at,t,rh\r\nZürich,2024-01-01,1,50\r\n"
                        .getBytes(Charset.forName(encoding));

        assertEquals(
                "Zürich", new ReadText(folder).file("a.csv", bytes, GARDEN).get(0).getPlaceId());
    }

    @Test
    void bytesThatDoNotFitTheEncodingAreAnErrorAndNeverAnotherId() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("id,at,t,rh\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("Genf,2024-01-01,1,50\n".repeat(9_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("Zürich,2024-01-01,1,50\n".getBytes(StandardCharsets.ISO_8859_1));

        CommandException e =
                assertThrows(
                        CommandException.class,
                        () -> new ReadText(folder).file("a.csv", bytes.toByteArray(), GARDEN));
        assertTrue(
                e.getMessage().contains("a.csv line 9002: there are bytes that are no UTF-8"),
                e.getMessage());
        assertTrue(e.getMessage().contains("csv: {encoding: windows-1252}"), e.getMessage());
    }

    @Test
    void readsJsonLines() throws IOException {
        String mapping =
                GARDEN.replace("column: t,", "column: main.temp,")
                        .replace("{column: id}", "{column: id, prefix: x-}");
        String text =
                """
                {"id": 7, "at": "2024-01-01T00:00:00Z", "main": {"temp": 21.50}, "rh": null}

                {"id": 7, "at": "2024-01-01T01:00:00Z", "rh": 50}
                {"id": 7, "at": "2024-01-01T02:00:00Z", "main": {"temp": "warm"}
                [1, 2]
                """;
        ReadText reads = new ReadText(folder);

        List<Observation> read = reads.file("a.ndjson", text, mapping);

        assertEquals("x-7", read.get(0).getPlaceId());
        assertEquals(21.5, read.get(0).getAirTemperatureCelsius());
        assertEquals(50, read.get(1).getRelativeHumidityPercent());
        assertEquals(Map.of("BAD_JSON", 2L), reads.unreadable.byReason());
        assertTrue(reads.unreadable.examples().get(0).startsWith("a.ndjson line 4: BAD_JSON: {"));
        assertTrue(reads.unreadable.examples().get(1).startsWith("a.ndjson line 5: BAD_JSON: ["));
    }

    @Test
    void readsARowPerSensorAndQuantity() throws IOException {
        String mapping =
                GARDEN.replace("column: t,", "column: TEMP,").replace("column: rh,", "column: RH,")
                        + "csv: {pivot: {by: [id, at], names: what, values: value}}\n";
        ReadText reads = new ReadText(folder);

        List<Observation> read =
                reads.csv(
                        mapping,
                        "id,at,what,value,unit",
                        "a,2024-01-01 00:00,TEMP,21.5,C",
                        "b,2024-01-01 00:00,TEMP,22.5,C",
                        "a,2024-01-01 00:00,RH,50,%",
                        "b,2024-01-01 00:00,RH,x,%",
                        "a,2024-01-01 00:00,PM10,12,ug",
                        "a,2024-01-01 00:00,TEMP,30,C",
                        "b,2024-01-01 00:00,RH,1,2,3");

        assertEquals(3, read.size(), "the second value of a name is the job's to judge");
        assertEquals(21.5, read.get(0).getAirTemperatureCelsius());
        assertEquals(50, read.get(0).getRelativeHumidityPercent());
        assertEquals("b", read.get(1).getPlaceId());
        assertNull(read.get(1).getRelativeHumidityPercent());
        assertEquals(30, read.get(2).getAirTemperatureCelsius());
        assertEquals(Map.of("BAD_NUMBER", 1L, "LONG_ROW", 1L), reads.unreadable.byReason());
        assertTrue(reads.unreadable.examples().contains("a.csv line 5: BAD_NUMBER: RH = x"));
    }

    @Test
    void aQuotationMarkThatIsNeverClosedSpoilsItsOwnRowOnly() throws IOException {
        ReadText reads = new ReadText(folder);

        List<Observation> read =
                reads.csv(
                        GARDEN,
                        "id,at,t,rh",
                        "a,2024-01-01 00:00,1,50",
                        "\"a,2024-01-01 01:00,2,50",
                        "a,2024-01-01 02:00,3,50",
                        "\"a\"x,2024-01-01 03:00,4,50",
                        "\"b\nc\",2024-01-01 04:00,x,50",
                        "5\" gauge, \"2024-01-01 05:00\",6,50");

        assertEquals(
                List.of("a", "a", "b\nc", "5\" gauge"),
                read.stream().map(o -> o.getPlaceId()).toList());
        assertEquals(Map.of("BAD_QUOTES", 2L, "BAD_NUMBER", 1L), reads.unreadable.byReason());
        assertTrue(reads.unreadable.examples().get(0).startsWith("a.csv line 3: BAD_QUOTES"));
        assertTrue(reads.unreadable.examples().get(1).startsWith("a.csv line 5: BAD_QUOTES"));
        assertEquals("a.csv line 6: BAD_NUMBER: t = x", reads.unreadable.examples().get(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:30 01:00 01:30 01:00 01:30 02:00 | 04:30 05:00 05:30 06:00 06:30 07:00",
                "03:00 02:00 01:30 01:00 01:30 01:00 00:30 | 08:00 07:00 06:30 06:00 05:30 05:00 04:30",
                "00:00 01:00 01:00 02:00 | 04:00 05:00 06:00 07:00",
                "01:30 02:30 | 05:30 07:30",
                "06:00 01:30 | 11:00 05:30"
            })
    void theOrderOfTheRowsTellsTheRunsOfARepeatedHourApart(String local, String utc)
            throws IOException {
        String mapping = GARDEN.replace("zone: UTC", "zone: America/New_York");
        String[] times = local.split(" ", -1);
        StringBuilder text = new StringBuilder("id,at,t,rh\n");
        for (String time : times) {
            text.append("a,2013-11-03 ").append(time).append(",1,50\n");
            text.append("b,2013-11-03 ").append(time).append(",1,50\n");
        }

        List<Observation> read = new ReadText(folder).file("a.csv", text.toString(), mapping);

        for (String place : List.of("a", "b")) {
            assertEquals(
                    utc,
                    String.join(
                            " ",
                            read.stream()
                                    .filter(o -> o.getPlaceId().equals(place))
                                    .map(o -> o.getObservedAt().toString().substring(11, 16))
                                    .toList()));
        }
    }

    @Test
    void findsFilesOfAFolderWhateverTheCaseOfTheirNames() throws IOException {
        for (String name : List.of("DATA.CSV", "b.Csv.GZ", "c.NDJSON", "d.jsonl", "e.txt")) {
            Files.writeString(folder.resolve(name), "x");
        }

        assertEquals(
                List.of("DATA.CSV", "b.Csv.GZ", "c.NDJSON", "d.jsonl"),
                RecordingFile.at(folder).stream().map(RecordingFile::name).toList());
    }

    @ParameterizedTest
    @CsvSource({"a.csv.gz, 1f8b08", "b.csv.gz, 6964", "c.zip, 504b0304"})
    void aBrokenArchiveIsSaidWithItsName(String name, String hex) {
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () ->
                                new ReadText(folder)
                                        .file(name, HexFormat.of().parseHex(hex), GARDEN));

        assertTrue(e.getMessage().contains(name), e.getMessage());
    }

    @Test
    void aPivotAndJsonLinesNameTheColumnThatIsNotThere() {
        String pivot = GARDEN + "csv: {pivot: {by: [id, at], names: what, values: value}}\n";

        CommandException narrow =
                assertThrows(
                        CommandException.class,
                        () -> new ReadText(folder).csv(pivot, "id,at,What,value", "a,b,c,d"));
        CommandException json =
                assertThrows(
                        CommandException.class,
                        () -> new ReadText(folder).file("a.jsonl", "{\"ID\": 1}\n", GARDEN));

        assertTrue(narrow.getMessage().contains("did you mean 'What'?"), narrow.getMessage());
        assertTrue(json.getMessage().startsWith("a.jsonl line 1: there is no column 'id'"));
    }
}

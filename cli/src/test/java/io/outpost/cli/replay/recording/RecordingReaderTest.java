package io.outpost.cli.replay.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {
    private static final String GARDEN =
            """
            name: garden
            place: {constant: garden}
            sensor: {constant: mast}
            time: {column: at, zone: America/New_York}
            interval: PT30M
            missing: [NA]
            quantities:
              airTemperatureCelsius: {column: t, unit: degF}
              windSpeedMetresPerSecond: {column: wind, unit: km/h, replace: {Calm: 0}}
            extras: [sky]
            """;

    @TempDir private Path folder;
    private ReadText text;

    @Test
    void convertsTheColumnsAndKeepsTheExtras() throws IOException {
        Observation read =
                readOne(GARDEN, "at,t,wind,sky", "2013-07-01 01:00,39.02,36,\"blue, mostly\"");

        assertEquals("garden", read.getPlaceId());
        assertEquals("mast", read.getSensorId());
        assertEquals(Instant.parse("2013-07-01T05:00:00Z"), read.getObservedAt());
        assertEquals(1800, read.getReportingIntervalSeconds());
        assertEquals(3.9, read.getAirTemperatureCelsius());
        assertEquals(10.0, read.getWindSpeedMetresPerSecond());
        assertNull(read.getDewPointCelsius());
        assertEquals(Map.of("sky", "blue, mostly"), read.getExtras());
        assertEquals(Map.of(), text().unreadable.byReason());
    }

    @Test
    void leavesOutWhatIsMissing() throws IOException {
        Observation read = readOne(GARDEN, "at,t,wind,sky", "2013-07-01 01:00,NA,36,NA");

        assertNull(read.getAirTemperatureCelsius());
        assertEquals(10.0, read.getWindSpeedMetresPerSecond());
        assertEquals(Map.of(), read.getExtras());
    }

    @Test
    void sendsASentinelThatIsNotDeclaredMissingAsItIs() throws IOException {
        Observation read = readOne(GARDEN, "at,t,wind,sky", "2013-07-01 01:00,-9999,-9999.0,");

        assertEquals(-9999.0, read.getAirTemperatureCelsius());
        assertEquals(-9999.0, read.getWindSpeedMetresPerSecond());
    }

    @Test
    void leavesOutASentinelThatIsDeclaredMissing() throws IOException {
        Observation read =
                readOne(
                        GARDEN.replace("[NA]", "[NA, -9999]"),
                        "at,t,wind,sky",
                        "2013-07-01 01:00,-9999,1,");

        assertNull(read.getAirTemperatureCelsius());
    }

    @Test
    void sendsNanForTheJobToFlag() throws IOException {
        Observation read = readOne(GARDEN, "at,t,wind,sky", "2013-07-01 01:00,NaN,1,");

        assertEquals(Double.NaN, read.getAirTemperatureCelsius());
    }

    @Test
    void replacesWordsByNumbers() throws IOException {
        assertEquals(
                0.0,
                readOne(GARDEN, "at,t,wind,sky", "2013-07-01 01:00,1,Calm,")
                        .getWindSpeedMetresPerSecond());
    }

    @Test
    void leavesOutAndCountsABadNumberButSendsTheRow() throws IOException {
        List<Observation> read =
                read(
                        GARDEN,
                        "at,t,wind,sky",
                        "2013-07-01 01:00,warm,36,",
                        "2013-07-01 02:00,1e999999999,1,");

        assertNull(read.get(0).getAirTemperatureCelsius());
        assertEquals(10.0, read.get(0).getWindSpeedMetresPerSecond());
        assertNull(read.get(1).getAirTemperatureCelsius());
        assertEquals(Map.of("BAD_NUMBER", 2L), text().unreadable.byReason());
        assertEquals("a.csv line 2: BAD_NUMBER: t = warm", text().unreadable.examples().get(0));
    }

    @Test
    void doesNotSendButCountsARowWithoutAUsableTime() throws IOException {
        List<Observation> read =
                read(
                        GARDEN,
                        "at,t,wind,sky",
                        "2013-02-30 01:00,1,1,",
                        "NA,1,1,",
                        "2013-03-10 02:30,1,1,",
                        "2013-07-01 01:00,1,1,");

        assertEquals(1, read.size());
        assertEquals(Map.of("BAD_TIME", 3L), text().unreadable.byReason());
        assertTrue(text().unreadable.examples().get(1).startsWith("a.csv line 3: BAD_TIME:"));
    }

    @Test
    void readsCellsThatARowLeavesOutAsEmpty() throws IOException {
        Observation read = readOne(GARDEN, "at,t,wind,sky", "2013-07-01 01:00,39.02");

        assertEquals(3.9, read.getAirTemperatureCelsius());
        assertNull(read.getWindSpeedMetresPerSecond());
        assertEquals(Map.of(), text().unreadable.byReason());
    }

    @Test
    void keepsTwoExamplesOfEachKind() throws IOException {
        String[] rows = new String[12];
        Arrays.fill(rows, "never,1,1,");
        rows[11] = "2013-07-01 01:00,x,y,";

        read(GARDEN, "at,t,wind,sky", rows);

        assertEquals(
                Map.of("BAD_TIME", 11L, "BAD_NUMBER", 2L, "NO_VALUE", 1L),
                text().unreadable.byReason());
        assertEquals(
                List.of(
                        "a.csv line 2",
                        "a.csv line 3",
                        "a.csv line 13",
                        "a.csv line 13",
                        "a.csv line 13"),
                text().unreadable.examples().stream()
                        .map(example -> example.substring(0, example.indexOf(':')))
                        .toList());
    }

    @Test
    void readsACounterAsItIs() throws IOException {
        String counter =
                GARDEN.replace(
                        "  windSpeedMetresPerSecond: {column: wind, unit: km/h, replace: {Calm: 0}}",
                        "  precipitationCounterMillimetres: {column: wind, unit: in}");
        assertEquals(
                254.0,
                readOne(counter, "at,t,wind,sky", "2013-07-01 01:00,1,10,")
                        .getPrecipitationCounterMillimetres());
    }

    @Test
    void derivesHumidityFromTheDewPoint() throws IOException {
        String mapping =
                """
                name: d
                place: {column: station, prefix: x-, lowerCase: true}
                time: {year: y, month: m, day: d, hour: h, zone: "+08:00"}
                quantities:
                  relativeHumidityPercent: {derivedFrom: dewPointCelsius}
                  airTemperatureCelsius: {column: t, unit: degC}
                  dewPointCelsius: {column: td, unit: degC}
                """;
        List<Observation> read =
                read(
                        mapping,
                        "y,m,d,h,t,td,station",
                        "2013,3,1,0,20,10,Dongsi",
                        "2013,3,1,1,20,20,Dongsi",
                        "2013,3,1,2,20,,Dongsi",
                        "2013,3,1,3,20,25,Dongsi",
                        "2013,3,1,4,-9999,10,Dongsi");

        assertEquals("x-dongsi", read.get(0).getPlaceId());
        assertEquals(Instant.parse("2013-02-28T16:00:00Z"), read.get(0).getObservedAt());
        assertEquals(52.5, read.get(0).getRelativeHumidityPercent(), 0.05);
        assertEquals(100.0, read.get(1).getRelativeHumidityPercent());
        assertNull(read.get(2).getRelativeHumidityPercent());
        assertNull(read.get(3).getRelativeHumidityPercent());
        assertEquals(25.0, read.get(3).getDewPointCelsius());
        assertNull(read.get(4).getRelativeHumidityPercent());
    }

    @Test
    void derivesTheDewPointFromHumidity() throws IOException {
        String mapping =
                GARDEN.replace(
                        "  windSpeedMetresPerSecond: {column: wind, unit: km/h, replace: {Calm: 0}}",
                        "  relativeHumidityPercent: {column: wind, unit: '%'}\n"
                                + "  dewPointCelsius: {derivedFrom: relativeHumidityPercent}");
        List<Observation> read =
                read(
                        mapping,
                        "at,t,wind,sky",
                        "2013-07-01 01:00,68,52.5,",
                        "2013-07-01 02:00,68,0,");

        assertEquals(10.0, read.get(0).getDewPointCelsius(), 0.02);
        assertNull(read.get(1).getDewPointCelsius());
    }

    @Test
    void skipsLinesRenamesColumnsAndReadsGzip() throws IOException {
        String mapping =
                GARDEN + "csv: {skipLines: 2, delimiter: ';', rename: {'Time<br />': at}}\n";
        Path file = folder.resolve("b.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(
                    "No errors\n12 ms\n\uFEFFTime<br />;t;wind;sky;t\n\n2013-07-01 01:00;x;1;;\n"
                            .getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(1, text().at(file, mapping).size());
        assertEquals("b.csv.gz line 5: BAD_NUMBER: t = x", text().unreadable.examples().get(0));
    }

    @Test
    void takesThePlaceFromTheFileName() throws IOException {
        String mapping =
                GARDEN.replace("{constant: garden}", "{fileName: '(.)\\.csv', prefix: room-}");

        assertEquals(
                "room-a", readOne(mapping, "at,t,wind,sky", "2013-07-01 01:00,1,1,").getPlaceId());
    }

    @Test
    void namesAColumnThatTheFileDoesNotHave() {
        CommandException e =
                assertThrows(CommandException.class, () -> read(GARDEN, "at,t,sky", "x,1,"));

        assertEquals(
                "a.csv line 1: there is no column 'wind', which the mapping reads; there are: at, t, sky. Name it as"
                        + " the file does, or rename it (csv: rename); a quantity that only some files have is"
                        + " 'optional: true'",
                e.getMessage());
    }

    @Test
    void namesAFileThatIsNotThere() {
        Path absent = folder.resolve("absent.csv");

        CommandException e = assertThrows(CommandException.class, () -> RecordingFile.at(absent));
        assertTrue(e.getMessage().contains("absent.csv"));
    }

    private Observation readOne(String mapping, String header, String row) throws IOException {
        List<Observation> read = read(mapping, header, row);
        assertEquals(1, read.size());
        return read.get(0);
    }

    private List<Observation> read(String mapping, String header, String... rows)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(List.of(rows));
        return text().csv(mapping, lines.toArray(String[]::new));
    }

    private ReadText text() {
        if (text == null) {
            text = new ReadText(folder);
        }
        return text;
    }
}

package io.outpost.cli.replay.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.CsvLayout;
import io.outpost.cli.replay.mapping.MappingReader;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shapes of recordings that are not one plain observation per row. */
class ManyShapesTest {
    private static final String STATION =
            """
            name: stations
            place: {column: id}
            time: {column: at, zone: UTC}
            interval: PT30M
            quantities:
              airTemperatureCelsius: {column: t, unit: degC}
            """;

    @TempDir private Path folder;
    private ReadText text;

    @Test
    void findsTheHeaderBehindLinesThatMayBeThere() throws IOException {
        String mapping = STATION + "csv: {headerBegins: 'id,'}\n";

        assertEquals(0, read(mapping, "No errors\n2 results\nid,at,t\n\na,2013-07-01,x\n").size());
        assertEquals(1, read(mapping, "id,at,t\r\r\na,2013-07-01,1\r\r\n").size());
        assertEquals(
                List.of(
                        "a.csv line 5: BAD_NUMBER: t = x",
                        "a.csv line 5: NO_VALUE: no value in any column of a quantity"),
                text().unreadable.examples(),
                "counts the lines before the header");
    }

    @Test
    void aFileWithoutTheHeaderHasNoColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "No errors\nx,y\n");
        CsvLayout layout =
                MappingReader.read("test.yaml", STATION + "csv: {headerBegins: 'id,'}\n").csv();

        assertEquals(Set.of(), RecordingFile.at(file).get(0).columns(layout));
    }

    @Test
    void readsEveryObservationOfARow() throws IOException {
        String mapping =
                """
                name: house
                time: {column: at, zone: UTC}
                observations:
                  - place: {constant: kitchen}
                    sensor: {constant: node-1}
                    quantities: {airTemperatureCelsius: {column: t1, unit: degC}}
                    extras: [note]
                  - place: {constant: attic}
                    quantities: {airTemperatureCelsius: {column: t2, unit: degC}}
                """;

        List<Observation> read = read(mapping, "at,t1,t2,note\n2013-07-01,20,30,open\n");

        assertEquals(List.of("kitchen", "attic"), read.stream().map(o -> o.getPlaceId()).toList());
        assertEquals(List.of("node-1", "attic"), read.stream().map(o -> o.getSensorId()).toList());
        assertEquals(20.0, read.get(0).getAirTemperatureCelsius());
        assertEquals(30.0, read.get(1).getAirTemperatureCelsius());
        assertEquals(Map.of("note", "open"), read.get(0).getExtras());
        assertEquals(Map.of(), read.get(1).getExtras());
    }

    @Test
    void readsLocalTimesByTheZoneOfEachPlace() throws IOException {
        String mapping =
                STATION.replace("zone: UTC", "zone: ofPlace, standardTime: true")
                        + "places: [{id: a, timeZone: America/Chicago}, {id: b, timeZone: America/New_York}]\n";

        List<Observation> read =
                read(
                        mapping,
                        "id,at,t\na,2013-07-01 12:00,1\nb,2013-07-01 12:00,1\nc,2013-07-01 12:00,1\n");

        assertEquals(
                List.of(
                        Instant.parse("2013-07-01T18:00:00Z"),
                        Instant.parse("2013-07-01T17:00:00Z")),
                read.stream().map(o -> o.getObservedAt()).toList());
        assertEquals(
                List.of(
                        "a.csv line 4: BAD_TIME: no zone is known of place c: it is not in the mapping's 'places'"),
                text().unreadable.examples());
    }

    private static PlaceEntry station(
            String id, Double latitude, Double longitude, Double elevationMetres) {
        return new PlaceEntry(
                id,
                "Station " + id,
                latitude,
                longitude,
                elevationMetres,
                "Asia/Tokyo",
                7200,
                null,
                null,
                null,
                1.5);
    }

    @Test
    void takesNameAndPositionOfAPlaceFromItsFirstRowThatHasThem() throws IOException {
        String mapping =
                STATION
                        + "places: [{id: a, name: Listed}]\n"
                        + "otherPlaces: {name: {column: id, prefix: 'Station '}, latitude: lat, longitude: lon,"
                        + " elevationMetres: m, timeZone: Asia/Tokyo, staleAfterSeconds: 7200, windHeightMetres: 1.5}\n";
        read(
                mapping,
                """
                id,at,t,lat,lon,m
                a,2013-07-01,1,1,1,1
                b,2013-07-01,1,,,
                b,2013-07-02,1,35.5,139,12
                b,2013-07-03,1,36,140,13
                c,2013-07-01,1,91,139,12
                d,2013-07-01,1,35.5,139,12000
                """);

        assertEquals(
                List.of(
                        new PlaceEntry("a", "Listed", null, null, null, "UTC", null),
                        station("b", 35.5, 139.0, 12.0),
                        station("c", null, null, 12.0),
                        station("d", 35.5, 139.0, null)),
                List.copyOf(text().reader.places().byId().values()));
    }

    @Test
    void aPlaceThatNoMappingDescribesIsNotRegistered() throws IOException {
        read(STATION, "id,at,t\na,2013-07-01,1\n");

        assertEquals(Map.of(), text().reader.places().byId());
    }

    @Test
    void turnsARateOfRainIntoTheSumOfTheInterval() throws IOException {
        String mapping = STATION + "  precipitationMillimetres: {column: rain, unit: mm/h}\n";

        assertEquals(
                0.6,
                read(mapping, "id,at,t,rain\na,2013-07-01,1,1.2\n")
                        .get(0)
                        .getPrecipitationMillimetres());
    }

    @Test
    void aQuantityCanHaveSentinelsOfItsOwn() throws IOException {
        String mapping =
                STATION.replace("unit: degC", "unit: K, sentinels: [999.9]")
                        + "  windSpeedMetresPerSecond: {column: w, unit: kt}\n";

        Observation read = read(mapping, "id,at,t,w\na,2013-07-01,999.9,-9999\n").get(0);

        assertEquals(999.9, read.getAirTemperatureCelsius());
        assertEquals(-9999.0, read.getWindSpeedMetresPerSecond());
        assertNull(read.getDewPointCelsius());
    }

    @Test
    void readsDirectionsAsDegreesAndAsPointsAndWhatIsCalmAsNone() throws IOException {
        String mapping =
                STATION + "  windDirectionDegrees: {column: d, unit: degrees, none: ['0']}\n";

        List<Observation> read =
                read(
                        mapping,
                        """
                        id,at,t,d
                        a,2013-07-01,1,NNE
                        a,2013-07-02,1,359.5
                        a,2013-07-03,1,360
                        a,2013-07-04,1,0
                        a,2013-07-05,1,VRB
                        a,2013-07-06,1,Calm
                        a,2013-07-07,1,
                        a,2013-07-08,1,north
                        a,2013-07-09,1,-9999
                        """);

        assertEquals(
                Arrays.asList(22.5, 359.5, 360.0, null, null, null, null, null, -9999.0),
                read.stream().map(o -> o.getWindDirectionDegrees()).toList());
        assertEquals(Map.of("BAD_NUMBER", 1L), text().unreadable.byReason());
    }

    @Test
    void aTextThatIsNoValueInOneColumnIsOneInAnother() throws IOException {
        String mapping =
                STATION
                        + "  windDirectionDegrees: {column: d, unit: 10 degrees, none: ['0', x]}\n"
                        + "  windSpeedMetresPerSecond: {column: w, unit: m/s}\n";

        Observation read = read(mapping, "id,at,t,d,w\na,2013-07-01,0,0,0\n").get(0);

        assertEquals(0.0, read.getAirTemperatureCelsius());
        assertEquals(0.0, read.getWindSpeedMetresPerSecond());
        assertNull(read.getWindDirectionDegrees());
    }

    @Test
    void readsEveryRecordingOfAZip() throws IOException {
        Path one = zip("a.zip", "readme.txt", "data.csv", "__MACOSX/._data.csv");
        assertEquals(1, text().at(one, STATION).size());
        assertEquals("a.zip", RecordingFile.at(one).get(0).name());

        Path two = zip("b.zip", "2013/more.CSV", "data.csv");
        assertEquals(2, text().at(two, STATION).size());
        assertEquals(
                List.of("more.CSV", "data.csv"),
                RecordingFile.at(two).stream().map(RecordingFile::name).toList());
    }

    @Test
    void aZipWithoutARecordingIsSaid() throws IOException {
        Path zip = zip("a.zip", "readme.txt");

        CommandException e = assertThrows(CommandException.class, () -> RecordingFile.at(zip));
        assertTrue(e.getMessage().endsWith("a.zip holds no .csv, .jsonl or .ndjson file"));
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write("id,at,t\na,2013-07-01,1\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private List<Observation> read(String mapping, String text) throws IOException {
        return text().file("a.csv", text, mapping);
    }

    private ReadText text() {
        if (text == null) {
            text = new ReadText(folder);
        }
        return text;
    }
}

package io.outpost.cli.replay.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {
    private static final String SMALLEST =
            """
            name: mine
            place: {constant: garden}
            time: {column: at, zone: Europe/Berlin}
            quantities:
              airTemperatureCelsius: {column: t, unit: degF}
            """;

    @Test
    void readsTheSmallestMapping() {
        Mapping mapping = MappingReader.read("mine.yaml", SMALLEST);

        assertEquals("mine", mapping.name());
        assertEquals(
                new IdSource(null, "garden", null, null, false),
                mapping.observations().get(0).place());
        assertEquals(mapping.observations().get(0).place(), mapping.observations().get(0).sensor());
        assertEquals(Match.NEVER, mapping.match());
        assertEquals(Set.of(-9999.0), mapping.sentinels());
        assertEquals(1, mapping.observations().get(0).quantities().size());
        assertNull(mapping.otherPlaces());
    }

    @Test
    void readsEveryKey() {
        Mapping mapping =
                MappingReader.read(
                        "full.yaml",
                        """
                        name: full
                        description: all keys
                        match: {files: ['w.*\\.csv'], columns: [t]}
                        csv: {delimiter: ";", skipLines: 2, headerBegins: at, header: [at, t, rh], rename: {a: b}}
                        place: {fileName: '(.*)\\.csv', prefix: p-, lowerCase: true}
                        sensor: {column: s, prefix: s-}
                        time: {year: y, month: m, day: d, hour: h, minute: n, zone: "-05:00", standardTime: true}
                        interval: PT10M
                        missing: [NA, "-"]
                        sentinels: [-9999, 999.9]
                        quantities:
                          dewPointCelsius: {derivedFrom: relativeHumidityPercent}
                          airTemperatureCelsius: {column: t, unit: K}
                          relativeHumidityPercent: {column: rh, unit: fraction}
                          windSpeedMetresPerSecond: {column: w, unit: kt, replace: {Calm: 0}}
                        extras: [sky]
                        places:
                          - {id: p-x, name: X, latitude: 1.5, longitude: -2, elevationMetres: 3, timeZone: Asia/Tokyo, staleAfterSeconds: 7200, surface: SAND, streamSize: LARGE, aspectDegrees: 180, windHeightMetres: 2}
                          - {id: p-y}
                        """);

        assertTrue(mapping.match().fits("w1.csv", Set.of("t", "u")));
        assertEquals(';', mapping.csv().delimiter());
        assertEquals(Duration.ofMinutes(10), mapping.interval());
        assertEquals(Set.of(-9999.0, 999.9), mapping.sentinels());
        assertEquals(
                "relativeHumidityPercent",
                mapping.observations()
                        .get(0)
                        .quantities()
                        .get(Quantity.DEW_POINT_CELSIUS)
                        .derivedFrom());
        assertEquals(
                new PlaceEntry(
                        "p-x",
                        "X",
                        1.5,
                        -2.0,
                        3.0,
                        "Asia/Tokyo",
                        7200,
                        "SAND",
                        "LARGE",
                        180.0,
                        2.0),
                mapping.placesById().get("p-x"));
        assertEquals(
                new PlaceEntry("p-y", "p-y", null, null, null, "UTC", null),
                mapping.placesById().get("p-y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: mine | nam: mine | line 1: 'nam' is not known here; known: csv, description,",
                "name: mine | description: mine | line 1: 'name' is missing",
                "name: mine | name: [mine] | line 1: 'name' must be a single value",
                "place: {constant: garden} | sensor: {constant: garden} | line 1: 'place' is missing",
                "{constant: garden} | {constant: garden, column: x} | line 2: 'place' needs one of column",
                "{constant: garden} | {constant: garden, lowercase: true} | line 2: 'place.lowercase' is not known",
                "{constant: garden} | {constant: garden, lowerCase: maybe} | line 2: 'place.lowerCase' must be true or false",
                "{constant: garden} | {fileName: abc} | line 2: 'place.fileName' needs a group",
                "{constant: garden} | {fileName: (} | line 2: 'place.fileName' is no regular expression",
                "zone: Europe/Berlin | zone: ofPlace | line 3: 'time.zone' is ofPlace, so the key 'places' must list them",
                "zone: Europe/Berlin | zone: Berlin | line 3: 'time.zone' is no time zone: 'Berlin'",
                "zone: Europe/Berlin | pattern: yyyy-MM-dd HH:mm | line 3: 'time.zone' is missing",
                "column: at | pattern: iso | line 3: 'time' needs a column",
                "column: at | column: at, pattern: qqq-bb | line 3: 'time.pattern' is no time pattern",
                "airTemperatureCelsius | temperature | line 5: 'quantities.temperature' is no quantity; known: airTemperatureCelsius",
                "degF | mph | line 5: 'quantities.airTemperatureCelsius.unit' 'mph' is no unit of airTemperatureCelsius; known: degC, degF, K",
                ", unit: degF | | line 5: 'quantities.airTemperatureCelsius.unit' is missing",
                "{column: t, unit: degF} | {derivedFrom: dewPointCelsius} | line 5: 'quantities.airTemperatureCelsius.derivedFrom' can be",
                "{column: t, unit: degF} | t | line 5: 'quantities.airTemperatureCelsius' must be a block of keys"
            })
    void namesTheLineAndTheKeyOfAMistake(String good, String bad, String message) {
        assertTrue(SMALLEST.contains(good));
        String broken = SMALLEST.replace(good, bad == null ? "" : bad);

        assertComplains(broken, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "interval: 1h | line 6: 'interval' must be a duration such as PT1H, not '1h'",
                "interval: PT25H | line 6: 'interval' must be between PT1S and PT24H",
                "missing: NA | line 6: 'missing' must be a list",
                "sentinels: [none] | line 6: 'sentinels' must be a number",
                "colour: red | line 6: 'colour' is not known here; known: csv, description,",
                "name: again | line 6: not readable as YAML: Duplicate field 'name'",
                "places: [{name: X}] | line 6: 'places.id' is missing",
                "places: [{id: x, latitude: 91}] | line 6: 'places.latitude' must be within",
                "places: [{id: x, latitude: 123}] | line 6: 'places.latitude' must be within -90..90",
                "places: [{id: x, longitude: -180.5}] | line 6: 'places.longitude' must be within -180..180",
                "places: [{id: x, elevationMetres: -501}] | line 6: 'places.elevationMetres' must be within -500..9000",
                "places: [{id: x, surface: ROCK}] | line 6: 'places.surface' 'ROCK' is not one of [LOAM, SAND, CLAY, GRAVEL]",
                "places: [{id: x, surface: loam}] | line 6: 'places.surface' 'loam' is not one of",
                "places: [{id: x, streamSize: HUGE}] | line 6: 'places.streamSize' 'HUGE' is not one of [SMALL, MEDIUM, LARGE]",
                "places: [{id: x, aspectDegrees: 361}] | line 6: 'places.aspectDegrees' must be within 0..360",
                "places: [{id: x, windHeightMetres: 0}] | line 6: 'places.windHeightMetres' must be within 0.5..100",
                "otherPlaces: {windHeightMetres: 101} | line 6: 'otherPlaces.windHeightMetres' must be within 0.5..100",
                "places: [{id: x, name: \"a\\tb\"}] | line 6: 'places.name' must not have control characters",
                "places: [{id: x, staleAfterSeconds: 119}] | line 6: 'places.staleAfterSeconds' must be a whole number within 120..604800",
                "otherPlaces: {staleAfterSeconds: 604801} | line 6: 'otherPlaces.staleAfterSeconds' must be a whole number within 120..604800",
                "places: [{id: x, timeZone: Mars}] | line 6: 'places.timeZone' is no time zone",
                "places: [{id: x}, {id: x}] | line 6: 'places.id' 'x' stands twice",
                "csv: {delimiter: tab} | line 6: 'csv.delimiter' must be one character",
                "csv: {skipLines: -1} | line 6: 'csv.skipLines' must be a whole number",
                "csv: {skipLines: 1.5} | line 6: 'csv.skipLines' must be a whole number",
                "places: x | line 6: 'places' must be a list",
                "places: [~] | line 6: 'places' holds nothing",
                "missing: [NA, null] | line 6: 'missing' holds nothing",
                "match: {files: [~]} | line 6: 'match.files' holds nothing",
                "places: [{id: x, latitude: north}] | line 6: 'places.latitude' must be a number",
                "csv: {rename: [a]} | line 6: 'csv.rename' must be a block of keys",
                "observations: [] | line 6: 'observations' needs at least one",
                "observations: [{place: {constant: x}}] | line 6: 'observations.quantities' is missing",
                "otherPlaces: {latitude: lat} | line 6: 'otherPlaces' needs both latitude and longitude",
                "otherPlaces: {zone: UTC} | line 6: 'otherPlaces.zone' is not known here",
                "marks: s | line 6: 'marks' must be a list",
                "csv: {encoding: latin-one} | line 6: 'csv.encoding' is no encoding; such as UTF-8",
                "csv: {decimal: ;} | line 6: 'csv.decimal' must be",
                "csv: {delimeter: ;} | line 6: 'csv.delimeter' is not known here",
                "csv: {delimeter: ;} | did you mean 'delimiter'?",
                "csv: {pivot: {by: [a], names: b}} | line 6: 'csv.pivot.values' is missing",
                "csv: {pivot: {by: [a], name: b, values: c}} | line 6: 'csv.pivot.name' is not known here; known: by, names, values; did you mean 'names'?",
                "missing: [ | not readable as YAML"
            })
    void namesTheLineAndTheKeyOfAMistakeInOptionalKeys(String line, String message) {
        assertComplains(SMALLEST + line + "\n", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dewPointCelcius: {column: d, unit: K} | line 6: 'quantities.dewPointCelcius' is no quantity; known: airTemperatureCelsius",
                "dewPointCelcius: {column: d, unit: K} | did you mean 'dewPointCelsius'?",
                "dewPointCelsius: {colum: d, unit: K} | line 6: 'quantities.dewPointCelsius.colum' is not known here",
                "dewPointCelsius: {column: d, unit: degc} | did you mean 'degC'?",
                "dewPointCelsius: {column: d, unit: K, optional: perhaps} | must be true or false, not 'perhaps'",
                "dewPointCelsius: {column: d, unit: K, clampWithin: 1} | line 6: 'quantities.dewPointCelsius.clampWithin' is for percentages only",
                "soilMoisturePercent: {column: d, unit: fraction, clampWithin: -1} | line 6: 'quantities.soilMoisturePercent.clampWithin' must be a number, 0 or more",
                "soilMoisturePercent: {column: d, unit: fraction, clampWithin: few} | line 6: 'quantities.soilMoisturePercent.clampWithin' must be a number",
                "relativeHumidityPercent: {column: rh, unit: %} | line 6: not readable as YAML: found character '%'",
                "relativeHumidityPercent: {column: rh, unit: %} | Put such a text in quotes: \"%\""
            })
    void namesTheLineAndTheKeyOfAMistakeInAQuantity(String quantity, String message) {
        assertComplains(SMALLEST + "  " + quantity + "\n", message);
    }

    @Test
    void aDerivedQuantityNeedsItsColumns() {
        assertComplains(
                SMALLEST + "  relativeHumidityPercent: {derivedFrom: dewPointCelsius}\n",
                "line 6: 'quantities.relativeHumidityPercent' is derived, so dewPointCelsius must");
    }

    @Test
    void aRateOfRainNeedsTheIntervalAndIsNoUnitOfAnythingElse() {
        assertComplains(
                SMALLEST + "  precipitationMillimetres: {column: r, unit: mm/h}\n",
                "line 6: 'quantities.precipitationMillimetres.unit' is a rate, so the mapping needs the key 'interval'");
        assertComplains(
                SMALLEST + "  snowDepthCentimetres: {column: r, unit: mm/h}\ninterval: PT1H\n",
                "'mm/h' is no unit of snowDepthCentimetres; known: m, mm");
    }

    @Test
    void theKeysOfAnObservationDoNotStandBesideTheList() {
        assertComplains(
                SMALLEST
                        + "observations: [{place: {constant: x}, quantities: {airTemperatureCelsius: {column: t, unit: K}}}]\n",
                "line 6: 'observations' cannot stand beside place");
    }

    @Test
    void rainAndItsCounterExcludeEachOther() {
        assertComplains(
                SMALLEST
                        + "  precipitationMillimetres: {column: r, unit: mm}\n"
                        + "  precipitationCounterMillimetres: {column: c, unit: mm}\n",
                "line 7: 'quantities.precipitationCounterMillimetres' cannot stand beside");
    }

    @Test
    void eachObservationOfTheListNeedsItsKeys() {
        assertComplains(
                """
                name: mine
                time: {column: at}
                observations:
                - place: {constant: x}
                """,
                "line 4: 'observations.quantities' is missing");
    }

    @Test
    void aQuantityOfNothingIsNamed() {
        assertComplains(
                SMALLEST + "  dewPointCelsius:\n",
                "line 6: 'quantities.dewPointCelsius' holds nothing");
    }

    @Test
    void aQuantityIsReadOrDerivedNotBoth() {
        assertComplains(
                SMALLEST
                        + "  dewPointCelsius: {column: d, unit: K, derivedFrom: relativeHumidityPercent}\n",
                "line 6: 'quantities.dewPointCelsius.derivedFrom' stands alone");
    }

    private static void assertComplains(String yaml, String message) {
        CommandException e =
                assertThrows(CommandException.class, () -> MappingReader.read("mine.yaml", yaml));
        assertTrue(e.getMessage().startsWith("mine.yaml line "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}

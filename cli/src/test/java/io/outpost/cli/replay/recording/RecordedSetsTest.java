package io.outpost.cli.replay.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.replay.mapping.BuiltInMappings;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Reads the real recordings where they are (system property outpost.recordings) and holds what was
 * counted in them by other means.
 */
class RecordedSetsTest {
    private final Unreadable unreadable = new Unreadable();
    private final Map<Quantity, Integer> present = new EnumMap<>(Quantity.class);
    private final Set<Long> identities = new HashSet<>();
    private final Set<String> places = new HashSet<>();
    private int rows;
    private int withoutAnyQuantity;

    @Test
    void nycflights13() {
        read("nycflights13", "nycflights13/weather.csv.gz");

        assertEquals(26_115, rows);
        assertEquals(26_115, identities.size());
        assertEquals(Set.of("nyc-ewr", "nyc-jfk", "nyc-lga"), places);
        assertEquals(0, withoutAnyQuantity);
        assertEquals(
                Map.of(
                        Quantity.AIR_TEMPERATURE_CELSIUS, 26_114,
                        Quantity.DEW_POINT_CELSIUS, 26_114,
                        Quantity.RELATIVE_HUMIDITY_PERCENT, 26_114,
                        Quantity.WIND_SPEED_METRES_PER_SECOND, 26_111,
                        Quantity.WIND_DIRECTION_DEGREES, 26_115 - 460 - 1_256,
                        Quantity.WIND_GUST_METRES_PER_SECOND, 5_337,
                        Quantity.PRECIPITATION_MILLIMETRES, 26_115,
                        Quantity.PRESSURE_HECTOPASCALS, 23_386),
                present);
        assertEquals(Map.of(), unreadable.byReason());
    }

    @Test
    void beijing() {
        read("beijing", "beijing");

        assertEquals(420_768 - 309, rows);
        assertEquals(420_768 - 309, identities.size());
        assertEquals(12, places.size());
        assertEquals(0, withoutAnyQuantity);
        assertEquals(420_370, present.get(Quantity.AIR_TEMPERATURE_CELSIUS));
        assertEquals(420_365, present.get(Quantity.DEW_POINT_CELSIUS));
        assertEquals(420_375, present.get(Quantity.PRESSURE_HECTOPASCALS));
        assertEquals(420_378, present.get(Quantity.PRECIPITATION_MILLIMETRES));
        assertEquals(420_450, present.get(Quantity.WIND_SPEED_METRES_PER_SECOND));
        assertEquals(Map.of("NO_VALUE", 309L), unreadable.byReason());
    }

    private void read(String set, String path) {
        Path recordings = Path.of(System.getProperty("outpost.recordings", "absent")).resolve(path);
        Assumptions.assumeTrue(Files.exists(recordings), "skipped: no recordings at " + recordings);
        Mapping mapping = new BuiltInMappings().named(set).orElseThrow();
        List<RecordingFile> files = RecordingFile.at(recordings);
        for (RecordingFile file : files) {
            assertTrue(mapping.match().fits(file.name(), file.columns(mapping.csv())));
            new RecordingReader(new ObservationEncoder(1), unreadable)
                    .read(file, mapping, this::count);
        }
    }

    private void count(Reading reading) {
        rows++;
        identities.add(reading.identity());
        places.add(reading.placeId());
        Observation observation = ReadText.decoded(reading.value());
        boolean any = false;
        for (Quantity quantity : Quantity.sent()) {
            if (observation.get(quantity.fieldName()) != null) {
                present.merge(quantity, 1, Integer::sum);
                any = true;
            }
        }
        withoutAnyQuantity += any ? 0 : 1;
    }
}

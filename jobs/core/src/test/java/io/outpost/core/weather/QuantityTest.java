package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class QuantityTest {
    /**
     * As they stand in stored state: a code that changes makes every savepoint say another thing.
     */
    private static final Map<String, Integer> CODES =
            Map.ofEntries(
                    Map.entry("AIR_TEMPERATURE_CELSIUS", 0),
                    Map.entry("DEW_POINT_CELSIUS", 1),
                    Map.entry("RELATIVE_HUMIDITY_PERCENT", 2),
                    Map.entry("WIND_SPEED_METRES_PER_SECOND", 3),
                    Map.entry("WIND_GUST_METRES_PER_SECOND", 4),
                    Map.entry("SNOW_DEPTH_CENTIMETRES", 5),
                    Map.entry("SNOW_WATER_EQUIVALENT_MILLIMETRES", 6),
                    Map.entry("WATER_LEVEL_METRES", 7),
                    Map.entry("PRESSURE_HECTOPASCALS", 8),
                    Map.entry("SOIL_MOISTURE_PERCENT", 9),
                    Map.entry("PRECIPITATION_MILLIMETRES", 10),
                    Map.entry("PRECIPITATION_COUNTER_MILLIMETRES", 11),
                    Map.entry("HEAT_INDEX_CELSIUS", 12),
                    Map.entry("WIND_CHILL_CELSIUS", 13),
                    Map.entry("UV_INDEX", 14),
                    Map.entry("FELT_TEMPERATURE_CELSIUS", 15),
                    Map.entry("WIND_DIRECTION_DEGREES", 16),
                    Map.entry("WIND_DIRECTION_EAST", 17),
                    Map.entry("WIND_DIRECTION_NORTH", 18));

    @Test
    void codesNeverChange() {
        Map<String, Integer> codes = new TreeMap<>();
        for (Quantity quantity : Quantity.values()) {
            codes.put(quantity.name(), quantity.code());
        }
        codes.keySet().retainAll(CODES.keySet());
        assertEquals(new TreeMap<>(CODES), codes);
    }

    @Test
    void codesArePositionsFromZeroOn() {
        for (int code = 0; code < Quantity.COUNT; code++) {
            assertEquals(code, Quantity.ofCode(code).code());
        }
        for (Quantity quantity : Quantity.values()) {
            assertSame(quantity, Quantity.ofCode(quantity.code()));
        }
    }

    @Test
    void namesFollowFromTheName() {
        assertEquals(
                "wind_gust_metres_per_second", Quantity.WIND_GUST_METRES_PER_SECOND.columnName());
        assertEquals("windGustMetresPerSecond", Quantity.WIND_GUST_METRES_PER_SECOND.fieldName());
    }
}

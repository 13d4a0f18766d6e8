package io.outpost.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.weather.Quantity;
import org.junit.jupiter.api.Test;

final class UcumTest {

    @Test
    void everyQuantityButAnIndexHasAUnit() {
        for (Quantity quantity : Quantity.values()) {
            boolean isIndex = quantity.name().endsWith("_INDEX");
            assertEquals(
                    isIndex, Ucum.ofName(quantity.columnName()).equals("1"), quantity.columnName());
        }
    }

    @Test
    void longerEndingsAreNotTakenForShorterOnes() {
        assertEquals("m", Ucum.ofName("water_level_metres"));
        assertEquals("mm", Ucum.ofName("precipitation_millimetres"));
        assertEquals("cm", Ucum.ofName("snow_depth_centimetres"));
        assertEquals("m/s", Ucum.ofName("wind_speed_metres_per_second"));
        assertEquals("1", Ucum.ofName("freeze_thaw_cycles"));
    }
}

package io.outpost.core.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.model.ModelQuantity;
import io.outpost.core.weather.Quantity;
import org.junit.jupiter.api.Test;

final class UnitTest {

    @Test
    void everyQuantityButAnIndexAndAPartOfADirectionHasAUnit() {
        for (Quantity quantity : Quantity.values()) {
            boolean isPart = quantity.kind() == Quantity.Kind.COMPONENT;
            boolean isIndex = isPart || quantity.name().endsWith("_INDEX");
            assertEquals(
                    isIndex, Unit.ofName(quantity.columnName()) == Unit.ONE, quantity.columnName());
        }
    }

    @Test
    void everyQuantityOfTheModelsButARatioHasAUnit() {
        for (ModelQuantity quantity : ModelQuantity.values()) {
            boolean isRatio = quantity == ModelQuantity.ALBEDO || quantity == ModelQuantity.WETNESS;
            assertEquals(
                    isRatio, Unit.ofName(quantity.columnName()) == Unit.ONE, quantity.columnName());
        }
        assertEquals("kg/m3", Unit.ofName("density_kilograms_per_cubic_metre").ucum());
        assertEquals("m3/s3", Unit.ofName("drift_24h").ucum());
        assertEquals("m3/s3", Unit.ofName("drift").ucum());
    }

    @Test
    void longerEndingsAreNotTakenForShorterOnes() {
        assertEquals("m", Unit.ofName("water_level_metres").ucum());
        assertEquals("mm", Unit.ofName("precipitation_millimetres").ucum());
        assertEquals("cm", Unit.ofName("snow_depth_centimetres").ucum());
        assertEquals("m/s", Unit.ofName("wind_speed_metres_per_second").ucum());
        assertEquals("1", Unit.ofName("freeze_thaw_cycles").ucum());
    }
}

package io.outpost.api.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigitsTest {

    @ParameterizedTest
    @CsvSource({
        "air_temperature_celsius, 77.09750000000001, 77.1",
        "heat_index_celsius, 0.125, 0.13",
        "felt_temperature_celsius, -0.125, -0.13",
        "dew_point_celsius, -0.001, 0.0",
        "relative_humidity_percent, 61.25, 61.3",
        "wind_speed_metres_per_second, 5.144444444444445, 5.14",
        "precipitation_millimetres, 0.30000000000000004, 0.3",
        "snow_depth_centimetres, 12.34, 12.3",
        "water_level_metres, 1.23449, 1.234",
        "pressure_hectopascals, 1013.2500000000001, 1013.25",
        "uv_index, 3.3333333333333335, 3.33",
        "air_temperature_celsius, 1e300, 1e300"
    })
    void showsThoseOfUse(String name, double value, double shown) {
        assertEquals(shown, Digits.OF_USE.value(name, value));
        assertEquals(value, Digits.ALL.value(name, value));
    }

    @Test
    void coverageHasFour() {
        assertEquals(0.6667, Digits.OF_USE.coverage(2.0 / 3));
        assertEquals(2.0 / 3, Digits.ALL.coverage(2.0 / 3));
    }

    @Test
    void whatIsNoNumberStaysAsItIs() {
        assertNull(Digits.OF_USE.value("uv_index", null));
        assertEquals(Double.NaN, Digits.OF_USE.value("uv_index", Double.NaN));
    }
}

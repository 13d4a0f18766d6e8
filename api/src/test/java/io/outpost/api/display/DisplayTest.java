package io.outpost.api.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisplayTest {

    private static final Display ALL = new Display(Units.METRIC, Digits.ALL);
    private static final Display IMPERIAL = display("units=imperial", Digits.OF_USE);
    private static final Display SCIENTIFIC = display("units=scientific", Digits.OF_USE);

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
    void showsTheDigitsOfUse(String name, double value, double shown) {
        assertEquals(shown, Display.USUAL.value(name, value));
        assertEquals(value, ALL.value(name, value));
    }

    /** The same as by the decimals that are written, near a half and far from one. */
    @Test
    void roundsAsDecimalsAreRounded() {
        Random random = new Random(20260101);
        for (int i = 0; i < 200_000; i++) {
            int decimals = random.nextInt(5);
            double steps = random.nextInt(2_000_001) - 1_000_000;
            double half = (steps + 0.5) / Math.pow(10, decimals);
            double value =
                    switch (i % 4) {
                        case 0 -> half;
                        case 1 -> Math.nextUp(half);
                        case 2 -> Math.nextDown(half);
                        default -> random.nextGaussian() * Math.pow(10, random.nextInt(16));
                    };
            double wanted =
                    BigDecimal.valueOf(value)
                            .setScale(decimals, RoundingMode.HALF_UP)
                            .doubleValue();
            assertEquals(wanted, Digits.OF_USE.rounded(value, decimals), value + " to " + decimals);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "units=imperial, air_temperature_celsius, 21.5, 70.7, [degF]",
        "units=imperial, wind_gust_metres_per_second, 4.4704, 10, [mi_i]/h",
        "units=imperial, precipitation_millimetres, 0.254, 0.01, [in_i]",
        "units=imperial, flow_millimetres_per_hour, 0.0254, 0.001, [in_i]/h",
        "units=imperial, drainage_millimetres_per_day, 2.54, 0.1, [in_i]/d",
        "units=imperial, snow_depth_centimetres, 30.48, 12, [in_i]",
        "units=imperial, water_level_metres, 3.048, 10, [ft_i]",
        "units=imperial, pressure_hectopascals, 1013.2074811900272, 29.92, [in_i'Hg]",
        "units=imperial, pressure_hectopascals, 1013.25, 29.9213, [in_i'Hg]",
        "units=imperial, density_kilograms_per_cubic_metre, 100, 6.243, [lb_av]/[cft_i]",
        "units=imperial, frost_degree_days, 100, 180, [degF].d",
        "units=imperial, relative_humidity_percent, 61.25, 61.3, %",
        "units=imperial, wind_direction_degrees, 270, 270, deg",
        "units=imperial, drift_24h, 12, 12, m3/s3",
        "units=imperial, uv_index, 3.5, 3.5, 1",
        "units=scientific, air_temperature_celsius, -273.15, 0, K",
        "units=scientific, dew_point_celsius, 21.5, 294.65, K",
        "units=scientific, wind_speed_metres_per_second, 5.14, 5.14, m/s",
        "units=scientific, rain_24h_millimetres, 12.7, 12.7, mm",
        "units=scientific, snow_depth_centimetres, 12.3, 0.123, m",
        "units=scientific, pressure_hectopascals, 1013.25, 101325, Pa",
        "units=scientific, frost_degree_days, 100, 100, K.d",
        "units=metric, air_temperature_celsius, 21.5, 21.5, Cel",
        "temperature_unit=kelvin, felt_temperature_celsius, -10, 263.15, K",
        "units=imperial&temperature_unit=celsius, air_temperature_celsius, 21.5, 21.5, Cel",
        "wind_speed_unit=kmh, wind_speed_metres_per_second, 10, 36, km/h",
        "units=imperial&wind_speed_unit=ms, wind_speed_metres_per_second, 10, 10, m/s",
        "wind_speed_unit=kn, wind_speed_metres_per_second, 5.144444444444445, 10, [kn_i]",
        "precipitation_unit=inch, water_72h_millimetres, 25.4, 1, [in_i]",
        "precipitation_unit=inch, snow_depth_centimetres, 25.4, 25.4, cm"
    })
    void showsTheUnitsThatAreAskedFor(
            String asked, String name, double kept, double shown, String code) {
        Display display = display(asked, Digits.OF_USE);

        assertEquals(shown, display.value(name, kept));
        assertEquals(Map.of(name, code), display.codes(List.of(name)));
    }

    @Test
    void aDifferenceOfTemperaturesHasNoOffset() {
        assertEquals(1.8, IMPERIAL.difference("air_temperature_celsius", 1.0));
        assertEquals(-2.5, SCIENTIFIC.difference("air_temperature_celsius", -2.5));
        assertEquals(0.13, Display.USUAL.difference("air_temperature_celsius", 0.125));
    }

    @Test
    void withAllDigitsWhatWasSentInAUnitComesBack() {
        Display all = display("units=imperial", Digits.ALL);

        assertEquals(29.92, all.value("pressure_hectopascals", 1013.2074811900272));
        assertEquals(66.2, all.value("air_temperature_celsius", 19.0));
        assertEquals(32.0018, all.value("air_temperature_celsius", 0.001));
        assertEquals(1e300 * 1.8, all.value("air_temperature_celsius", 1e300), 1e286);
    }

    @Test
    void namesThatDoNotSayTheUnitAreFollowedByIt() {
        Map<String, String> codes =
                IMPERIAL.codes(List.of("air_temperature_celsius", "soil_moisture_percent"));

        assertEquals(Map.of("air_temperature_celsius", "[degF]"), Display.unsaid(codes));
        assertEquals(
                "air_temperature_celsius_mean ([degF])",
                Display.title("air_temperature_celsius_mean", "air_temperature_celsius", "[degF]"));
        assertEquals(
                "soil_moisture_percent_mean",
                Display.title("soil_moisture_percent_mean", "soil_moisture_percent", "%"));
    }

    @Test
    void coverageHasFourDecimals() {
        assertEquals(0.6667, IMPERIAL.coverage(2.0 / 3));
        assertEquals(2.0 / 3, ALL.coverage(2.0 / 3));
        assertNull(ALL.coverage(null));
    }

    @Test
    void whatIsNoNumberStaysAsItIs() {
        assertNull(IMPERIAL.value("air_temperature_celsius", null));
        assertNull(Display.USUAL.value("uv_index", null));
        assertEquals(Double.NaN, IMPERIAL.value("air_temperature_celsius", Double.NaN));
    }

    private static Display display(String query, Digits digits) {
        return new Display(UnitsTest.units(query), digits);
    }
}

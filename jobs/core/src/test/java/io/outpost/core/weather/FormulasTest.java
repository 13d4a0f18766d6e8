package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulasTest {
    /**
     * The heat index chart of the US National Weather Service, degF, which prints whole degrees.
     */
    @ParameterizedTest
    @CsvSource({
        "80, 40, 80",
        "80, 80, 84",
        "86, 90, 105",
        "90, 50, 95",
        "90, 70, 106",
        "94, 60, 110",
        "96, 50, 108",
        "100, 40, 109",
        "100, 55, 124",
        "104, 40, 119",
        "110, 40, 136"
    })
    void heatIndexIsThatOfThePrintedChart(double fahrenheit, double humidity, double printed) {
        double celsius = HeatIndex.celsius((fahrenheit - 32) / 1.8, humidity);
        assertEquals(printed, celsius * 1.8 + 32, 0.7);
    }

    @Test
    void heatIndexRaisesNoFalseAlarmInACoolRoom() {
        assertTrue(HeatIndex.celsius(10, 50) < 11);
        assertTrue(HeatIndex.celsius(0, 80) <= 0.0001);
        assertEquals(37, HeatIndex.rothfuszUnguardedCelsius(10, 50), 0.5);
        assertEquals(73, HeatIndex.rothfuszUnguardedCelsius(0, 80), 0.5);
    }

    @Test
    void heatIndexIsTheAirTemperatureUpTo40Fahrenheit() {
        assertEquals(4, HeatIndex.celsius(4, 90), 1e-12);
    }

    @Test
    void heatIndexAdjustsForDryAndForMoistHeat() {
        double dry = HeatIndex.celsius((100 - 32) / 1.8, 10);
        assertTrue(dry < HeatIndex.rothfuszUnguardedCelsius((100 - 32) / 1.8, 10));
        double moist = HeatIndex.celsius((84 - 32) / 1.8, 95);
        assertTrue(moist > HeatIndex.rothfuszUnguardedCelsius((84 - 32) / 1.8, 95));
    }

    @Test
    void heatIndexHasNoValueOutsideItsRange() {
        assertTrue(Double.isNaN(HeatIndex.celsius(60.1, 20)));
        assertTrue(Double.isNaN(HeatIndex.celsius(30, 100.1)));
        assertTrue(Double.isNaN(HeatIndex.celsius(30, -0.1)));
        assertTrue(Double.isNaN(HeatIndex.celsius(Double.NaN, 50)));
    }

    /** The wind chill chart of Environment Canada, degC, which prints whole degrees. */
    @ParameterizedTest
    @CsvSource({
        "0, 5, -2",
        "0, 20, -5",
        "-5, 30, -13",
        "-10, 10, -15",
        "-10, 60, -23",
        "-20, 20, -30",
        "-25, 45, -42",
        "-30, 30, -46",
        "-40, 50, -63",
        "-50, 80, -81"
    })
    void windChillIsThatOfThePrintedChart(
            double celsius, double kilometresPerHour, double printed) {
        assertEquals(printed, WindChill.celsius(celsius, kilometresPerHour / 3.6), 0.6);
    }

    @Test
    void windChillIsUndefinedAboveTenDegreesAndWithoutWind() {
        assertTrue(Double.isNaN(WindChill.celsius(10.1, 5)));
        assertTrue(Double.isNaN(WindChill.celsius(-3, Double.NaN)));
        assertTrue(Double.isNaN(WindChill.celsius(Double.NaN, 5)));
    }

    @Test
    void windChillOfCalmAirIsTheAirTemperature() {
        assertEquals(-12, WindChill.celsius(-12, 0), 1e-12);
    }

    @Test
    void humidityAndDewPointAreInverse() {
        double dewPoint = Humidity.dewPointCelsius(23, 61);
        assertEquals(61, Humidity.relativeHumidityPercent(23, dewPoint), 1e-9);
        assertEquals(100, Humidity.relativeHumidityPercent(5, 5.3), "rounded dew points saturate");
        assertTrue(Double.isNaN(Humidity.dewPointCelsius(23, 0)));
    }
}

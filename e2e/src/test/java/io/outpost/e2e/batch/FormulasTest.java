package io.outpost.e2e.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulasTest {
    /** The chart of the US National Weather Service, degF and %. */
    @ParameterizedTest
    @CsvSource({
        "80,40,80",
        "80,75,84",
        "86,90,105",
        "90,70,105",
        "96,50,108",
        "104,40,119",
        "110,40,136"
    })
    void heatIndexIsThatOfTheChart(double fahrenheit, double humidity, double chart) {
        double index = Formulas.heatIndexCelsius((fahrenheit - 32) / 1.8, humidity) * 1.8 + 32;

        assertEquals(chart, index, 1.0);
    }

    @Test
    void heatIndexRaisesNoFalseAlarmInACoolRoom() {
        assertTrue(Formulas.heatIndexCelsius(10, 50) < 11);
        assertTrue(Formulas.heatIndexCelsius(0, 80) < 1);
    }

    @Test
    void heatIndexEndsAtFiftyDegrees() {
        assertTrue(Double.isNaN(Formulas.heatIndexCelsius(50.1, 10)));
    }

    /** The table of Environment Canada, degC and km/h. */
    @ParameterizedTest
    @CsvSource({"-10,20,-18", "-25,60,-43", "5,5,4", "-50,80,-81", "0,40,-7"})
    void windChillIsThatOfTheTable(double celsius, double kilometresPerHour, double table) {
        assertEquals(table, Formulas.feltCelsius(celsius, kilometresPerHour / 3.6), 0.51);
    }

    @Test
    void windChillIsTheTemperatureWhereItIsUndefined() {
        assertEquals(10.1, Formulas.feltCelsius(10.1, 20));
        assertEquals(-3, Formulas.feltCelsius(-3, Double.NaN));
    }

    @Test
    void humidityOfSaturatedAirIsAHundred() {
        assertEquals(100, Formulas.humidityPercent(12.3, 12.3));
        assertEquals(52.5, Formulas.humidityPercent(20, 10), 0.1);
    }
}

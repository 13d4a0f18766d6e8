package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How heat and cold feel, by other measures than the heat index. */
class ComfortTest {
    @ParameterizedTest
    @CsvSource({"30, 15, 34", "30, 25, 42"})
    void humidexIsThatOfTheUsualExamples(double celsius, double dewPoint, double humidex) {
        assertEquals(humidex, Humidex.celsius(celsius, dewPoint), 0.5);
    }

    /** Hours of Kamloops, June 2016, as Environment Canada printed them. */
    @ParameterizedTest
    @CsvSource({"29.9, 1.7, 28", "31.2, 3.6, 30", "29.0, -3.0, 26", "25.9, 5.7, 25"})
    void humidexOfDryAirIsBelowTheAirTemperature(double celsius, double dewPoint, double printed) {
        assertEquals(printed, Humidex.celsius(celsius, dewPoint), 0.5);
    }

    @Property
    void humidexRisesWithTheDewPoint(
            @ForAll @DoubleRange(min = 20, max = 60) double celsius,
            @ForAll @DoubleRange(min = -100, max = 40) double one,
            @ForAll @DoubleRange(min = -100, max = 40) double other) {
        double drier = Humidex.celsius(celsius, Math.min(one, other));
        assertTrue(drier >= celsius - 5.56);
        assertTrue(drier <= Humidex.celsius(celsius, Math.max(one, other)));
    }

    @ParameterizedTest
    @CsvSource({"19.9, 15", "60.1, 15", "NaN, 15", "30, NaN", "30, 40.1", "30, -100.1"})
    void humidexHasNoValueOutsideItsRange(double celsius, double dewPoint) {
        assertTrue(Double.isNaN(Humidex.celsius(celsius, dewPoint)));
    }

    @ParameterizedTest
    @CsvSource({"20, 50, 13.699342", "1, 90, 0.054547"})
    void wetBulbIsThatOfTheFit(double celsius, double humidity, double wetBulb) {
        assertEquals(wetBulb, WetBulb.celsius(celsius, humidity), 0.5e-6);
    }

    @Test
    void wetBulbOfSaturatedAirIsTheAirTemperature() {
        assertEquals(12.5, WetBulb.celsius(12.5, 99.1), 0);
        assertEquals(12.5, WetBulb.celsius(12.5, 100), 0);
    }

    @Test
    void wetBulbBelow5PercentIsThatOf5Percent() {
        assertEquals(WetBulb.celsius(30, 5), WetBulb.celsius(30, 0), 0);
        assertTrue(WetBulb.celsius(30, 6) > WetBulb.celsius(30, 5));
    }

    @Property
    void wetBulbRisesWithTemperature(
            @ForAll @DoubleRange(min = -20, max = 59) double celsius,
            @ForAll @DoubleRange(min = 0, max = 100) double humidity) {
        assertTrue(WetBulb.celsius(celsius + 1, humidity) > WetBulb.celsius(celsius, humidity));
    }

    @ParameterizedTest
    @CsvSource({"-20.1, 50", "60.1, 50", "NaN, 50", "20, NaN", "20, -0.1", "20, 100.1"})
    void wetBulbHasNoValueOutsideItsRange(double celsius, double humidity) {
        assertTrue(Double.isNaN(WetBulb.celsius(celsius, humidity)));
    }

    @Test
    void apparentTemperatureFollowsItsThreeTerms() {
        double calm = ApparentTemperature.celsius(25, 50, 0);
        assertEquals(25 + 0.33 * 15.82 - 4, calm, 0.01, "31.6 hPa at saturation");
        assertEquals(calm - 7, ApparentTemperature.celsius(25, 50, 10), 1e-9);
        assertEquals(-14, ApparentTemperature.celsius(-10, 0, 0), 1e-9);
    }

    @Property
    void apparentTemperatureRisesWithMoistureAndFallsWithWind(
            @ForAll @DoubleRange(min = -90, max = 60) double celsius,
            @ForAll @DoubleRange(min = 0, max = 99) double humidity,
            @ForAll @DoubleRange(min = 0, max = 112) double wind) {
        double felt = ApparentTemperature.celsius(celsius, humidity, wind);
        assertTrue(ApparentTemperature.celsius(celsius, humidity + 1, wind) >= felt);
        assertTrue(ApparentTemperature.celsius(celsius, humidity, wind + 1) < felt);
    }

    @ParameterizedTest
    @CsvSource({
        "-90.1, 50, 3",
        "60.1, 50, 3",
        "NaN, 50, 3",
        "20, 101, 3",
        "20, NaN, 3",
        "20, 50, -1",
        "20, 50, 114",
        "20, 50, NaN"
    })
    void apparentTemperatureHasNoValueOutsideItsRange(
            double celsius, double humidity, double wind) {
        assertTrue(Double.isNaN(ApparentTemperature.celsius(celsius, humidity, wind)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, LOW",
        "-9.9, LOW",
        "-10, MODERATE",
        "-27.9, MODERATE",
        "-28, IN_30_MINUTES",
        "-39.9, IN_30_MINUTES",
        "-40, IN_10_MINUTES",
        "-48, IN_5_MINUTES",
        "-54.9, IN_5_MINUTES",
        "-55, IN_2_MINUTES",
        "-90, IN_2_MINUTES"
    })
    void frostbiteBandsBeginAtTheirWindChill(double windChill, Frostbite band) {
        assertEquals(Optional.of(band), Frostbite.of(windChill));
    }

    @Test
    void aboveFreezingThereIsNoFrostbite() {
        assertEquals(Optional.empty(), Frostbite.of(0.1));
        assertEquals(Optional.empty(), Frostbite.of(Double.NaN));
    }
}

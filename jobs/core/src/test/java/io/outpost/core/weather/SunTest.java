package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sun above the atmosphere, and what a lawn would evaporate under it. */
class SunTest {
    @ParameterizedTest
    @CsvSource({
        "45, 0, 172, 11, 1217.325334",
        "39.33, -120.37, 60, 20, 926.428641",
        "70, 25, 355, 10, 0"
    })
    void radiationIsThatOfTheSpecification(
            double latitude, double longitude, int day, int hour, double watts) {
        assertEquals(watts, new Sun(latitude, longitude).wattsPerSquareMetre(day, hour), 0.5e-6);
    }

    /** FAO-56 example 8: 20 S on 3 September, 32.2 MJ/m2 a day by a constant of 1367 W/m2. */
    @Test
    void aDayAddsUpToThePublishedExample() {
        Sun sun = new Sun(-20, 0);
        double wattHours =
                IntStream.range(0, 24).mapToDouble(h -> sun.wattsPerSquareMetre(246, h)).sum();
        assertEquals(32.2, wattHours * 0.0036, 0.2);
    }

    @Test
    void anHourIsFoundByItsDateInUtc() {
        Sun sun = new Sun(45, 10);
        long lastOfLeapYear = LocalDate.of(2020, 12, 31).toEpochDay() * 24 + 11;
        assertEquals(sun.wattsPerSquareMetre(366, 11), sun.wattsPerSquareMetre(lastOfLeapYear), 0);
        long before1970 = LocalDate.of(1969, 3, 1).toEpochDay() * 24 + 9;
        assertEquals(sun.wattsPerSquareMetre(60, 9), sun.wattsPerSquareMetre(before1970), 0);
    }

    @Test
    void noonIsEarlierInUtcFurtherEast() {
        assertEquals(
                new Sun(45, 0).wattsPerSquareMetre(100, 12),
                new Sun(45, 90).wattsPerSquareMetre(100, 6),
                1e-9);
    }

    @Property
    void isWithinTheSolarConstant(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @IntRange(min = 1, max = 366) int day,
            @ForAll @IntRange(min = 0, max = 23) int hour) {
        double watts = new Sun(latitude, longitude).wattsPerSquareMetre(day, hour);
        assertTrue(watts >= 0 && watts <= 1361 * 1.033, () -> watts + " W/m2");
    }

    @Test
    void evaporationIsThatOfTheSpecification() {
        assertEquals(
                0.415674463, ReferenceEvapotranspiration.millimetresPerHour(900, 25, 10), 0.5e-9);
    }

    /** FAO-56 example 20: Lyon in July, 26.6 and 14.8 degC, 40.6 MJ/m2: 5.0 mm a day. */
    @Test
    void evaporationOfADayIsThatOfThePublishedExample() {
        double meanWatts = 40.6 / 24 / 0.0036;
        double ofADay = 24 * ReferenceEvapotranspiration.millimetresPerHour(meanWatts, 26.6, 14.8);
        assertEquals(5.0, ofADay, 0.05);
    }

    @Property
    void evaporationIsNeverNegativeAndGrowsWithTheSun(
            @ForAll @DoubleRange(min = 0, max = 1400) double watts,
            @ForAll @DoubleRange(min = -90, max = 60) double lowest,
            @ForAll @DoubleRange(min = 0, max = 60) double range) {
        double highest = Math.min(60, lowest + range);
        double some = ReferenceEvapotranspiration.millimetresPerHour(watts, highest, lowest);
        assertTrue(some >= 0 && some < 2, () -> some + " mm");
        assertTrue(
                ReferenceEvapotranspiration.millimetresPerHour(watts + 1, highest, lowest) >= some);
    }

    @Test
    void evaporationHasNoValueWithoutItsInputs() {
        assertTrue(Double.isNaN(ReferenceEvapotranspiration.millimetresPerHour(900, 10, 25)));
        assertTrue(
                Double.isNaN(ReferenceEvapotranspiration.millimetresPerHour(Double.NaN, 25, 10)));
    }
}

package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormulasTest {
    @ParameterizedTest
    @CsvSource({
        "45, 0, 172, 11, 1217.325334",
        "39.33, -120.37, 60, 20, 926.428641",
        "70, 25, 355, 10, 0",
    })
    void sunAboveTheAtmosphere(
            double latitude, double longitude, int dayOfYear, int hour, double expected) {
        Site site = new Site(latitude, longitude, 0, Surface.LOAM, StreamSize.MEDIUM);
        long start = Hours.startOf(dayOfYear) + hour * HourInput.HOUR_MILLIS;
        assertEquals(expected, Sun.wattsPerSquareMetre(site, start), 5e-7);
    }

    @ParameterizedTest
    @CsvSource({"20, 50, 13.699342", "1, 90, 0.054547", "3, 99.5, 3"})
    void wetBulb(double celsius, double humidityPercent, double expected) {
        assertEquals(expected, Vapour.wetBulbCelsius(celsius, humidityPercent), 5e-7);
    }

    @Test
    void wetBulbOfAirDrierThanTheFormulaIsThatOfFivePercent() {
        assertEquals(Vapour.wetBulbCelsius(20, 5), Vapour.wetBulbCelsius(20, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "1, NaN, 0.5",
        "1, 60, 1",
        "1, 100, 0.333333",
        "-15, 70, 1",
        "0, NaN, 1",
        "2, NaN, 0",
        "3, 100, 0"
    })
    void snowShareOfPrecipitation(double celsius, double humidityPercent, double expected) {
        assertEquals(expected, Vapour.snowShare(celsius, humidityPercent), 5e-7);
    }

    @Test
    void referenceEvaporation() {
        Day day = new Day(25, 10, 0);
        assertEquals(0.415674463, Sun.evaporationMillimetres(900, day), 5e-10);
        assertEquals(0, Sun.evaporationMillimetres(900, new Day(-20, -30, 0)));
    }

    @Test
    void frostGrowsInColdUnlessSnowKeepsItOff() {
        assertEquals(49.958809210, Frost.index(50, -5, 10), 5e-10);
        assertEquals(0, Frost.index(0.1, 20, 0));
        assertTrue(Frost.index(0, -5, 0) > Frost.index(0, -5, 50));
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void wetnessIsTwoThirdsAtFieldCapacityAndOneWhenFull(Surface surface) {
        double drained = surface.upperDrainedMillimetres() / surface.upperFullMillimetres();
        assertEquals(2 / 3.0, surface.wetness(drained), 1e-15);
        assertEquals(1, surface.wetness(1), 1e-15);
        assertEquals(0, surface.wetness(0));
        assertTrue(surface.wetness(drained + 0.01) > 2 / 3.0);
        assertTrue(surface.wetness(drained - 0.01) < 2 / 3.0);
    }

    @Test
    void siteWithoutPositionHasNoModels() {
        assertTrue(Site.of(null, 8.0, 400.0, null, null).isEmpty());
        assertTrue(Site.of(46.0, null, 400.0, null, null).isEmpty());
        assertEquals(
                new Site(46, 8, 300, Surface.LOAM, StreamSize.MEDIUM),
                Site.of(46.0, 8.0, null, null, null).orElseThrow());
    }
}

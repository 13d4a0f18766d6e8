package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What stands in for missing hours. */
class RecentHoursTest {
    private static final double MISSING = Double.NaN;
    private final RecentHours recent = new RecentHours();
    private long hour = -100;

    @Test
    void extremesAndPrecipitationAreOfThe24HoursThatEndWithThisOne() {
        add(-40, 7);
        for (int i = 0; i < 23; i++) {
            add(i, 0.5);
        }
        assertEquals(-40, weather().lowestCelsius());
        assertEquals(18.5, weather().dayPrecipitationMillimetres());
        add(5, 0);
        assertEquals(0, weather().lowestCelsius());
        assertEquals(22, weather().highestCelsius());
        assertEquals(5, weather().airTemperatureCelsius());
        assertEquals(11.5, weather().dayPrecipitationMillimetres());
    }

    @Test
    void aMissingTemperatureIsThatOfTheSameHourOfTheDayBefore() {
        addDay(10);
        add(MISSING, 0);
        assertTrue(recent.hasTemperature());
        assertEquals(1, recent.temperatureDaysBack());
        assertEquals(10, weather().airTemperatureCelsius());
        add(12, 0);
        assertEquals(0, recent.temperatureDaysBack());
        assertEquals(12, weather().airTemperatureCelsius());
    }

    @Test
    void itStandsInForSevenDaysAndNoLonger() {
        addDay(10);
        for (int day = 1; day <= 7; day++) {
            addDay(MISSING);
            assertTrue(recent.hasTemperature(), "day " + day);
            assertEquals(day, recent.temperatureDaysBack());
        }
        add(MISSING, 0);
        assertFalse(recent.hasTemperature());
        assertThrows(IllegalArgumentException.class, this::weather);
        add(3, 0);
        assertTrue(recent.hasTemperature());
    }

    @Test
    void withoutAnEarlierDayThereIsNone() {
        add(MISSING, 0);
        assertFalse(recent.hasTemperature());
        add(4, 0);
        assertTrue(recent.hasTemperature());
        assertEquals(4, weather().lowestCelsius());
        for (int i = 0; i < 22; i++) {
            add(5, 0);
        }
        add(MISSING, 0);
        assertFalse(recent.hasTemperature(), "the hour of the day before was missing too");
    }

    @Test
    void missingPrecipitationIsNoneAndMarked() {
        add(4, MISSING);
        assertTrue(recent.isPrecipitationMissing());
        assertEquals(0, weather().precipitationMillimetres());
        add(4, 0);
        assertFalse(recent.isPrecipitationMissing());
    }

    @Test
    void hoursComeOneAfterTheOther() {
        add(4, 0);
        assertThrows(IllegalArgumentException.class, () -> recent.add(hour + 1, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> recent.add(hour - 1, 4, 0));
    }

    private HourWeather weather() {
        return recent.weather(MISSING, MISSING, MISSING);
    }

    private void addDay(double celsius) {
        for (int i = 0; i < 24; i++) {
            add(celsius, 0);
        }
    }

    private void add(double celsius, double millimetres) {
        recent.add(hour++, celsius, millimetres);
    }
}

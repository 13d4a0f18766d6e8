package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The usual day of a place. */
class RecentDaysTest {
    private static final long MONDAY = 24 * 20_000L;
    private final RecentDays days = new RecentDays();

    @Test
    void itIsTheMeanOfTheSevenDaysBefore() {
        for (int day = 0; day < 9; day++) {
            add(day, day, 10 + 2.0 * day);
        }
        // Days 1 to 7; day 8 is that of the hour, day 0 is too old.
        assertEquals(new DayCycle(4, 18), days.usual(hour(8 * 24 + 23)));
    }

    @Test
    void daysWithoutATemperatureAreLeftOut() {
        add(0, 1, 5);
        for (int hour = 24; hour < 3 * 24; hour++) {
            days.add(MONDAY + hour, Double.NaN);
        }
        add(3, 3, 9);
        assertEquals(new DayCycle(2, 7), days.usual(hour(4 * 24)));
    }

    @Test
    void onTheFirstDayItIsTheLast24Hours() {
        days.add(MONDAY, 4);
        assertEquals(new DayCycle(2, 8), days.usual(hour(5)));
    }

    private void add(int day, double lowest, double highest) {
        for (int hour = 0; hour < 24; hour++) {
            days.add(MONDAY + 24L * day + hour, hour < 12 ? lowest : highest);
        }
    }

    private static HourWeather hour(int since) {
        return new HourWeather(MONDAY + since, 5, 0, Double.NaN, Double.NaN, Double.NaN, 8, 2, 0);
    }
}

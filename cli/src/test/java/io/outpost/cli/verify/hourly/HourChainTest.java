package io.outpost.cli.verify.hourly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.model.HourInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hours say that is seen from several of them, at thresholds. */
class HourChainTest {
    private HourChain chain = new HourChain();
    private long nextMillis = WantedHour.START;

    @ParameterizedTest
    @CsvSource({"0, false", "1e-10, false", "1e-8, true", "-1e-8, false"})
    void isFrozenAboveAFrostIndexOfTwentyFive(double more, boolean isFrozen) {
        hours(25, -25, 0);
        double before = hours(1, 0, 0).state().frostIndex();
        // One of the six hours is too warm for them to be cold.
        ModelHour hour = hours(1, 24 * (before - 25 - more) - 0.03 * before, 0);
        assertEquals(25 + more, hour.state().frostIndex(), 1e-12);
        assertEquals(isFrozen, hour.step().isFrozen());
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-2.0000000001, false", "-2.00000001, true", "-1.99999999, false"})
    void isFrozenBelowMinusTwoForSixHours(double celsius, boolean isFrozen) {
        hours(5, -2.1, 0);
        assertEquals(isFrozen, hours(1, celsius, 0).step().isFrozen(), "the hour itself");
        hours(5, -2.1, 0);
        assertTrue(hours(1, -2.1, 0).step().isFrozen());
        hours(1, celsius, 0);
        hours(4, -2.1, 0);
        assertEquals(isFrozen, hours(1, -2.1, 0).step().isFrozen(), "one of the five before");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1e-10, false", "1e-8, true", "0.1, true"})
    void turnsWarmAboveZero(double celsius, boolean turnsWarm) {
        hours(24, -1, 0);
        assertEquals(turnsWarm, hours(1, celsius, 0).step().turnsWarm());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1e-10, true", "1e-8, false", "0.1, false"})
    void turnsWarmWhereNoneOfTheDayBeforeWasAboveZero(double celsius, boolean turnsWarm) {
        hours(12, -1, 0);
        hours(1, celsius, 0);
        hours(11, -1, 0);
        assertEquals(turnsWarm, hours(1, 0.5, 0).step().turnsWarm());
    }

    @ParameterizedTest
    @CsvSource({
        "-9.1, -1.1, true",
        "-9.1, -1.1000000001, true",
        "-9.1, -1.10000001, false",
        "-9.1, -1.2, false",
        "-8.3, -0.3, true",
        "-16.7, -8.7, true",
        "-30, -22, true",
        "-7.9, 0.1, true"
    })
    void turnsWarmByEightKelvin(double dayBefore, double celsius, boolean turnsWarm) {
        assertEquals(turnsWarm, turnsWarm(dayBefore, celsius));
    }

    @Test
    void turnsWarmByEightKelvinInAnyTenths() {
        for (int tenths = -400; tenths <= 300; tenths++) {
            String hour = tenths + " tenths";
            assertTrue(turnsWarm(tenths / 10.0, (tenths + 80) / 10.0), hour);
            assertFalse(turnsWarm(tenths / 10.0, (tenths + 79) / 10.0), hour);
        }
    }

    /** Those of 0.9, 2.7 and 3.2 come to 10.000000000000002. */
    @ParameterizedTest
    @CsvSource({
        "5, 1, 5, false",
        "0.9, 10, 1, false",
        "2.7, 3, 1.9, false",
        "3.2, 3, 0.4, false",
        "5, 1, 5.0000000001, false",
        "5, 1, 5.00000001, true",
        "1.1, 9, 0.2, true"
    })
    void rainsOnSnowWithMoreThanTenMillimetresOfADay(
            double each, int hours, double another, boolean turnsWarm) {
        hours(hours, 10, each);
        hours(1, 10, another);
        ModelHour hour = hours(11, -20, 3);
        assertTrue(hour.state().snow().waterEquivalentMillimetres() > 20);
        assertEquals(turnsWarm, hour.step().turnsWarm());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-10})
    void rainsNotOnSnowOfTenMillimetres(double more) {
        hours(1, 10, 12);
        assertFalse(hours(10, -20, 1 + more / 10).step().turnsWarm());
        assertTrue(hours(1, -20, 1e-8).step().turnsWarm());
    }

    /** Some hour between is above 0, so that it is not the first. */
    private boolean turnsWarm(double dayBefore, double celsius) {
        chain = new HourChain();
        hours(1, dayBefore, 0);
        hours(22, -5, 0);
        hours(1, 1, 0);
        return hours(1, celsius, 0).step().turnsWarm();
    }

    /** The last of them. */
    private ModelHour hours(int count, double celsius, double millimetres) {
        ModelHour last = null;
        for (int i = 0; i < count; i++) {
            HourInput input = HourInput.of(nextMillis, celsius, millimetres);
            last = chain.next(input, Double.NaN, WantedHour.SITE);
            nextMillis += HourInput.HOUR_MILLIS;
        }
        return last;
    }
}

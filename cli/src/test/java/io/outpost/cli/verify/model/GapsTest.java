package io.outpost.cli.verify.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Hours of which something is not known. */
class GapsTest {
    private static final int DAY = 24;

    @Test
    void takesTheTemperatureOfTheSameHourOfTheDayBefore() {
        Hours gap = Hours.from(60).daily(2 * DAY, 8, 6, 0);
        Hours whole = Hours.from(60).daily(2 * DAY, 8, 6, 0);
        for (int hour = 0; hour < DAY; hour++) {
            gap.next(HourInput.of(gap.nextMillis(), Double.NaN, 0));
            assertEquals(1, gap.now().recent().daysBack());
        }
        whole.daily(DAY, 8, 6, 0);
        assertEquals(whole.now().soil(), gap.now().soil());
        assertEquals(0, whole.now().recent().daysBack());
    }

    @Test
    void takesTheLatestDayThatHasAnHourOfItsOwn() {
        Hours gap = Hours.from(60).steady(DAY, 1, 0).steady(DAY, -30, 0).missing(3 * DAY);
        Hours known = Hours.from(60).steady(DAY, 1, 0).steady(4 * DAY, -30, 0);
        assertEquals(known.now().frostIndex(), gap.now().frostIndex());
    }

    @Test
    void stopsAfterSevenDaysAndGoesOnWithTheNextTemperature() {
        Hours hours = Hours.from(60).steady(DAY, 1, 0).missing(7 * DAY);
        assertTrue(hours.now().isKnown());
        assertEquals(7, hours.now().recent().daysBack());
        HourState last = hours.now();
        hours.missing(1);
        assertFalse(hours.now().isKnown());
        assertEquals(last.soil(), hours.missing(30 * DAY).now().soil());
        assertTrue(hours.steady(1, 1, 0).now().isKnown());
    }

    @Test
    void takesNoStepBeforeTheFirstTemperature() {
        Hours hours = Hours.from(60).missing(3);
        assertFalse(hours.now().isKnown());
        assertEquals(Soil.atStart(Surface.LOAM), hours.now().soil());
        assertTrue(hours.steady(1, 1, 0).now().isKnown());
    }

    @Test
    void aFilledHourIsOnlyAsOldAsItsSource() {
        Hours hours = Hours.from(60).steady(1, 1, 0).missing(8 * DAY);
        List<HourState> states = hours.states();
        for (int day = 1; day <= 7; day++) {
            assertTrue(states.get(day * DAY).isKnown());
        }
        assertFalse(states.get(8 * DAY).isKnown());
        assertFalse(states.get(1).isKnown());
    }

    @Test
    void rainThatIsNotKnownIsNone() {
        Hours lost = Hours.from(60).withoutRain(30, 3);
        Hours none = Hours.from(60).steady(30, 3, 0);
        assertEquals(none.now().soil(), lost.now().soil());
    }

    @Test
    void groundIsUncertainForThirtyDaysAndForTenAfterMoreThanTwelveLostHoursInAWeek() {
        Hours hours = Hours.from(60).steady(30 * DAY, 3, 0);
        assertTrue(hours.now().isGroundUncertain());
        assertFalse(hours.steady(1, 3, 0).now().isGroundUncertain());
        assertFalse(hours.withoutRain(12, 3).now().isGroundUncertain());
        hours.steady(7 * DAY - 13, 3, 0);
        hours.withoutRain(1, 3);
        assertTrue(hours.now().isGroundUncertain());
        assertEquals(13, hours.now().recent().lostHours());
        hours.steady(10 * DAY, 3, 0);
        assertTrue(hours.now().isGroundUncertain());
        assertFalse(hours.steady(1, 3, 0).now().isGroundUncertain());
    }

    @Test
    void snowIsUncertainForThirtyDaysAndAfterLostRainUntilItHasMelted() {
        Hours hours = Hours.from(60).steady(29 * DAY, -5, 0);
        assertTrue(hours.steady(DAY, -5, 2).now().isSnowUncertain());
        assertFalse(hours.withoutRain(12, -5).now().isSnowUncertain());
        assertTrue(hours.withoutRain(1, -5).now().isSnowUncertain());
        assertTrue(hours.steady(20 * DAY, -5, 0).now().isSnowUncertain());
        hours.steady(10 * DAY, 12, 0);
        assertEquals(0, hours.now().snow().waterEquivalentMillimetres());
        assertFalse(hours.now().isSnowUncertain());
    }

    @Test
    void anHourWithoutAPositionStandsAndItsDayBeforeStandsInForIt() {
        Hours hours = Hours.from(60).steady(DAY, 1, 0);
        HourState last = hours.now();
        HourState lost = HourModel.step(last, HourInput.missing(hours.nextMillis()), null);
        assertFalse(lost.isKnown());
        assertEquals(last.soil(), lost.soil());
        assertEquals(1, lost.recent().celsius(0));
        assertEquals(1, lost.recent().lostHours());
    }

    /** What fell in hours without a temperature is in the sum of the day. */
    @Test
    void aDaysRainIsAlsoThatOfHoursThatArePassedOver() {
        Hours hours = Hours.from(60).steady(DAY, 1, 0).missing(8 * DAY);
        for (int hour = 0; hour < 3; hour++) {
            hours.next(HourInput.of(hours.nextMillis(), Double.NaN, 2));
        }
        assertFalse(hours.now().isKnown());
        assertEquals(6, hours.now().recent().day().precipitationMillimetres());
        hours.steady(20, 1, 0);
        assertEquals(6, hours.now().recent().day().precipitationMillimetres());
        hours.steady(3, 1, 0);
        assertEquals(2, hours.now().recent().day().precipitationMillimetres());
    }

    @Test
    void anHourIsNotLeftOut() {
        Hours hours = Hours.from(60).steady(1, 1, 0);
        HourInput later = HourInput.of(hours.nextMillis() + HourInput.HOUR_MILLIS, 1, 0);
        assertThrows(
                IllegalArgumentException.class,
                () -> HourModel.step(hours.now(), later, Hours.SITE));
    }
}

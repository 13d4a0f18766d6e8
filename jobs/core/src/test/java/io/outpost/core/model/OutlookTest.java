package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.model.Season.Spell;
import io.outpost.core.weather.Sun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a place if no rain comes. */
class OutlookTest {
    private static final ModelParameters PLACE = ModelParameters.at(45, 0);
    private static final DayCycle SUMMER_DAYS = new DayCycle(10, 25);
    private static final long SUMMER = Season.hourOfDay(180);

    @Test
    void theOutlookIsTheModelsRunOnByDryHours() {
        ModelState storm = storm();
        List<DryOutlook.Hour> outlook = DryOutlook.of(storm, PLACE, SUMMER_DAYS, SUMMER);
        assertEquals(48, outlook.size());
        assertEquals(SUMMER + 47, outlook.get(47).epochHour());
        HourStep models = new HourStep(PLACE);
        ModelState state = storm.copy();
        for (DryOutlook.Hour hour : outlook) {
            HourFluxes fluxes =
                    models.step(
                            state,
                            SUMMER_DAYS.hour(
                                    hour.epochHour(),
                                    new Sun(PLACE.latitudeDegrees(), PLACE.longitudeDegrees())));
            assertEquals(Wetness.of(state, PLACE.soil()), hour.wetness(), 0);
            assertEquals(fluxes.flowMillimetresPerHour(), hour.flowMillimetresPerHour(), 0);
            assertEquals(0, fluxes.waterMillimetres());
        }
        assertTrue(outlook.get(47).wetness() < Wetness.of(storm, PLACE.soil()));
    }

    @Test
    void askingDoesNotChangeTheState() {
        ModelState storm = storm();
        double[] before = numbers(storm);
        DryOutlook.of(storm, PLACE, SUMMER_DAYS, SUMMER);
        ReadyBy.drierThan(0.5, storm, PLACE, SUMMER_DAYS, SUMMER);
        assertArrayEquals(before, numbers(storm), 0);
    }

    @Test
    void whatIsDryAlreadyIsReadyNow() {
        assertEquals(
                Optional.of(new ReadyBy(0)),
                ReadyBy.drierThan(0.45, ModelState.start(PLACE), PLACE, SUMMER_DAYS, SUMMER));
    }

    @Test
    void whatTakesMoreThan30DaysHasNoTime() {
        DayCycle cold = new DayCycle(-18, -18);
        assertEquals(Optional.empty(), ReadyBy.drierThan(0.2, storm(), PLACE, cold, SUMMER));
    }

    @Test
    void aStreamFallsBelowItsThreshold() {
        ReadyBy high = ReadyBy.lowerThan(0.15, storm(), PLACE, SUMMER_DAYS, SUMMER).orElseThrow();
        ReadyBy low = ReadyBy.lowerThan(0.06, storm(), PLACE, SUMMER_DAYS, SUMMER).orElseThrow();
        assertTrue(0 < high.hours() && high.hours() < low.hours(), high + " before " + low);
    }

    @Test
    void snowMeltsBeforeTheGroundDries() {
        ModelState snowed = Season.of(Spell.steady(24, -5, 2)).run().state();
        DayCycle thaw = new DayCycle(0, 12);
        List<DryOutlook.Hour> outlook = DryOutlook.of(snowed, PLACE, thaw, Season.hourOfDay(61));
        assertTrue(outlook.get(47).snowWaterEquivalentMillimetres() < 48);
        assertTrue(outlook.get(47).wetness() > outlook.get(0).wetness());
    }

    @Test
    void itIsToldAsBetweenHalfAndTwiceTheTime() {
        ReadyBy ready = new ReadyBy(61);
        assertEquals(30, ready.earliestHours());
        assertEquals(122, ready.latestHours());
        assertFalse(new ReadyBy(240).isBeyondTenDays());
        assertTrue(new ReadyBy(241).isBeyondTenDays());
    }

    @Test
    void aDayIsColdestAt5AndWarmestAt15SolarTime() {
        // Of an hour the temperature in its middle: half an hour of the sun is 7.5 degrees.
        Sun greenwich = new Sun(45, -7.5);
        assertEquals(10, SUMMER_DAYS.hour(SUMMER + 5, greenwich).airTemperatureCelsius(), 1e-12);
        assertEquals(25, SUMMER_DAYS.hour(SUMMER + 15, greenwich).airTemperatureCelsius(), 1e-12);
        assertEquals(17.5, SUMMER_DAYS.hour(SUMMER + 10, greenwich).airTemperatureCelsius(), 1e-9);
        assertEquals(17.5, SUMMER_DAYS.hour(SUMMER + 22, greenwich).airTemperatureCelsius(), 1e-9);
        Sun farWest = new Sun(45, -127.5);
        assertEquals(25, SUMMER_DAYS.hour(SUMMER + 23, farWest).airTemperatureCelsius(), 1e-12);
        assertEquals(10, SUMMER_DAYS.hour(SUMMER + 13, farWest).airTemperatureCelsius(), 1e-12);
    }

    @Test
    void aDayWithoutARangeOfTemperatureIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DayCycle(5, 4));
        assertThrows(IllegalArgumentException.class, () -> new DayCycle(Double.NaN, 4));
    }

    private static ModelState storm() {
        return Season.of(Spell.steady(48, 12, 4)).at(PLACE).run().state();
    }

    private static double[] numbers(ModelState state) {
        double[] numbers = new double[ModelState.SIZE];
        state.writeTo(numbers, 0);
        return numbers;
    }
}

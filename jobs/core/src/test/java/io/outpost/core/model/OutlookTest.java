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
    private static final SteppedPlace STEPPED = SteppedPlace.of(PLACE);
    private static final DayCycle SUMMER_DAYS = new DayCycle(10, 25);
    private static final long SUMMER = Season.hourOfDay(180);

    @Test
    void theOutlookIsTheModelsRunOnByDryHours() {
        ModelState storm = storm();
        List<DryOutlook.Hour> outlook = DryOutlook.of(storm, STEPPED, SUMMER_DAYS, SUMMER);
        assertEquals(48, outlook.size());
        assertEquals(SUMMER + 47, outlook.get(47).epochHour());
        HourStep models = new HourStep(PLACE);
        ModelState state = storm.copy();
        for (DryOutlook.Hour hour : outlook) {
            HourFluxes fluxes =
                    models.step(state, hour(SUMMER_DAYS, hour.epochHour(), models.sun()));
            assertEquals(Wetness.of(state, PLACE.soil()), hour.wetness(), 0);
            assertEquals(fluxes.flowMillimetresPerHour(), hour.flowMillimetresPerHour(), 0);
            assertEquals(0, fluxes.waterMillimetres());
        }
        assertTrue(outlook.get(47).wetness() < Wetness.of(storm, PLACE.soil()));
    }

    /** Over a new year, at a place whose day is not that of UTC. */
    @Test
    void daysOfADrySpellDifferByTheirSunAlone() {
        ModelParameters parameters = ModelParameters.at(-35, 148);
        HourStep models = new HourStep(parameters);
        DayCycle days = new DayCycle(-12, 2);
        ModelState state = Season.of(Spell.steady(48, -4, 1)).at(PLACE).run().state();
        assertTrue(state.snowWaterEquivalentMillimetres() > 0);
        long first = Season.hourOfDay(355) + 7;
        DrySpell spell = new DrySpell(state, SteppedPlace.of(parameters), days, first);
        for (long epochHour = first; epochHour < first + 30 * 24; epochHour++) {
            spell.step();
            models.step(state, hour(days, epochHour, models.sun()));
            assertArrayEquals(numbers(state), numbers(spell.state()), 0);
        }
    }

    private static HourWeather hour(DayCycle days, long epochHour, Sun sun) {
        int hourOfDay = (int) Math.floorMod(epochHour, 24L);
        return days.hour(epochHour, days.celsius(hourOfDay, sun.solarTimeAheadHours()));
    }

    @Test
    void askingDoesNotChangeTheState() {
        ModelState storm = storm();
        double[] before = numbers(storm);
        DryOutlook.of(storm, STEPPED, SUMMER_DAYS, SUMMER);
        ReadyBy.drierThan(0.5, storm, STEPPED, SUMMER_DAYS, SUMMER);
        assertArrayEquals(before, numbers(storm), 0);
    }

    @Test
    void whatIsDryAlreadyIsReadyNow() {
        assertEquals(
                Optional.of(new ReadyBy(0)),
                ReadyBy.drierThan(0.45, ModelState.start(PLACE), STEPPED, SUMMER_DAYS, SUMMER));
    }

    @Test
    void whatTakesMoreThan30DaysHasNoTime() {
        DayCycle cold = new DayCycle(-18, -18);
        assertEquals(Optional.empty(), ReadyBy.drierThan(0.2, storm(), STEPPED, cold, SUMMER));
    }

    @Test
    void aStreamFallsBelowItsThreshold() {
        ReadyBy high = ReadyBy.lowerThan(0.15, storm(), STEPPED, SUMMER_DAYS, SUMMER).orElseThrow();
        ReadyBy low = ReadyBy.lowerThan(0.06, storm(), STEPPED, SUMMER_DAYS, SUMMER).orElseThrow();
        assertTrue(0 < high.hours() && high.hours() < low.hours(), high + " before " + low);
    }

    @Test
    void snowMeltsBeforeTheGroundDries() {
        ModelState snowed = Season.of(Spell.steady(24, -5, 2)).run().state();
        DayCycle thaw = new DayCycle(0, 12);
        List<DryOutlook.Hour> outlook = DryOutlook.of(snowed, STEPPED, thaw, Season.hourOfDay(61));
        assertTrue(outlook.get(47).snowWaterEquivalentMillimetres() < 48);
        assertTrue(outlook.get(47).wetness() > outlook.get(0).wetness());
    }

    @Test
    void itIsGivenAsBetweenHalfAndTwiceTheTime() {
        ReadyBy ready = new ReadyBy(61);
        assertEquals(30, ready.earliestHours());
        assertEquals(122, ready.latestHours());
        assertFalse(new ReadyBy(240).isBeyondTenDays());
        assertTrue(new ReadyBy(241).isBeyondTenDays());
    }

    @Test
    void aDayIsColdestAt5AndWarmestAt15SolarTime() {
        // Of an hour the temperature in its middle, half an hour after its start.
        assertEquals(10, SUMMER_DAYS.celsius(5, -0.5), 1e-12);
        assertEquals(25, SUMMER_DAYS.celsius(15, -0.5), 1e-12);
        assertEquals(17.5, SUMMER_DAYS.celsius(10, -0.5), 1e-9);
        assertEquals(17.5, SUMMER_DAYS.celsius(22, -0.5), 1e-9);
        assertEquals(25, SUMMER_DAYS.celsius(23, -8.5), 1e-12);
        assertEquals(10, SUMMER_DAYS.celsius(13, -8.5), 1e-12);
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

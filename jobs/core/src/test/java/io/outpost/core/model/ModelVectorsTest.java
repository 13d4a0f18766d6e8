package io.outpost.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.model.Season.Spell;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Seasons of a few weeks, computed by a program of its own from the same specification, to every
 * digit that it printed. At 45 N, 0 E, 1000 m from day 60 of the year on, unless said.
 */
class ModelVectorsTest {
    private static final Spell SNOWFALL = Spell.steady(24, -5, 2);
    private static final Spell WARM_RAIN = Spell.steady(6, 4, 4);
    private static final Spell RAIN = Spell.steady(12, 10, 2.5);
    private static final Spell HARD_FROST = Spell.daily(240, -8, 4, 0);

    private static final Map<Integer, Season> SEASONS =
            Map.ofEntries(
                    Map.entry(1, Season.of(SNOWFALL)),
                    Map.entry(2, Season.of(SNOWFALL, Spell.steady(24, -10, 0))),
                    Map.entry(3, Season.of(SNOWFALL, Spell.daily(72, 5, 6, 0))),
                    Map.entry(4, Season.of(SNOWFALL, WARM_RAIN)),
                    Map.entry(5, Season.of(SNOWFALL, WARM_RAIN, Spell.daily(240, 8, 6, 0))),
                    Map.entry(6, Season.of(Spell.steady(24, 1, 1).with(60, 3, 900))),
                    Map.entry(7, Season.of(Spell.steady(24, 1, 1))),
                    Map.entry(8, Season.of(RAIN).fromDay(180)),
                    Map.entry(9, Season.of(RAIN, Spell.daily(120, 20, 8, 0)).fromDay(180)),
                    Map.entry(10, Season.of(RAIN, Spell.daily(720, 20, 8, 0)).fromDay(180)),
                    Map.entry(11, Season.of(Spell.steady(48, 8, 5)).fromDay(300)),
                    Map.entry(12, Season.of(HARD_FROST).fromDay(15)),
                    Map.entry(13, Season.of(HARD_FROST, Spell.steady(24, 3, 1)).fromDay(15)),
                    Map.entry(
                            14,
                            Season.of(Spell.daily(720, 0, 3, 0.3))
                                    .fromDay(1)
                                    .at(
                                            ModelParameters.at(
                                                    -68,
                                                    170,
                                                    50,
                                                    Surface.LOAM,
                                                    StreamSize.MEDIUM))),
                    Map.entry(
                            15, Season.of(Spell.steady(1, -20, 0.001), Spell.steady(48, -20, 0))));

    @ParameterizedTest
    @CsvSource({
        "1, 48, 0, 1.587184, 0.848675, 55.106935",
        "2, 48, 0, 2.929174, 0.840675, 43.174152",
        "3, 36.917549, 1.024868, 0, 0.689161, 18.158843",
        "4, 51.100919, 2.433377, 0, 0.831352, 51.966981",
        "5, 0, 0, 0, 0.85, 0",
        "6, 24, 0, 0.228183, 0.847266, 18.508230",
        "7, 8.715903, 0.415043, 0, 0.807941, 6.399115",
        "8, 0, 0, 0, 0.85, 0",
        "9, 0, 0, 0, 0.85, 0",
        "10, 0, 0, 0, 0.85, 0",
        "11, 0, 0, 0, 0.85, 0",
        "12, 0, 0, 0, 0.85, 0",
        "13, 0, 0, 0, 0.85, 0",
        "14, 0, 0, 0, 0.85, 0",
        "15, 0, 0, 0, 0.85, 0"
    })
    void snow(int season, double swe, double liquid, double cold, double albedo, double depth) {
        ModelState end = SEASONS.get(season).run().state();
        assertEquals(swe, end.snowWaterEquivalentMillimetres(), 0.5e-6);
        assertEquals(liquid, end.liquidMillimetres(), 0.5e-6);
        assertEquals(cold, end.coldMillimetres(), 0.5e-6);
        assertEquals(albedo, end.albedo(), 0.5e-6);
        assertEquals(depth, end.snowDepthCentimetres(), 0.5e-6);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.333333333, 0.333333333, 0, 0",
        "2, 0.333333333, 0.333333333, 0, 0",
        "3, 0.456471674, 0.333333333, 0.067496382, 11.082451",
        "4, 0.565545340, 0.333333333, 0.201402604, 20.899081",
        "5, 0.644299254, 0.432994968, 0.030372008, 72",
        "6, 0.333333333, 0.333333333, 0, 0",
        "7, 0.503156634, 0.333333333, 0.127632862, 15.284097",
        "8, 0.666666667, 0.333333333, 0.335704806, 30",
        "9, 0.484956653, 0.327698606, 0.013566896, 30",
        "10, 0.229563860, 0.264317520, 0.001836077, 30",
        "11, 0.990868159, 0.834079483, 2.362354984, 240",
        "12, 0.328257988, 0.331256140, 0, 0",
        "13, 0.591618343, 0.331125553, 0.193980682, 24",
        "14, 0.774602436, 0.716720244, 0.200926133, 216",
        "15, 0.333344444, 0.333333333, 0.000000580, 0.001"
    })
    void soilAndFlow(int season, double surface, double lower, double flow, double water) {
        Season.Run run = SEASONS.get(season).run();
        assertEquals(surface, run.state().surfaceWaterMillimetres() / 90, 0.5e-9);
        assertEquals(lower, run.state().lowerWaterMillimetres() / 360, 0.5e-9);
        assertEquals(flow, run.last().flowMillimetresPerHour(), 0.5e-9);
        assertEquals(water, run.sum(HourFluxes::waterMillimetres), 0.5e-6);
    }

    @Test
    void frost() {
        assertEquals(69.021261, SEASONS.get(12).run().state().frostDegreeDays(), 0.5e-6);
        assertEquals(64.022850, SEASONS.get(13).run().state().frostDegreeDays(), 0.5e-6);
        assertEquals(49.958809210, HourStep.frostDegreeDays(50, -5, 10), 0.5e-9);
    }

    @Test
    void meltAndReferenceEvapotranspiration() {
        Season.Run antarcticSummer = SEASONS.get(14).run();
        assertEquals(136.896024, antarcticSummer.sum(HourFluxes::meltMillimetres), 0.5e-6);
        ToDoubleFunction<HourFluxes> et0 = HourFluxes::referenceEvapotranspirationMillimetres;
        assertEquals(48.868998, antarcticSummer.sum(et0), 0.5e-6);
    }

    @ParameterizedTest
    @CsvSource({"1, NaN, 0.5", "1, 60, 1", "1, 100, 0.333333", "-15, 70, 1", "2, NaN, 0"})
    void snowShare(double celsius, double humidity, double share) {
        PrecipitationPhase phase = new PrecipitationPhase(SnowParameters.DEFAULT.phase());
        assertEquals(share, phase.snowShare(celsius, humidity), 0.5e-6);
    }

    @ParameterizedTest
    @CsvSource({"0.667, 60", "0.45, 545"})
    void readyBy(double threshold, int hours) {
        ModelParameters parameters = ModelParameters.at(45, 0);
        ModelState wet = ModelState.start(parameters);
        wet.surfaceWaterMillimetres = 0.9 * 90;
        wet.lowerWaterMillimetres = 0.7 * 360;
        DayCycle days = new DayCycle(10, 25);
        assertEquals(
                hours,
                ReadyBy.drierThan(
                                threshold,
                                wet,
                                SteppedPlace.of(parameters),
                                days,
                                Season.hourOfDay(180))
                        .orElseThrow()
                        .hours());
    }
}

package io.outpost.cli.verify.hourly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.WaterLevels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hours by themselves; in logs of a place: {@code WaterLevelTest} of the fold. */
class HighWaterTest {
    private static final long HOUR = HourInput.HOUR_MILLIS;
    private static final long START = WantedHour.START;
    private static final long NEVER = Long.MIN_VALUE;
    private static final WaterLevels LEVELS = new WaterLevels(1, 2, 3);

    private final HighWater rule = new HighWater();

    @ParameterizedTest
    @CsvSource({
        "0, 0.99, 0",
        "0, 1, 1",
        "0, 1.99, 1",
        "0, 2, 2",
        "0, 3, 3",
        "1, 0.951, 1",
        "1, 0.949, 0",
        "1, 1.951, 1",
        "2, 1.951, 2",
        "2, 1.949, 1",
        "2, 0.951, 1",
        "2, 0.949, 0",
        "3, 2.951, 3",
        "3, 2.949, 2",
        "3, 1.951, 2",
        "3, -5, 0"
    })
    void aLevelHoldsDownToFiveCentimetresBelowWhereItIsReached(
            int before, double metres, int level) {
        assertEquals(level, rule.level(gaugeAlone(metres), before));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "0, 0.9999999999, 1",
        "0, 0.99999999, 0",
        "1, 1.99999999, 1",
        "1, 2, 2",
        "2, 3, 3",
        "2, 2.99999999, 2",
        "1, 0.95, 1",
        "1, 0.9499999999, 1",
        "1, 0.94999999, 0",
        "2, 1.95, 2",
        "2, 1.94999999, 1",
        "3, 2.95, 3",
        "3, 2.94999999, 2"
    })
    void aTieReachesAndHoldsALevel(int before, double metres, int level) {
        assertEquals(level, rule.level(gaugeAlone(metres), before));
    }

    /** From 0.9 of them on they hold: 0.054, 0.135, 0.63. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.06, 1",
        "0, 0.0599999999, 1",
        "0, 0.05999999, 0",
        "0, 0.15, 2",
        "0, 0.14999999, 1",
        "0, 0.7, 3",
        "0, 0.69999999, 2",
        "1, 0.054, 1",
        "1, 0.0539999999, 1",
        "1, 0.05399999, 0",
        "2, 0.135, 2",
        "2, 0.13499999, 1",
        "3, 0.63, 3",
        "3, 0.62999999, 2"
    })
    void aTieReachesAndHoldsALevelOfTheFlow(int before, double flow, int level) {
        assertEquals(level, rule.level(flowing(flow), before));
    }

    @ParameterizedTest
    @CsvSource({"0.06, false", "0.0599999999, false", "0.05999999, true", "0.01, true"})
    void isReadyWhereTheFlowIsBelowATie(double flow, boolean isReady) {
        List<String> reasons = reasons(flowing(flow));
        assertEquals(isReady, reasons.get(6).equals("0.0"), reasons.toString());
    }

    /** As where all of a month lies in one bin. */
    @Test
    void levelsMayHaveOneThreshold() {
        GaugeHour gauge = new GaugeHour(START, 1, new WaterLevels(1, 1, 1), NEVER);
        assertEquals(3, rule.level(ModelHour.withoutModels(gauge), 0));
    }

    /** In whole centimetres, some of which are edges of bins, from 5 m below zero on. */
    @Test
    void aLevelThatNeverChangesIsNeverHigh() {
        for (int centimetres = -500; centimetres <= 500; centimetres++) {
            double metres = centimetres / 100.0;
            GaugeChain chain = new GaugeChain();
            long june = START - 29 * 24 * HOUR;
            for (int hour = 0; hour < 480; hour++) {
                chain.next(june + hour * HOUR, metres);
            }
            GaugeHour judged = chain.next(START, metres);
            String level = metres + " m";
            assertTrue(Comparisons.isBelow(metres, judged.levels().elevated()), level);
            assertEquals(0, rule.level(ModelHour.withoutModels(judged), 0), level);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "24, false", "25, true", "9999, true"})
    void theFlowIsAskedMoreThanADayAfterTheLastLevel(int hoursAfter, boolean isJudged) {
        ModelHour stepped = stepped(new GaugeHour(START, 5, null, START - hoursAfter * HOUR));
        assertEquals(isJudged, rule.judges(stepped));
    }

    @Test
    void judgesWhatHasALevelOrElseAStep() {
        assertTrue(rule.judges(gaugeAlone(1)), "by its level");
        assertFalse(rule.judges(ModelHour.withoutModels(new GaugeHour(START, 1, null, NEVER))));
        assertTrue(rule.judges(stepped(new GaugeHour(START, 1, null, NEVER))), "by its flow");
    }

    @Test
    void isCertainByALevelAndNotByTheFlowOfTheFirstDays() {
        assertTrue(rule.isCertain(gaugeAlone(1)));
        assertTrue(rule.isCertain(stepped(new GaugeHour(START, 1, LEVELS, NEVER))));
        assertFalse(rule.isCertain(stepped(new GaugeHour(START, 1, null, NEVER))));
    }

    @Test
    void theLevelIsJudgedAlsoWhereAStepWasTaken() {
        assertEquals(2, rule.level(stepped(new GaugeHour(START, 2.5, LEVELS, NEVER)), 0));
    }

    @Test
    void saysNothingOfAStepThatWasNotTaken() {
        assertEquals(
                "[null, null, null, null, 1.5, 1.0, null]", reasons(gaugeAlone(1.5)).toString());
    }

    @Test
    void saysByWhatItWasJudged() {
        String byLevel = reasons(stepped(new GaugeHour(START, 1.5, LEVELS, NEVER))).toString();
        assertTrue(
                byLevel.matches("\\[0\\.0\\d+, 6\\.0, 6\\.0, 0\\.0, 1\\.5, 1\\.0, null]"), byLevel);
        String byFlow = reasons(stepped(new GaugeHour(START, 1.5, null, NEVER))).toString();
        assertTrue(byFlow.matches("\\[0\\.0\\d+, 6\\.0, 6\\.0, 0\\.0, null, null, 0\\.0]"), byFlow);
    }

    @Test
    void namesItsReasonsInTheirOrder() {
        assertEquals(
                "[flow_millimetres_per_hour 0, water_millimetres 86400, water_millimetres 259200,"
                        + " melt_millimetres 259200, water_level_metres 0, elevated_from_metres 0,"
                        + " ready_in_hours 0]",
                rule.reasons(gaugeAlone(1)).stream()
                        .map(driver -> driver.measure() + " " + driver.windowSeconds())
                        .toList()
                        .toString());
    }

    private List<String> reasons(ModelHour hour) {
        return rule.reasons(hour).stream()
                .map(Driver::value)
                .map(value -> Double.isNaN(value) ? "null" : value.toString())
                .toList();
    }

    private static ModelHour flowing(double flow) {
        return WantedHour.of(10).flow(flow, new FlowLevels(0.06, 0.15, 0.7, true)).hour();
    }

    private static ModelHour gaugeAlone(double metres) {
        return ModelHour.withoutModels(new GaugeHour(START, metres, LEVELS, NEVER));
    }

    /** In the first hour of the models, with 6 mm of rain. */
    private static ModelHour stepped(GaugeHour gauge) {
        ModelHour hour =
                new HourChain().next(HourInput.of(START, 10, 6), Double.NaN, WantedHour.SITE);
        return new ModelHour(
                hour.state(), hour.lastSteppedMillis(), hour.carried(), hour.step(), gauge);
    }
}

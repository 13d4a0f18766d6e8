package io.outpost.cli.verify.hourly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.Site;
import io.outpost.cli.verify.model.StreamSize;
import io.outpost.cli.verify.model.Surface;
import io.outpost.cli.verify.model.WaterLevels;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hours by themselves; in logs of a place: {@code WaterLevelTest} of the fold. */
class HighWaterTest {
    private static final long HOUR = HourInput.HOUR_MILLIS;
    private static final long START = Instant.parse("2026-06-30T00:00:00Z").toEpochMilli();
    private static final long NEVER = Long.MIN_VALUE;
    private static final WaterLevels LEVELS = new WaterLevels(1, 2, 3);
    private static final Site SITE = new Site(45, 0, 300, Surface.LOAM, StreamSize.MEDIUM);

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

    /** As where all of a month lies in one bin. */
    @Test
    void levelsMayHaveOneThreshold() {
        GaugeHour gauge = new GaugeHour(START, 1, new WaterLevels(1, 1, 1), NEVER);
        assertEquals(3, rule.level(ModelHour.withoutModels(gauge), 0));
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

    private static ModelHour gaugeAlone(double metres) {
        return ModelHour.withoutModels(new GaugeHour(START, metres, LEVELS, NEVER));
    }

    /** In the first hour of the models, with 6 mm of rain. */
    private static ModelHour stepped(GaugeHour gauge) {
        ModelHour hour = new HourChain().next(HourInput.of(START, 10, 6), Double.NaN, SITE);
        return new ModelHour(
                hour.state(), hour.lastSteppedMillis(), hour.carried(), hour.step(), gauge);
    }
}

package io.outpost.cli.verify.hourly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.outpost.cli.verify.emission.Driver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours at the thresholds by themselves; in logs of a place: {@code ModelsTest} of the fold. */
class MudTest {
    private static final double DAMP_FROM = 2 / 3.0;

    private final Mud rule = new Mud();

    @ParameterizedTest
    @CsvSource({
        "0.15, DUSTY, DRY",
        "0.45, DRY, TACKY",
        "0.66666666666666667, TACKY, DAMP",
        "0.8, DAMP, MUDDY",
        "0.95, MUDDY, SATURATED"
    })
    void aTieReachesALevelOfWetness(double from, String below, String reached) {
        assertEquals(reached, level(from, 0));
        assertEquals(reached, level(from - 1e-10, 0));
        assertEquals(below, level(from - 1e-8, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0.13, DRY, DUSTY",
        "0.43, TACKY, DRY",
        "0.64666666666666667, DAMP, TACKY",
        "0.78, MUDDY, DAMP",
        "0.93, SATURATED, MUDDY"
    })
    void aTieHoldsALevelOfWetness(double until, String held, String below) {
        int before = number(held);
        assertEquals(held, level(until, before));
        assertEquals(held, level(until - 1e-10, before));
        assertEquals(below, level(until - 1e-8, before));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, SNOW_COVERED",
        "4.9, 0.1, SNOW_COVERED",
        "4.9999999999, 0, SNOW_COVERED",
        "4.99999999, 0, DAMP",
        "4.9, 0.09999999, DAMP"
    })
    void fiveMillimetresOfSnowCoverTheGround(double ice, double liquid, String level) {
        ModelHour hour = WantedHour.of(5).wetness(0.7).snow(ice, liquid).hour();
        assertEquals(level, rule.name(rule.level(hour, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1e-8, DAMP",
        "-1e-10, DAMP",
        "0, DAMP",
        "1e-10, DAMP",
        "1e-8, THAWING",
        "0.1, THAWING"
    })
    void thawsAboveZero(double celsius, String level) {
        ModelHour hour = WantedHour.of(celsius).wetness(0.7).frozenBefore().hour();
        assertEquals(level, rule.name(rule.level(hour, 0)));
    }

    @ParameterizedTest
    @CsvSource({"1e-8", "1e-10", "0", "-1e-10"})
    void isNotReadyAtATieWhereTheGroundIsDamp(double more) {
        assertEquals("DAMP", level(DAMP_FROM + more, 0));
        assertNotEquals(0, readyInHours(DAMP_FROM + more));
    }

    @ParameterizedTest
    @CsvSource({"-1e-8", "-0.1"})
    void isReadyBelow(double more) {
        assertEquals("TACKY", level(DAMP_FROM + more, 0));
        assertEquals(0, readyInHours(DAMP_FROM + more));
    }

    private String level(double wetness, int before) {
        return rule.name(rule.level(WantedHour.of(10).wetness(wetness).hour(), before));
    }

    private double readyInHours(double wetness) {
        return rule.reasons(WantedHour.of(10).wetness(wetness).hour()).stream()
                .filter(reason -> reason.measure().equals("ready_in_hours"))
                .mapToDouble(Driver::value)
                .sum();
    }

    private int number(String level) {
        return rule.levels().indexOf(level) + 1;
    }
}

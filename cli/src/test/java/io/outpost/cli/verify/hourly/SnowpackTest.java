package io.outpost.cli.verify.hourly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours at the thresholds; what turns warm: {@link HourChainTest}. */
class SnowpackTest {
    private final Snowpack rule = new Snowpack();

    @ParameterizedTest
    @CsvSource({
        "5, 0, SETTLED",
        "4.9, 0.1, SETTLED",
        "4.9999999999, 0, SETTLED",
        "4.99999999, 0, null",
        "4.9, 0.09999999, null"
    })
    void liesFromFiveMillimetresOn(double ice, double liquid, String level) {
        assertLevel(level, WantedHour.of(-5).snow(ice, liquid), "null");
    }

    /** Ice of 100 mm holds 5 mm, ice of 34.2 mm 1.71. */
    @ParameterizedTest
    @CsvSource({
        "100, 2.5, SETTLED, WET",
        "100, 2.4999999999, SETTLED, WET",
        "100, 2.49999999, SETTLED, SETTLED",
        "34.2, 0.855, SETTLED, WET",
        "34.2, 0.85499999, SETTLED, SETTLED",
        "100, 2.5, LOADING, WET",
        "100, 2.49999999, LOADING, SETTLED",
        "100, 0.5, WET, WET",
        "100, 0.4999999999, WET, WET",
        "100, 0.49999999, WET, SETTLED",
        "34.2, 0.171, WET, WET",
        "34.2, 0.17099999, WET, SETTLED"
    })
    void isWetAtATieWithWhatItHolds(double ice, double liquid, String before, String level) {
        assertLevel(level, WantedHour.of(-5).snow(ice, liquid), before);
    }

    @ParameterizedTest
    @CsvSource({
        "10, SETTLED, LOADING",
        "9.9999999999, SETTLED, LOADING",
        "9.99999999, SETTLED, SETTLED",
        "9.99999999, WARMING, SETTLED",
        "8, LOADING, LOADING",
        "7.9999999999, LOADING, LOADING",
        "7.99999999, LOADING, SETTLED",
        "8, HEAVY_LOADING, LOADING",
        "7.99999999, HEAVY_LOADING, SETTLED",
        "30, LOADING, HEAVY_LOADING",
        "29.9999999999, LOADING, HEAVY_LOADING",
        "29.99999999, LOADING, LOADING",
        "25, HEAVY_LOADING, HEAVY_LOADING",
        "24.9999999999, HEAVY_LOADING, HEAVY_LOADING",
        "24.99999999, HEAVY_LOADING, LOADING"
    })
    void isLoadedAtATie(double centimetres, String before, String level) {
        assertLevel(level, lying().newSnow(centimetres, 0, 0), before);
        assertLevel(level, lying().newSnow(0, 0, centimetres), before);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 5, LOADING",
        "999.9999999999, 4.9999999999, LOADING",
        "999.99999999, 5, SETTLED",
        "1000, 4.99999999, SETTLED"
    })
    void isDriftingAtATie(double drift, double newSnowOfThreeDays, String level) {
        assertLevel(level, lying().newSnow(0, newSnowOfThreeDays, 0).drift(drift), "SETTLED");
    }

    private static WantedHour lying() {
        return WantedHour.of(-5).snow(100, 0);
    }

    private void assertLevel(String level, WantedHour hour, String before) {
        int held = rule.levels().indexOf(before) + 1;
        assertEquals(level, String.valueOf(rule.name(rule.level(hour.hour(), held))));
    }
}

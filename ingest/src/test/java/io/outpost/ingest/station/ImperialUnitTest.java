package io.outpost.ingest.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImperialUnitTest {
    @ParameterizedTest
    @CsvSource({
        "FAHRENHEIT, 70.7, 21.5",
        "FAHRENHEIT, 32, 0",
        "FAHRENHEIT, -40, -40",
        "FAHRENHEIT, 39.02, 3.9",
        "MILES_PER_HOUR, 10, 4.4704",
        "INCHES, 0.01, 0.254",
        "INCHES_OF_MERCURY, 29.92, 1013.2074811900272",
        "AS_SENT, 98, 98"
    })
    void convertsByTheExactFactor(ImperialUnit unit, BigDecimal sent, double ours) {
        assertEquals(ours, unit.toOurs(sent));
    }

    @Property
    void tenthsOfDegreesComeBackAsTheyWere(@ForAll @IntRange(min = -900, max = 600) int tenths) {
        BigDecimal celsius = BigDecimal.valueOf(tenths, 1);
        BigDecimal fahrenheit = celsius.multiply(new BigDecimal("1.8")).add(BigDecimal.valueOf(32));
        assertEquals(celsius.doubleValue(), ImperialUnit.FAHRENHEIT.toOurs(fahrenheit));
    }

    @Property
    void aTipOfTheBucketIsTheSameHoweverHighTheCounterStands(
            @ForAll @IntRange(min = 0, max = 1_000_000) int hundredths) {
        assertEquals(
                BigDecimal.valueOf(hundredths).multiply(new BigDecimal("0.254")).doubleValue(),
                ImperialUnit.INCHES.toOurs(BigDecimal.valueOf(hundredths, 2)));
    }

    @Property
    void moreIsNeverLess(
            @ForAll ImperialUnit unit,
            @ForAll @IntRange(min = -100_000, max = 100_000) int one,
            @ForAll @IntRange(min = -100_000, max = 100_000) int other) {
        double less = unit.toOurs(BigDecimal.valueOf(Math.min(one, other), 3));
        double more = unit.toOurs(BigDecimal.valueOf(Math.max(one, other), 3));
        assertTrue(less <= more);
    }
}

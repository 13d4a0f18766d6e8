package io.outpost.core.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {

    @ParameterizedTest
    @CsvSource({
        "degC, degC, -0.7, -0.7",
        "degF, degC, 32, 0",
        "degF, degC, 39.02, 3.9",
        "degF, degC, -40, -40",
        "K, degC, 266.67, -6.48",
        "degC, degF, 100, 212",
        "%, %, 59.37, 59.37",
        "fraction, %, 0.5, 50",
        "m/s, m/s, 4.4, 4.4",
        "km/h, m/s, 36, 10",
        "mph, m/s, 1, 0.44704",
        "mph, m/s, 10.35702, 4.6300022208",
        "kt, m/s, 9, 4.63",
        "m, m, 2.5, 2.5",
        "mm, mm, 0.1, 0.1",
        "in, mm, 1.21, 30.734",
        "cm, mm, 1, 10",
        "m, cm, 1.5, 150",
        "in, cm, 1, 2.54",
        "ft, m, 10, 3.048",
        "mi, m, 10, 16093.44",
        "km, m, 1.2, 1200",
        "mm/h, mm/h, 1.5, 1.5",
        "in/h, mm/h, 1, 25.4",
        "hPa, hPa, 1012.3, 1012.3",
        "mbar, hPa, 1012.3, 1012.3",
        "Pa, hPa, 101325, 1013.25",
        "kPa, hPa, 99.95, 999.5",
        "inHg, hPa, 30, 1015.9165921023",
        "inHg, hPa, 29.92, 1013.2074811900272",
        "mmHg, hPa, 760, 1013.25024",
        "degrees, degrees, 359.5, 359.5",
        "10 degrees, degrees, 36, 360",
        "degF, degC, 70.7, 21.5",
        "degC, K, 21.5, 294.65",
        "degC d, degF d, 100, 180",
        "degF d, degC d, 180, 100",
        "K d, degC d, 100, 100",
        "m/s, kt, 0.514444444444444444, 1",
        "m/s, mph, 4.4704, 10",
        "m/s, km/h, 10, 36",
        "mm, in, 25.4, 1",
        "cm, in, 2.54, 1",
        "m, ft, 0.3048, 1",
        "mm/h, in/h, 25.4, 1",
        "mm/d, mm/h, 24, 1",
        "mm/d, in/d, 25.4, 1",
        "in/d, mm/d, 2, 50.8",
        "hPa, Pa, 1013.25, 101325",
        "hPa, inHg, 1013.2074811900272, 29.92",
        "kg/m3, lb/ft3, 1000, 62.42796057614461",
        "lb/ft3, kg/m3, 1, 16.018463373960138",
        "s, h, 5400, 1.5",
        "h, s, 1.5, 5400",
        "m3/s3, m3/s3, 12, 12",
        "1, 1, 7.5, 7.5"
    })
    void givesTheDoubleNextToTheExactValue(String from, String to, String value, double expected) {
        Conversion conversion = new Conversion(unit(from), unit(to));

        assertEquals(expected, conversion.apply(new BigDecimal(value)));
    }

    @Test
    void everyUnitHasACaseAbove() throws NoSuchMethodException {
        Set<String> covered =
                Arrays.stream(
                                getClass()
                                        .getDeclaredMethod(
                                                "givesTheDoubleNextToTheExactValue",
                                                String.class,
                                                String.class,
                                                String.class,
                                                double.class)
                                        .getAnnotation(CsvSource.class)
                                        .value())
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .collect(Collectors.toSet());
        Set<String> missing =
                new HashSet<>(Arrays.stream(Unit.values()).map(Unit::symbol).toList());
        missing.removeAll(covered);

        assertEquals(Set.of(), missing);
    }

    @Test
    void refusesUnitsOfAnotherDimension() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Conversion(Unit.MILES_PER_HOUR, Unit.CELSIUS));
    }

    @Test
    void ofADifferenceThereIsNoOffset() {
        Conversion conversion = Conversion.ofDifference(Unit.CELSIUS, Unit.FAHRENHEIT);

        assertEquals(1.8, conversion.apply(BigDecimal.ONE));
        assertEquals(0, conversion.apply(BigDecimal.ZERO));
        assertEquals(
                -2.5,
                Conversion.ofDifference(Unit.CELSIUS, Unit.KELVIN).apply(new BigDecimal("-2.5")));
    }

    @ParameterizedTest
    @CsvSource({
        "degC, K, 2, 2",
        "degC, degF, 2, 2",
        "m/s, mph, 2, 2",
        "m/s, km/h, 2, 2",
        "m/s, kt, 2, 2",
        "mm, in, 2, 4",
        "cm, in, 1, 2",
        "cm, m, 1, 3",
        "m, ft, 3, 3",
        "mm/h, in/h, 4, 6",
        "hPa, Pa, 2, 0",
        "hPa, Pa, 1, 0",
        "hPa, inHg, 2, 4",
        "kg/m3, lb/ft3, 1, 3",
        "degrees, degrees, 0, 0"
    })
    void keepsAsManyDecimalsAsTellTheSameApart(String from, String to, int before, int after) {
        assertEquals(after, new Conversion(unit(from), unit(to)).decimals(before));
    }

    @Property
    void whatWasTheSameBeforeIsTheSameWhenItComesBack(
            @ForAll("pairs") Pair pair, @ForAll @IntRange(min = -99_999, max = 99_999) int steps) {
        Unit from = pair.from();
        Unit to = pair.to();
        int decimals = from.decimals().orElse(2);
        BigDecimal value = BigDecimal.valueOf(steps, decimals);
        Conversion there = new Conversion(from, to);
        BigDecimal shown =
                there.exactly(value).setScale(there.decimals(decimals), RoundingMode.HALF_UP);

        BigDecimal back =
                new Conversion(to, from).exactly(shown).setScale(decimals, RoundingMode.HALF_UP);

        assertEquals(value, back);
    }

    @Property
    void aTipOfTheBucketIsTheSameHoweverHighTheCounterStands(
            @ForAll @IntRange(min = 0, max = 1_000_000) int hundredths) {
        assertEquals(
                BigDecimal.valueOf(hundredths).multiply(new BigDecimal("0.254")).doubleValue(),
                new Conversion(Unit.INCHES, Unit.MILLIMETRES)
                        .apply(BigDecimal.valueOf(hundredths, 2)));
    }

    @Property
    void moreIsNeverLess(
            @ForAll("pairs") Pair pair,
            @ForAll @IntRange(min = -100_000, max = 100_000) int one,
            @ForAll @IntRange(min = -100_000, max = 100_000) int other) {
        Conversion conversion = new Conversion(pair.from(), pair.to());
        double less = conversion.apply(BigDecimal.valueOf(Math.min(one, other), 3));
        double more = conversion.apply(BigDecimal.valueOf(Math.max(one, other), 3));
        assertTrue(less <= more);
    }

    /** Two units of one dimension. */
    record Pair(Unit from, Unit to) {}

    @Provide
    Arbitrary<Pair> pairs() {
        return Arbitraries.of(
                Arrays.stream(Unit.values())
                        .flatMap(
                                from ->
                                        Arrays.stream(Unit.values())
                                                .filter(to -> to.dimension() == from.dimension())
                                                .map(to -> new Pair(from, to)))
                        .toList());
    }

    private static Unit unit(String symbol) {
        return Unit.withSymbol(symbol).orElseThrow();
    }
}

package io.outpost.cli.replay.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
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
        "inHg, hPa, 30, 1015.9167",
        "mmHg, hPa, 760, 1013.25024",
        "degrees, degrees, 359.5, 359.5",
        "10 degrees, degrees, 36, 360",
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

    private static Unit unit(String symbol) {
        return Unit.withSymbol(symbol).orElseThrow();
    }
}

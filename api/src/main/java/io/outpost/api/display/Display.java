package io.outpost.api.display;

import io.outpost.api.web.Request;
import io.outpost.core.unit.Conversion;
import io.outpost.core.unit.Unit;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How values are shown: in which units and with how many digits. A value is found by its name,
 * which ends with the unit that it is kept in; the name stays, whatever unit it is shown in.
 */
public record Display(Units units, Digits digits) {

    /** As of a request that asks for nothing else. */
    public static final Display USUAL = new Display(Units.METRIC, Digits.OF_USE);

    private static final Set<String> PARAMETERS = and(Units.PARAMETERS, Digits.PARAMETER);

    private static final int DECIMALS_OF_COVERAGE = 4;

    public static Display of(Request request) {
        return new Display(Units.of(request::text), Digits.of(request));
    }

    /** Of what is shown as it was sent, with all digits: only units are asked for. */
    public static Display asSent(Request request) {
        return new Display(Units.of(request::text), Digits.ALL);
    }

    /** The query parameters of {@link #of}, with others. */
    public static Set<String> parametersAnd(String... others) {
        return and(PARAMETERS, others);
    }

    /** The query parameters of {@link #asSent}, with others. */
    public static Set<String> parametersAsSentAnd(String... others) {
        return and(Units.PARAMETERS, others);
    }

    private static Set<String> and(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A value as it is to be shown.
     *
     * @param name ends with the unit that it is kept in
     * @param kept null, NaN and what is infinite are given as they are
     */
    public Double value(String name, Double kept) {
        Unit from = Unit.ofName(name);
        Unit to = units.of(from);
        return from == to ? rounded(kept, from) : shown(kept, from, new Conversion(from, to));
    }

    /** How far a value with this name is from another one: 1 degC is 1.8 degF. */
    public Double difference(String name, Double kept) {
        Unit from = Unit.ofName(name);
        Unit to = units.of(from);
        return from == to
                ? rounded(kept, from)
                : shown(kept, from, Conversion.ofDifference(from, to));
    }

    public Double coverage(Double coverage) {
        return isNumber(coverage)
                ? (Double) digits.rounded(coverage, DECIMALS_OF_COVERAGE)
                : coverage;
    }

    /** The UCUM codes of the units in which values with these names are shown. */
    public Map<String, String> codes(Collection<String> names) {
        Map<String, String> codes = new TreeMap<>();
        names.forEach(name -> codes.put(name, units.of(Unit.ofName(name)).ucum()));
        return codes;
    }

    /**
     * Those of the codes that the names do not say, for what is read without them: a line, an
     * event.
     */
    public static Map<String, String> unsaid(Map<String, String> codes) {
        Map<String, String> unsaid = new TreeMap<>(codes);
        unsaid.entrySet().removeIf(one -> isSaid(one.getKey(), one.getValue()));
        return unsaid;
    }

    /** The title of a column with values of a name; it says the unit where the name does not. */
    public static String title(String column, String name, String code) {
        return isSaid(name, code) ? column : column + " (" + code + ")";
    }

    private static boolean isSaid(String name, String code) {
        return Unit.ofName(name).ucum().equals(code);
    }

    private Double rounded(Double kept, Unit unit) {
        return isNumber(kept) ? (Double) digits.rounded(kept, unit.decimals().orElseThrow()) : kept;
    }

    /** To the fewest decimals that lose nothing which those of the kept value tell apart. */
    private Double shown(Double kept, Unit unit, Conversion conversion) {
        return isNumber(kept)
                ? (Double)
                        digits.rounded(
                                conversion.exactly(BigDecimal.valueOf(kept)),
                                conversion.decimals(unit.decimals().orElseThrow()))
                : kept;
    }

    private static boolean isNumber(Double value) {
        return value != null && Double.isFinite(value);
    }
}

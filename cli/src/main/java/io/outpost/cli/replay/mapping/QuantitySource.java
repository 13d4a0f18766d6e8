package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.outpost.cli.yaml.MistakeException;
import io.outpost.cli.yaml.Nearest;
import io.outpost.core.unit.Conversion;
import io.outpost.core.unit.Dimension;
import io.outpost.core.unit.Unit;
import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the value of a quantity comes from: a column with numbers in some unit, or air temperature
 * and another quantity of the same row.
 *
 * @param replace texts that stand for numbers, such as Calm for 0
 * @param none texts that are no value, besides those of the mapping
 * @param sentinels sent as they are, without conversion, so that the job flags them; null: those of
 *     the mapping
 * @param derivedFrom name of the quantity; stands alone. Null: read from the column
 * @param optional true: a file may lack the column
 * @param clampWithin how far beyond the plausible range a value may be to be taken as the range's
 *     end, in the unit in which it is sent; 0: none is
 */
public record QuantitySource(
        String column,
        String unit,
        Map<String, BigDecimal> replace,
        Set<String> none,
        Set<Double> sentinels,
        String derivedFrom,
        boolean optional,
        double clampWithin) {
    public QuantitySource {
        boolean alone =
                Stream.of(column, unit, replace, none, sentinels).allMatch(Objects::isNull)
                        && !optional;
        if (derivedFrom != null && !alone) {
            throw new MistakeException("stands alone", "derivedFrom");
        }
        if (derivedFrom == null) {
            MistakeException.required(column, "column");
            MistakeException.required(unit, "unit");
        }
        if (!(clampWithin >= 0)) {
            throw new MistakeException("must be a number, 0 or more", "clampWithin");
        }
        replace = Objects.requireNonNullElse(replace, Map.of());
        none = Objects.requireNonNullElse(none, Set.of());
    }

    /** True when the unit is one of length in a time. */
    @JsonIgnore
    boolean isRate() {
        return unit != null
                && Unit.withSymbol(unit)
                        .filter(u -> u.dimension() == Dimension.LENGTH_RATE)
                        .isPresent();
    }

    /**
     * From the column's unit to that of the quantity.
     *
     * @param intervalSeconds what a rate is multiplied by, s
     */
    public Conversion conversion(Quantity quantity, int intervalSeconds) {
        Unit from = Unit.withSymbol(unit).orElseThrow();
        Unit to = Unit.of(quantity);
        return isRate() ? Conversion.ofRate(from, to, intervalSeconds) : new Conversion(from, to);
    }

    void checkUnit(Quantity quantity) {
        if (clampWithin > 0 && Unit.of(quantity) != Unit.PERCENT) {
            throw new MistakeException(
                    "is for percentages only", "quantities", quantity.fieldName(), "clampWithin");
        }
        List<String> symbols = new ArrayList<>(Unit.symbolsOf(Unit.of(quantity).dimension()));
        if (quantity == Quantity.PRECIPITATION_MILLIMETRES) {
            symbols.addAll(Unit.symbolsOf(Dimension.LENGTH_RATE));
        }
        if (unit != null && !symbols.contains(unit)) {
            throw new MistakeException(
                    "'%s' is no unit of %s; known: %s%s"
                            .formatted(
                                    unit,
                                    quantity.fieldName(),
                                    String.join(", ", symbols),
                                    Nearest.question(unit, symbols)),
                    "quantities",
                    quantity.fieldName(),
                    "unit");
        }
    }
}

package io.outpost.cli.replay.mapping;

import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the block {@code quantities} of a mapping file. */
final class QuantitiesReader {
    private static final Map<Quantity, Quantity> DERIVABLE =
            Map.of(
                    Quantity.RELATIVE_HUMIDITY_PERCENT, Quantity.DEW_POINT_CELSIUS,
                    Quantity.DEW_POINT_CELSIUS, Quantity.RELATIVE_HUMIDITY_PERCENT);

    private final Integer intervalSeconds;
    private final Set<Double> sentinels;

    /**
     * @param intervalSeconds of all rows, s; null: not known
     * @param sentinels of the quantities that do not have their own
     */
    QuantitiesReader(Integer intervalSeconds, Set<Double> sentinels) {
        this.intervalSeconds = intervalSeconds;
        this.sentinels = sentinels;
    }

    /** Columns first, derived quantities after them. */
    List<QuantitySource> read(Block section, Map<String, MappingFile.Column> columns) {
        Map<Quantity, QuantitySource> sources = new EnumMap<>(Quantity.class);
        for (Map.Entry<String, MappingFile.Column> entry : columns.entrySet()) {
            String key = entry.getKey();
            Quantity quantity =
                    withKey(key)
                            .orElseThrow(
                                    () ->
                                            section.complaint(
                                                    key, "is no quantity; known: " + known()));
            sources.put(
                    quantity,
                    source(quantity, section.at(key), section.required(key, entry.getValue())));
        }
        check(section, sources);
        List<QuantitySource> ordered = new ArrayList<>(sources.values());
        ordered.sort((a, b) -> Boolean.compare(isDerived(a), isDerived(b)));
        return ordered;
    }

    private QuantitySource source(Quantity quantity, Block section, MappingFile.Column given) {
        if (given.derivedFrom() != null) {
            return derived(quantity, section, given);
        }
        Map<String, BigDecimal> replace = given.replace() == null ? Map.of() : given.replace();
        return new QuantitySource.Column(
                quantity,
                section.required("column", given.column()),
                conversion(quantity, section, section.required("unit", given.unit())),
                replace,
                MappingReader.sentinels(given.sentinels(), sentinels));
    }

    private static QuantitySource derived(
            Quantity quantity, Block section, MappingFile.Column given) {
        Quantity from = withKey(given.derivedFrom()).orElse(null);
        if (from == null || DERIVABLE.get(quantity) != from) {
            throw section.complaint(
                    "derivedFrom",
                    "can be dewPointCelsius for relativeHumidityPercent, and the other way round");
        }
        if (Stream.of(given.column(), given.unit(), given.replace(), given.sentinels())
                .anyMatch(key -> key != null)) {
            throw section.complaint("derivedFrom", "stands alone");
        }
        return new QuantitySource.Derived(quantity, from);
    }

    private Conversion conversion(Quantity quantity, Block section, String symbol) {
        Unit unit = Unit.withSymbol(symbol).orElse(null);
        if (unit != null && unit.dimension() == Unit.of(quantity).dimension()) {
            return new Conversion(unit, Unit.of(quantity));
        }
        boolean isRate = unit != null && unit.dimension() == Dimension.LENGTH_RATE;
        if (isRate && quantity == Quantity.PRECIPITATION_MILLIMETRES) {
            if (intervalSeconds == null) {
                throw section.complaint(
                        "unit", "is a rate, so the mapping needs the key 'interval'");
            }
            return Conversion.ofRate(unit, Unit.of(quantity), intervalSeconds);
        }
        throw section.complaint(
                "unit",
                "'"
                        + symbol
                        + "' is no unit of "
                        + quantity.fieldName()
                        + "; known: "
                        + units(quantity));
    }

    private static String units(Quantity quantity) {
        List<String> symbols = new ArrayList<>(Unit.symbolsOf(Unit.of(quantity).dimension()));
        if (quantity == Quantity.PRECIPITATION_MILLIMETRES) {
            symbols.addAll(Unit.symbolsOf(Dimension.LENGTH_RATE));
        }
        return String.join(", ", symbols);
    }

    private static void check(Block section, Map<Quantity, QuantitySource> sources) {
        if (sources.isEmpty()) {
            throw section.complaint("needs at least one quantity");
        }
        if (sources.containsKey(Quantity.PRECIPITATION_MILLIMETRES)
                && sources.containsKey(Quantity.PRECIPITATION_COUNTER_MILLIMETRES)) {
            throw section.complaint(
                    Quantity.PRECIPITATION_COUNTER_MILLIMETRES.fieldName(),
                    "cannot stand beside " + Quantity.PRECIPITATION_MILLIMETRES.fieldName());
        }
        for (QuantitySource source : sources.values()) {
            if (source instanceof QuantitySource.Derived derived) {
                requireColumn(section, sources, derived.quantity(), derived.from());
                requireColumn(
                        section, sources, derived.quantity(), Quantity.AIR_TEMPERATURE_CELSIUS);
            }
        }
    }

    private static void requireColumn(
            Block section,
            Map<Quantity, QuantitySource> sources,
            Quantity derived,
            Quantity needed) {
        if (!(sources.get(needed) instanceof QuantitySource.Column)) {
            throw section.complaint(
                    derived.fieldName(),
                    "is derived, so " + needed.fieldName() + " must have a column");
        }
    }

    private static boolean isDerived(QuantitySource source) {
        return source instanceof QuantitySource.Derived;
    }

    private static String known() {
        return Quantity.sent().stream().map(Quantity::fieldName).collect(Collectors.joining(", "));
    }

    private static Optional<Quantity> withKey(String key) {
        return Quantity.sent().stream().filter(one -> one.fieldName().equals(key)).findFirst();
    }
}

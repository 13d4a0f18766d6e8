package io.outpost.cli.replay.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the block {@code quantities} of a mapping file. */
final class QuantitiesReader {
    private static final Map<Quantity, Quantity> DERIVABLE =
            Map.of(
                    Quantity.RELATIVE_HUMIDITY, Quantity.DEW_POINT,
                    Quantity.DEW_POINT, Quantity.RELATIVE_HUMIDITY);

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
    List<QuantitySource> read(YamlSection section) {
        Map<Quantity, QuantitySource> sources = new EnumMap<>(Quantity.class);
        for (String key : section.keys()) {
            Quantity quantity =
                    Quantity.withKey(key)
                            .orElseThrow(
                                    () ->
                                            section.complaint(
                                                    key, "is no quantity; known: " + known()));
            sources.put(quantity, source(quantity, section.section(key)));
        }
        check(section, sources);
        List<QuantitySource> ordered = new ArrayList<>(sources.values());
        ordered.sort((a, b) -> Boolean.compare(isDerived(a), isDerived(b)));
        return ordered;
    }

    private QuantitySource source(Quantity quantity, YamlSection section) {
        try (section) {
            if (section.has("derivedFrom")) {
                return derived(quantity, section);
            }
            String column = section.text("column");
            Conversion conversion = conversion(quantity, section);
            Map<String, String> replace = section.textsByKey("replace");
            replace.values().forEach(number -> requireNumber(section, number));
            return new QuantitySource.Column(
                    quantity,
                    column,
                    conversion,
                    replace,
                    SentinelsReader.read(section, sentinels));
        }
    }

    private static QuantitySource derived(Quantity quantity, YamlSection section) {
        Quantity from = Quantity.withKey(section.text("derivedFrom")).orElse(null);
        if (from == null || DERIVABLE.get(quantity) != from) {
            throw section.complaint(
                    "derivedFrom",
                    "can be dewPointCelsius for relativeHumidityPercent, and the other way round");
        }
        return new QuantitySource.Derived(quantity, from);
    }

    private Conversion conversion(Quantity quantity, YamlSection section) {
        String symbol = section.text("unit");
        Unit unit = Unit.withSymbol(symbol).orElse(null);
        if (unit != null && unit.dimension() == quantity.unit().dimension()) {
            return new Conversion(unit, quantity.unit());
        }
        boolean isRate = unit != null && unit.dimension() == Dimension.LENGTH_RATE;
        if (isRate && quantity == Quantity.PRECIPITATION) {
            if (intervalSeconds == null) {
                throw section.complaint(
                        "unit", "is a rate, so the mapping needs the key 'interval'");
            }
            return Conversion.ofRate(unit, quantity.unit(), intervalSeconds);
        }
        throw section.complaint(
                "unit",
                "'" + symbol + "' is no unit of " + quantity.key() + "; known: " + units(quantity));
    }

    private static String units(Quantity quantity) {
        List<String> symbols = new ArrayList<>(Unit.symbolsOf(quantity.unit().dimension()));
        if (quantity == Quantity.PRECIPITATION) {
            symbols.addAll(Unit.symbolsOf(Dimension.LENGTH_RATE));
        }
        return String.join(", ", symbols);
    }

    private static void requireNumber(YamlSection section, String text) {
        try {
            Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw section.complaint("replace", "must give numbers, not '" + text + "'");
        }
    }

    private static void check(YamlSection section, Map<Quantity, QuantitySource> sources) {
        if (sources.isEmpty()) {
            throw section.complaint("needs at least one quantity");
        }
        if (sources.containsKey(Quantity.PRECIPITATION)
                && sources.containsKey(Quantity.PRECIPITATION_COUNTER)) {
            throw section.complaint(
                    Quantity.PRECIPITATION_COUNTER.key(),
                    "cannot stand beside " + Quantity.PRECIPITATION.key());
        }
        for (QuantitySource source : sources.values()) {
            if (source instanceof QuantitySource.Derived derived) {
                requireColumn(section, sources, derived.quantity(), derived.from());
                requireColumn(section, sources, derived.quantity(), Quantity.AIR_TEMPERATURE);
            }
        }
    }

    private static void requireColumn(
            YamlSection section,
            Map<Quantity, QuantitySource> sources,
            Quantity derived,
            Quantity needed) {
        if (!(sources.get(needed) instanceof QuantitySource.Column)) {
            throw section.complaint(
                    derived.key(), "is derived, so " + needed.key() + " must have a column");
        }
    }

    private static boolean isDerived(QuantitySource source) {
        return source instanceof QuantitySource.Derived;
    }

    private static String known() {
        return Arrays.stream(Quantity.values())
                .map(Quantity::key)
                .collect(Collectors.joining(", "));
    }
}

package io.outpost.cli.replay.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the block {@code quantities} of a mapping file. */
final class QuantitiesReader {
    private static final Map<Quantity, Quantity> DERIVABLE =
            Map.of(
                    Quantity.RELATIVE_HUMIDITY, Quantity.DEW_POINT,
                    Quantity.DEW_POINT, Quantity.RELATIVE_HUMIDITY);

    private QuantitiesReader() {}

    /** Columns first, derived quantities after them. */
    static List<QuantitySource> read(YamlSection section) {
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

    private static QuantitySource source(Quantity quantity, YamlSection section) {
        try (section) {
            if (section.has("derivedFrom")) {
                return derived(quantity, section);
            }
            String column = section.text("column");
            Unit unit = unit(quantity, section);
            Map<String, String> replace = section.textsByKey("replace");
            replace.values().forEach(number -> requireNumber(section, number));
            return new QuantitySource.Column(quantity, column, unit, replace);
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

    private static Unit unit(Quantity quantity, YamlSection section) {
        String symbol = section.text("unit");
        return Unit.withSymbol(symbol)
                .filter(unit -> unit.dimension() == quantity.unit().dimension())
                .orElseThrow(
                        () ->
                                section.complaint(
                                        "unit",
                                        "'"
                                                + symbol
                                                + "' is no unit of "
                                                + quantity.key()
                                                + "; known: "
                                                + String.join(
                                                        ", ",
                                                        Unit.symbolsOf(
                                                                quantity.unit().dimension()))));
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

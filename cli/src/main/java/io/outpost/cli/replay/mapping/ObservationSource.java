package io.outpost.cli.replay.mapping;

import io.outpost.cli.yaml.MistakeException;
import io.outpost.core.weather.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One observation that each row of a recording holds; most rows hold one, a row of a house holds
 * one per room.
 *
 * @param sensor by default as the place
 * @param extras columns to keep as text
 */
public record ObservationSource(
        IdSource place,
        IdSource sensor,
        Map<Quantity, QuantitySource> quantities,
        List<String> extras) {
    private static final Map<Quantity, Quantity> DERIVABLE =
            Map.of(
                    Quantity.RELATIVE_HUMIDITY_PERCENT, Quantity.DEW_POINT_CELSIUS,
                    Quantity.DEW_POINT_CELSIUS, Quantity.RELATIVE_HUMIDITY_PERCENT);

    public ObservationSource {
        MistakeException.required(place, "place");
        MistakeException.required(quantities, "quantities");
        sensor = Objects.requireNonNullElse(sensor, place);
        extras = Objects.requireNonNullElse(extras, List.of());
        if (quantities.isEmpty()) {
            throw new MistakeException("needs at least one quantity", "quantities");
        }
        quantities.forEach((quantity, source) -> source.checkUnit(quantity));
        for (Quantity quantity : quantities.keySet()) {
            checkDerived(quantity, quantities);
        }
        Quantity counter = Quantity.PRECIPITATION_COUNTER_MILLIMETRES;
        Quantity rain = Quantity.PRECIPITATION_MILLIMETRES;
        if (quantities.containsKey(rain) && quantities.containsKey(counter)) {
            throw new MistakeException(
                    "cannot stand beside " + rain.fieldName(), "quantities", counter.fieldName());
        }
    }

    private static void checkDerived(Quantity quantity, Map<Quantity, QuantitySource> quantities) {
        QuantitySource source = quantities.get(quantity);
        if (source.derivedFrom() == null) {
            return;
        }
        Quantity from = DERIVABLE.get(quantity);
        if (from == null || !from.fieldName().equals(source.derivedFrom())) {
            throw new MistakeException(
                    "can be dewPointCelsius for relativeHumidityPercent, and the other way round",
                    "quantities",
                    quantity.fieldName(),
                    "derivedFrom");
        }
        for (Quantity needed : List.of(from, Quantity.AIR_TEMPERATURE_CELSIUS)) {
            QuantitySource given = quantities.get(needed);
            if (given == null || given.column() == null) {
                throw new MistakeException(
                        "is derived, so " + needed.fieldName() + " must have a column",
                        "quantities",
                        quantity.fieldName());
            }
        }
    }
}

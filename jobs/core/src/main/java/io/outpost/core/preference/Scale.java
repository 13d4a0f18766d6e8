package io.outpost.core.preference;

import io.outpost.core.model.ModelQuantity;
import io.outpost.core.unit.Unit;
import io.outpost.core.weather.Quantity;
import java.util.List;
import java.util.Locale;

/**
 * What is compared, by how far from a threshold counts as half a match: about what a person feels
 * as "not quite".
 *
 * @param unit of the values; ONE for an index, a share and levels
 * @param name of the unit in documents, such as {@code metres_per_second}
 * @param halfMatch how far from a threshold a value is half a match, in the unit; above 0
 */
public record Scale(Unit unit, String name, double halfMatch) {
    static final Scale INDEX = new Scale(Unit.ONE, "index", 2);

    /** 0..1, such as wetness. */
    static final Scale SHARE = new Scale(Unit.ONE, "share", 0.1);

    /** Of a condition, counted from 0 (none) in their order. */
    static final Scale LEVELS = new Scale(Unit.ONE, "levels", 1);

    /** Of a duration that something must hold for. */
    static final Scale SECONDS = of(Unit.SECONDS, 3_600);

    /** Of the values that documents compare by number. */
    public static final List<Scale> OF_VALUES =
            List.of(
                    of(Unit.CELSIUS, 5),
                    of(Unit.PERCENT, 20),
                    of(Unit.METRES_PER_SECOND, 3),
                    of(Unit.HECTOPASCALS, 10),
                    of(Unit.CENTIMETRES, 10),
                    of(Unit.METRES, 0.5),
                    of(Unit.MILLIMETRES, 5),
                    of(Unit.MILLIMETRES_PER_HOUR, 0.1),
                    of(Unit.MILLIMETRES_PER_DAY, 2),
                    of(Unit.DEGREE_DAYS, 25),
                    of(Unit.KILOGRAMS_PER_CUBIC_METRE, 100),
                    new Scale(Unit.DRIFT, "cubic_metres_per_cubic_second", 1_000),
                    INDEX,
                    SHARE);

    private static Scale of(Unit unit, double halfMatch) {
        return new Scale(unit, unit.name().toLowerCase(Locale.ROOT), halfMatch);
    }

    static Scale of(Quantity quantity) {
        Unit unit = Unit.of(quantity);
        return unit == Unit.ONE ? INDEX : in(unit);
    }

    static Scale of(ModelQuantity quantity) {
        Unit unit = Unit.ofName(quantity.columnName());
        return unit == Unit.ONE ? SHARE : in(unit);
    }

    static Scale in(Unit unit) {
        return OF_VALUES.stream()
                .filter(scale -> scale.unit == unit)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is compared in " + unit));
    }
}

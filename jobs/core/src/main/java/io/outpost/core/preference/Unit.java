package io.outpost.core.preference;

import io.outpost.core.model.ModelQuantity;
import io.outpost.core.weather.Quantity;
import java.util.Locale;

/**
 * The units of what is compared, metric throughout; most stand at the end of the names. Each has a
 * distance from a threshold that counts as half a match: about what a person feels as "not quite".
 */
public enum Unit {
    CELSIUS(5),
    PERCENT(20),
    METRES_PER_SECOND(3),
    HECTOPASCALS(10),
    CENTIMETRES(10),
    METRES(0.5),
    MILLIMETRES(5),
    MILLIMETRES_PER_HOUR(0.1),
    MILLIMETRES_PER_DAY(2),
    DEGREE_DAYS(25),
    KILOGRAMS_PER_CUBIC_METRE(100),
    CUBIC_METRES_PER_CUBIC_SECOND(1_000),
    INDEX(2),
    /** 0..1, such as wetness. */
    SHARE(0.1),
    /** Of a condition, counted from 0 (none) in their order. */
    LEVELS(1),
    /** Of a duration that something must hold for. */
    SECONDS(3_600);

    private final double halfMatch;

    Unit(double halfMatch) {
        this.halfMatch = halfMatch;
    }

    /** Such as {@code metres_per_second}. */
    public String unitName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How far from a threshold a value is half a match, in this unit; above 0. */
    double halfMatch() {
        return halfMatch;
    }

    static Unit of(Quantity quantity) {
        return ofName(quantity.columnName());
    }

    static Unit of(ModelQuantity quantity) {
        return switch (quantity) {
            case WETNESS, ALBEDO -> SHARE;
            case DRIFT_24H -> CUBIC_METRES_PER_CUBIC_SECOND;
            default -> ofName(quantity.columnName());
        };
    }

    /** The longest one that a name ends with. */
    private static Unit ofName(String name) {
        Unit longest = null;
        for (Unit unit : values()) {
            boolean isLonger =
                    longest == null || unit.unitName().length() > longest.unitName().length();
            if (isLonger && name.endsWith("_" + unit.unitName())) {
                longest = unit;
            }
        }
        if (longest == null) {
            throw new IllegalArgumentException(name + " ends with no unit");
        }
        return longest;
    }
}

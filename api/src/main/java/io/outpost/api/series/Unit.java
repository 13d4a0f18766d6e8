package io.outpost.api.series;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The units of values, each found by the end of a value's name: its UCUM code, and how many
 * decimals are of use, a digit or so beyond what instruments tell apart.
 */
public enum Unit {
    // Longer endings before those that they end with.
    METRES_PER_SECOND("m/s", 2),
    MILLIMETRES_PER_HOUR("mm/h", 4),
    MILLIMETRES_PER_DAY("mm/d", 2),
    KILOGRAMS_PER_CUBIC_METRE("kg/m3", 1),
    DEGREE_DAYS("Cel.d", 1),
    MILLIMETRES("mm", 2),
    CENTIMETRES("cm", 1),
    METRES("m", 3),
    CELSIUS("Cel", 2),
    PERCENT("%", 1),
    HECTOPASCALS("hPa", 2),
    SECONDS("s", 1),
    HOURS("h", 0),
    DEGREES("deg", 0),
    /** The sum of cubes of speeds; the one name that does not say its unit. */
    DRIFT("m3/s3", 0),
    /** Of a name that ends with no unit, such as an index. */
    NONE("1", 2);

    /** What follows the unit, or what is measured, in the name of a sum over hours. */
    private static final Pattern WINDOW = Pattern.compile("_\\d+h$");

    private final String ucum;
    private final int decimals;

    Unit(String ucum, int decimals) {
        this.ucum = ucum;
        this.decimals = decimals;
    }

    /** Of a name such as air_temperature_celsius. */
    public static Unit ofName(String name) {
        String measured = WINDOW.matcher(name).replaceFirst("");
        return Arrays.stream(values())
                .filter(unit -> measured.endsWith(unit.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(NONE);
    }

    /** The UCUM codes for many names. */
    public static Map<String, String> codes(Collection<String> names) {
        Map<String, String> codes = new TreeMap<>();
        names.forEach(name -> codes.put(name, ofName(name).ucum()));
        return codes;
    }

    String ucum() {
        return ucum;
    }

    int decimals() {
        return decimals;
    }
}

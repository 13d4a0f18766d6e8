package io.outpost.api.series;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** UCUM codes of units, found by the unit at the end of a value's name. */
public final class Ucum {

    /** Longer endings before those that they end with. */
    private static final Map<String, String> BY_ENDING = new LinkedHashMap<>();

    static {
        BY_ENDING.put("metres_per_second", "m/s");
        BY_ENDING.put("millimetres", "mm");
        BY_ENDING.put("centimetres", "cm");
        BY_ENDING.put("metres", "m");
        BY_ENDING.put("celsius", "Cel");
        BY_ENDING.put("percent", "%");
        BY_ENDING.put("hectopascals", "hPa");
        BY_ENDING.put("seconds", "s");
    }

    private Ucum() {}

    /** The code for a name such as air_temperature_celsius; 1 where the name ends with no unit. */
    public static String ofName(String name) {
        return BY_ENDING.entrySet().stream()
                .filter(ending -> name.endsWith(ending.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("1");
    }

    /** The codes for many names. */
    public static Map<String, String> ofNames(Collection<String> names) {
        Map<String, String> units = new TreeMap<>();
        names.forEach(name -> units.put(name, ofName(name)));
        return units;
    }
}

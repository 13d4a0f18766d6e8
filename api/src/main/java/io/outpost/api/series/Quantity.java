package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The quantities that panes keep, named as in the tables, with the unit in the name. */
public enum Quantity {
    AIR_TEMPERATURE_CELSIUS,
    DEW_POINT_CELSIUS,
    RELATIVE_HUMIDITY_PERCENT,
    WIND_SPEED_METRES_PER_SECOND,
    WIND_GUST_METRES_PER_SECOND,
    SNOW_DEPTH_CENTIMETRES,
    SNOW_WATER_EQUIVALENT_MILLIMETRES,
    WATER_LEVEL_METRES,
    PRESSURE_HECTOPASCALS,
    SOIL_MOISTURE_PERCENT,
    HEAT_INDEX_CELSIUS,
    WIND_CHILL_CELSIUS,
    PRECIPITATION_MILLIMETRES;

    /** The quantities of a pane; wind chill is only kept as a rolling mean. */
    static final Set<Quantity> OF_PANES = EnumSet.complementOf(EnumSet.of(WIND_CHILL_CELSIUS));

    /** Name in parameters, answers and columns. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Quantity ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** A quantity that is added up over time, instead of averaged. */
    boolean isTotal() {
        return this == PRECIPITATION_MILLIMETRES;
    }

    /** The quantities that the parameter "quantity" names; none: none named. */
    static Set<Quantity> asked(Request request, Collection<Quantity> offered) {
        List<Quantity> named =
                request.texts("quantity").stream().map(name -> parse(name, offered)).toList();
        return named.isEmpty() ? Set.of() : EnumSet.copyOf(named);
    }

    static Map<String, String> units(Collection<Quantity> quantities) {
        Map<String, String> units = new TreeMap<>();
        quantities.forEach(quantity -> units.put(quantity.id(), Ucum.ofName(quantity.id())));
        return units;
    }

    /** How derived values among the quantities are made. */
    static Map<String, String> methods(Collection<Quantity> quantities) {
        return Methods.ofNames(quantities.stream().map(Quantity::id).toList());
    }

    private static Quantity parse(String name, Collection<Quantity> offered) {
        return offered.stream()
                .filter(quantity -> quantity.id().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(offered));
    }

    private static ProblemException unknown(Collection<Quantity> offered) {
        String names =
                Arrays.stream(values())
                        .filter(offered::contains)
                        .map(Quantity::id)
                        .collect(Collectors.joining(", "));
        return ProblemException.invalid("quantity", "unknown", "must be of: " + names);
    }
}

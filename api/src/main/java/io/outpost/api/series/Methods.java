package io.outpost.api.series;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How derived values are made, in words that name the published method. */
public final class Methods {

    private static final Map<String, String> BY_NAME =
            Map.of(
                    "heat_index_celsius",
                    "NWS Rothfusz 1990 with guards; a mean is the mean of the observations' heat index",
                    "wind_chill_celsius",
                    "Environment Canada and NWS 2001; of observations at 10 degC or below with wind; a mean is the mean of their wind chill",
                    "felt_temperature_celsius",
                    "the wind chill where it is defined, else the air temperature; a mean is the mean of the observations'",
                    "precipitation_millimetres",
                    "total; counters as increments, none from a reset, over a gap of more than 15 min and 1.5 reporting intervals in hours alone; of several sensors, the mean of their totals of each hour");

    private Methods() {}

    /** The methods of those names whose values are derived. */
    public static Map<String, String> ofNames(Collection<String> names) {
        Map<String, String> methods = new TreeMap<>(BY_NAME);
        methods.keySet().retainAll(names);
        return methods;
    }
}

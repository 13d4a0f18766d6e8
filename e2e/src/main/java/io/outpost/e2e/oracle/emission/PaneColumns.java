package io.outpost.e2e.oracle.emission;

import java.util.List;
import java.util.stream.Stream;

/** The columns of the tables of panes: all but key, revision, as_of and writer epoch. */
public final class PaneColumns {
    /** What panes aggregate, in the order of the tables. */
    private static final List<String> AGGREGATED =
            List.of(
                    "air_temperature_celsius",
                    "dew_point_celsius",
                    "relative_humidity_percent",
                    "wind_speed_metres_per_second",
                    "wind_gust_metres_per_second",
                    "snow_depth_centimetres",
                    "snow_water_equivalent_millimetres",
                    "water_level_metres",
                    "pressure_hectopascals",
                    "soil_moisture_percent",
                    "heat_index_celsius");

    private static final List<String> ROLLED =
            List.of("heat_index_celsius", "air_temperature_celsius", "relative_humidity_percent");

    private PaneColumns() {}

    static List<String> aggregates() {
        Stream<String> channels =
                AGGREGATED.stream()
                        .flatMap(c -> Stream.of("_n", "_min", "_max", "_sum").map(c::concat));
        return concat(
                concat(List.of("observations", "coverage"), channels.toList()),
                List.of("precipitation_millimetres_n", "precipitation_millimetres_total"));
    }

    /** Rolling values over a window, such as 1h; of wind chill over that one only. */
    static List<String> rolling(String window) {
        List<String> columns =
                concat(
                        ROLLED.stream().flatMap(channel -> pair(channel, window)).toList(),
                        List.of("coverage_" + window));
        return window.equals("1h")
                ? concat(columns, pair("wind_chill_celsius", window).toList())
                : columns;
    }

    static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** True for means, sums and coverage, which may differ in the last digits. */
    static boolean isRounded(String column) {
        return column.endsWith("_sum")
                || column.endsWith("_total")
                || column.contains("_mean_")
                || column.startsWith("coverage");
    }

    private static Stream<String> pair(String channel, String window) {
        return Stream.of(channel + "_n_" + window, channel + "_mean_" + window);
    }
}

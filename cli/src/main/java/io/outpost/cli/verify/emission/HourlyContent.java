package io.outpost.cli.verify.emission;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the models of a place say of an hour.
 *
 * @param numbers in the order of {@link #NUMBERS}
 * @param daysBack from how many days before the temperature is
 * @param isWithoutRain true: its rain is not known, and was taken as none
 */
public record HourlyContent(
        double[] numbers,
        int daysBack,
        boolean isWithoutRain,
        boolean isMudCertain,
        boolean isHighWaterCertain,
        boolean isSnowpackCertain)
        implements Content {
    public static final List<String> NUMBERS =
            List.of(
                    "ice_millimetres",
                    "liquid_millimetres",
                    "cold_millimetres",
                    "albedo",
                    "density_kilograms_per_cubic_metre",
                    "surface_water_millimetres",
                    "lower_water_millimetres",
                    "frost_degree_days",
                    "store_millimetres",
                    "quick_first_millimetres",
                    "quick_second_millimetres",
                    "slow_millimetres",
                    "snow_water_equivalent_millimetres",
                    "snow_depth_centimetres",
                    "wetness",
                    "flow_millimetres_per_hour",
                    "water_24h_millimetres",
                    "water_72h_millimetres",
                    "melt_72h_millimetres",
                    "evaporation_millimetres_per_day",
                    "drainage_millimetres_per_day",
                    "capillary_millimetres_per_day",
                    "rain_24h_millimetres",
                    "new_snow_24h_centimetres",
                    "new_snow_72h_centimetres",
                    "snow_load_centimetres",
                    "drift_24h",
                    "elevated_from_millimetres_per_hour",
                    "high_from_millimetres_per_hour",
                    "very_high_from_millimetres_per_hour");

    /** Columns of the table but its times. */
    static final List<String> COLUMNS =
            Stream.concat(
                            NUMBERS.stream(),
                            Stream.of(
                                    "temperature_days_back",
                                    "precipitation_missing",
                                    "mud_certain",
                                    "high_water_certain",
                                    "snowpack_certain"))
                    .toList();

    @Override
    public String differences(Found found) throws SQLException {
        Difference difference = new Difference();
        for (int i = 0; i < numbers.length; i++) {
            String column = NUMBERS.get(i);
            difference.near(column, numbers[i], found.number(column));
        }
        return difference
                .same(
                        "temperature_days_back",
                        (long) daysBack,
                        found.whole("temperature_days_back"))
                .same("precipitation_missing", isWithoutRain, found.flag("precipitation_missing"))
                .same("mud_certain", isMudCertain, found.flag("mud_certain"))
                .same("high_water_certain", isHighWaterCertain, found.flag("high_water_certain"))
                .same("snowpack_certain", isSnowpackCertain, found.flag("snowpack_certain"))
                .toString();
    }
}

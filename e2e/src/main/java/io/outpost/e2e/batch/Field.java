package io.outpost.e2e.batch;

/**
 * What the batch keeps of a sample: measured quantities with their plausible range, and two that
 * are computed. The column is the start of the names in the result tables.
 */
enum Field {
    AIR_TEMPERATURE("air_temperature_celsius", -90, 60),
    DEW_POINT("dew_point_celsius", -100, 40),
    RELATIVE_HUMIDITY("relative_humidity_percent", 0, 100),
    WIND_SPEED("wind_speed_metres_per_second", 0, 113),
    WIND_GUST("wind_gust_metres_per_second", 0, 150),
    SNOW_DEPTH("snow_depth_centimetres", 0, 1200),
    SNOW_WATER_EQUIVALENT("snow_water_equivalent_millimetres", 0, 5000),
    WATER_LEVEL("water_level_metres", -50, 500),
    PRESSURE("pressure_hectopascals", 300, 1100),
    SOIL_MOISTURE("soil_moisture_percent", 0, 100),
    PRECIPITATION("precipitation_millimetres", 0, 500),
    HEAT_INDEX("heat_index_celsius", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    WIND_CHILL("wind_chill_celsius", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final String column;
    private final double lowest;
    private final double highest;

    Field(String column, double lowest, double highest) {
        this.column = column;
        this.lowest = lowest;
        this.highest = highest;
    }

    String column() {
        return column;
    }

    boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }
}

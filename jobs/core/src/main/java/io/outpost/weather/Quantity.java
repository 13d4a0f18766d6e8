package io.outpost.weather;

/**
 * What a sensor can measure, with the unit in the name and the range in which a value is plausible.
 * The first ten are averaged over time; the two precipitation quantities are summed.
 */
// Their order is part of the stored state: append only.
public enum Quantity {
    AIR_TEMPERATURE_CELSIUS(-90, 60),
    DEW_POINT_CELSIUS(-100, 40),
    RELATIVE_HUMIDITY_PERCENT(0, 100),
    WIND_SPEED_METRES_PER_SECOND(0, 113),
    WIND_GUST_METRES_PER_SECOND(0, 150),
    SNOW_DEPTH_CENTIMETRES(0, 1200),
    SNOW_WATER_EQUIVALENT_MILLIMETRES(0, 5000),
    WATER_LEVEL_METRES(-50, 500),
    PRESSURE_HECTOPASCALS(300, 1100),
    SOIL_MOISTURE_PERCENT(0, 100),
    PRECIPITATION_MILLIMETRES(0, 500),
    PRECIPITATION_COUNTER_MILLIMETRES(0, 100_000);

    /**
     * Number of quantities; the length of an array with one value of each, NaN where there is none.
     */
    public static final int COUNT = values().length;

    private final double lowest;
    private final double highest;

    Quantity(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** True for a number within the plausible range, bounds included; false for NaN. */
    public boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }
}

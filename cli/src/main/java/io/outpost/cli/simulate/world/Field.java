package io.outpost.cli.simulate.world;

import io.outpost.core.weather.Quantity;

/** The values of an observation, with the decimals that devices show. */
public enum Field {
    AIR_TEMPERATURE(Quantity.AIR_TEMPERATURE_CELSIUS, 10),
    DEW_POINT(Quantity.DEW_POINT_CELSIUS, 10),
    RELATIVE_HUMIDITY(Quantity.RELATIVE_HUMIDITY_PERCENT, 10),
    WIND_SPEED(Quantity.WIND_SPEED_METRES_PER_SECOND, 10),
    WIND_GUST(Quantity.WIND_GUST_METRES_PER_SECOND, 10),
    PRECIPITATION(Quantity.PRECIPITATION_MILLIMETRES, 1000),
    PRECIPITATION_COUNTER(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, 10),
    SNOW_DEPTH(Quantity.SNOW_DEPTH_CENTIMETRES, 10),
    SNOW_WATER_EQUIVALENT(Quantity.SNOW_WATER_EQUIVALENT_MILLIMETRES, 10),
    WATER_LEVEL(Quantity.WATER_LEVEL_METRES, 1000),
    PRESSURE(Quantity.PRESSURE_HECTOPASCALS, 10),
    SOIL_MOISTURE(Quantity.SOIL_MOISTURE_PERCENT, 10),
    WIND_DIRECTION(Quantity.WIND_DIRECTION_DEGREES, 1);

    /** Number of fields; the length of an array with a value of each, Double.MIN_VALUE: none. */
    public static final int COUNT = values().length;

    /** Marks a field that the sensor does not have; NaN is a value that a faulty one may send. */
    public static final double ABSENT = Double.MIN_VALUE;

    private final Quantity quantity;
    private final int steps;

    Field(Quantity quantity, int steps) {
        this.quantity = quantity;
        this.steps = steps;
    }

    public Quantity quantity() {
        return quantity;
    }

    /** Sets this field, rounded as the device does. */
    public void set(double[] values, double value) {
        values[ordinal()] = (double) Math.round(value * steps) / steps;
    }
}

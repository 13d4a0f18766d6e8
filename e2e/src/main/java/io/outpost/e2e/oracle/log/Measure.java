package io.outpost.e2e.oracle.log;

import io.outpost.schemas.Observation;
import java.util.Locale;

/**
 * What an observation can carry, with its plausible range; those before precipitation are averaged.
 */
public enum Measure {
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

    /** Number of measures. */
    public static final int COUNT = values().length;

    private final double lowest;
    private final double highest;

    Measure(double lowest, double highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** False for NaN. */
    boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }

    /** Null when it was not sent. */
    Double of(Observation observation) {
        return switch (this) {
            case AIR_TEMPERATURE_CELSIUS -> observation.getAirTemperatureCelsius();
            case DEW_POINT_CELSIUS -> observation.getDewPointCelsius();
            case RELATIVE_HUMIDITY_PERCENT -> observation.getRelativeHumidityPercent();
            case WIND_SPEED_METRES_PER_SECOND -> observation.getWindSpeedMetresPerSecond();
            case WIND_GUST_METRES_PER_SECOND -> observation.getWindGustMetresPerSecond();
            case SNOW_DEPTH_CENTIMETRES -> observation.getSnowDepthCentimetres();
            case SNOW_WATER_EQUIVALENT_MILLIMETRES ->
                    observation.getSnowWaterEquivalentMillimetres();
            case WATER_LEVEL_METRES -> observation.getWaterLevelMetres();
            case PRESSURE_HECTOPASCALS -> observation.getPressureHectopascals();
            case SOIL_MOISTURE_PERCENT -> observation.getSoilMoisturePercent();
            case PRECIPITATION_MILLIMETRES -> observation.getPrecipitationMillimetres();
            case PRECIPITATION_COUNTER_MILLIMETRES ->
                    observation.getPrecipitationCounterMillimetres();
        };
    }

    /** Its column in the tables. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}

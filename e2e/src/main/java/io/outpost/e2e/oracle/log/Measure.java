package io.outpost.e2e.oracle.log;

import io.outpost.schemas.Observation;
import java.util.Locale;
import java.util.function.Function;

/**
 * What an observation can carry, with its plausible range; those before precipitation are averaged.
 */
public enum Measure {
    AIR_TEMPERATURE_CELSIUS(-90, 60, Observation::getAirTemperatureCelsius),
    DEW_POINT_CELSIUS(-100, 40, Observation::getDewPointCelsius),
    RELATIVE_HUMIDITY_PERCENT(0, 100, Observation::getRelativeHumidityPercent),
    WIND_SPEED_METRES_PER_SECOND(0, 113, Observation::getWindSpeedMetresPerSecond),
    WIND_GUST_METRES_PER_SECOND(0, 150, Observation::getWindGustMetresPerSecond),
    SNOW_DEPTH_CENTIMETRES(0, 1200, Observation::getSnowDepthCentimetres),
    SNOW_WATER_EQUIVALENT_MILLIMETRES(0, 5000, Observation::getSnowWaterEquivalentMillimetres),
    WATER_LEVEL_METRES(-50, 500, Observation::getWaterLevelMetres),
    PRESSURE_HECTOPASCALS(300, 1100, Observation::getPressureHectopascals),
    SOIL_MOISTURE_PERCENT(0, 100, Observation::getSoilMoisturePercent),
    PRECIPITATION_MILLIMETRES(0, 500, Observation::getPrecipitationMillimetres),
    PRECIPITATION_COUNTER_MILLIMETRES(
            0, 100_000, Observation::getPrecipitationCounterMillimetres);

    /** Number of measures. */
    public static final int COUNT = values().length;

    private final double lowest;
    private final double highest;
    private final Function<Observation, Double> sent;

    Measure(double lowest, double highest, Function<Observation, Double> sent) {
        this.lowest = lowest;
        this.highest = highest;
        this.sent = sent;
    }

    /** False for NaN. */
    boolean isPlausible(double value) {
        return value >= lowest && value <= highest;
    }

    /** Null when it was not sent. */
    Double of(Observation observation) {
        return sent.apply(observation);
    }

    /** Its column in the tables. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}

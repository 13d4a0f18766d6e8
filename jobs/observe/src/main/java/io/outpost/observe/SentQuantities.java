package io.outpost.observe;

import io.outpost.schemas.Observation;
import io.outpost.weather.Quantity;

/** The quantities of a message, as they were sent. */
public final class SentQuantities {
    private SentQuantities() {}

    /** Null when it was not sent. */
    public static Double of(Observation o, Quantity quantity) {
        return switch (quantity) {
            case AIR_TEMPERATURE_CELSIUS -> o.getAirTemperatureCelsius();
            case DEW_POINT_CELSIUS -> o.getDewPointCelsius();
            case RELATIVE_HUMIDITY_PERCENT -> o.getRelativeHumidityPercent();
            case WIND_SPEED_METRES_PER_SECOND -> o.getWindSpeedMetresPerSecond();
            case WIND_GUST_METRES_PER_SECOND -> o.getWindGustMetresPerSecond();
            case SNOW_DEPTH_CENTIMETRES -> o.getSnowDepthCentimetres();
            case SNOW_WATER_EQUIVALENT_MILLIMETRES -> o.getSnowWaterEquivalentMillimetres();
            case WATER_LEVEL_METRES -> o.getWaterLevelMetres();
            case PRESSURE_HECTOPASCALS -> o.getPressureHectopascals();
            case SOIL_MOISTURE_PERCENT -> o.getSoilMoisturePercent();
            case PRECIPITATION_MILLIMETRES -> o.getPrecipitationMillimetres();
            case PRECIPITATION_COUNTER_MILLIMETRES -> o.getPrecipitationCounterMillimetres();
        };
    }
}

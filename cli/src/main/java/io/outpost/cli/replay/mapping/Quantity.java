package io.outpost.cli.replay.mapping;

import io.outpost.schemas.Observation;
import java.util.Arrays;
import java.util.Optional;

/**
 * A quantity of an observation: its field in the schema, which is also its key in mapping files.
 */
public enum Quantity {
    AIR_TEMPERATURE("airTemperatureCelsius", Unit.CELSIUS),
    DEW_POINT("dewPointCelsius", Unit.CELSIUS),
    RELATIVE_HUMIDITY("relativeHumidityPercent", Unit.PERCENT),
    WIND_SPEED("windSpeedMetresPerSecond", Unit.METRES_PER_SECOND),
    WIND_GUST("windGustMetresPerSecond", Unit.METRES_PER_SECOND),
    PRECIPITATION("precipitationMillimetres", Unit.MILLIMETRES),
    PRECIPITATION_COUNTER("precipitationCounterMillimetres", Unit.MILLIMETRES),
    SNOW_DEPTH("snowDepthCentimetres", Unit.CENTIMETRES),
    SNOW_WATER_EQUIVALENT("snowWaterEquivalentMillimetres", Unit.MILLIMETRES),
    WATER_LEVEL("waterLevelMetres", Unit.METRES),
    PRESSURE("pressureHectopascals", Unit.HECTOPASCALS),
    SOIL_MOISTURE("soilMoisturePercent", Unit.PERCENT);

    private final String key;
    private final Unit unit;
    private final int position;

    Quantity(String key, Unit unit) {
        this.key = key;
        this.unit = unit;
        this.position = Observation.getClassSchema().getField(key).pos();
    }

    /** The quantity with this key in a mapping file. */
    public static Optional<Quantity> withKey(String key) {
        return Arrays.stream(values()).filter(quantity -> quantity.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /** The unit in which it is sent. */
    public Unit unit() {
        return unit;
    }

    public void set(Observation observation, double value) {
        observation.put(position, value);
    }
}

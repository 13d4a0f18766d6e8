package io.outpost.place;

import io.outpost.weather.HeatIndex;
import io.outpost.weather.Quantity;
import io.outpost.weather.WindChill;

/**
 * What a pane keeps count, minimum, maximum and sum of: the ten quantities that are averaged, in
 * the order of {@link Quantity}, and two that are derived from each observation. Precipitation is
 * summed apart.
 */
// Their order is part of the stored state: append only.
public enum Channel {
    AIR_TEMPERATURE_CELSIUS,
    DEW_POINT_CELSIUS,
    RELATIVE_HUMIDITY_PERCENT,
    WIND_SPEED_METRES_PER_SECOND,
    WIND_GUST_METRES_PER_SECOND,
    SNOW_DEPTH_CENTIMETRES,
    SNOW_WATER_EQUIVALENT_MILLIMETRES,
    WATER_LEVEL_METRES,
    PRESSURE_HECTOPASCALS,
    SOIL_MOISTURE_PERCENT,
    /** Heat index of each observation with temperature and humidity. */
    HEAT_INDEX_CELSIUS,
    /**
     * What is felt of the cold: wind chill, or the air temperature where wind chill is undefined.
     */
    WIND_CHILL_CELSIUS;

    /** Number of channels. */
    public static final int COUNT = values().length;

    /** Bits of all channels, and of those that hourly and daily panes keep. */
    static final int ALL = (1 << COUNT) - 1;

    static final int HOURLY = ALL & ~(1 << WIND_CHILL_CELSIUS.ordinal());

    private static final int MEASURED = HEAT_INDEX_CELSIUS.ordinal();

    /** Fills {@code channels} from the values of one observation; NaN where there is none. */
    static void fill(double[] channels, double[] quantities) {
        System.arraycopy(quantities, 0, channels, 0, MEASURED);
        double airTemperature = quantities[Quantity.AIR_TEMPERATURE_CELSIUS.ordinal()];
        channels[HEAT_INDEX_CELSIUS.ordinal()] =
                HeatIndex.celsius(
                        airTemperature, quantities[Quantity.RELATIVE_HUMIDITY_PERCENT.ordinal()]);
        channels[WIND_CHILL_CELSIUS.ordinal()] =
                WindChill.feltCelsius(
                        airTemperature,
                        quantities[Quantity.WIND_SPEED_METRES_PER_SECOND.ordinal()]);
    }
}

package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.log.Measure;
import io.outpost.e2e.oracle.log.Screening;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What panes aggregate: the averaged measures and two that follow from them. */
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
    HEAT_INDEX_CELSIUS,
    WIND_CHILL_CELSIUS;

    public static final int COUNT = values().length;

    /** Those that have a minimum, maximum and sum in the tables; wind chill is only rolled. */
    public static final List<Channel> AGGREGATED =
            Arrays.stream(values()).filter(channel -> channel != WIND_CHILL_CELSIUS).toList();

    private static final int MEASURED = HEAT_INDEX_CELSIUS.ordinal();
    private static final Measure[] MEASURES = new Measure[MEASURED];

    static {
        for (int i = 0; i < MEASURED; i++) {
            MEASURES[i] = Measure.valueOf(values()[i].name());
        }
    }

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By ordinal; NaN where there is no value. */
    static double[] of(Screening screening) {
        double[] channels = new double[COUNT];
        for (int i = 0; i < MEASURED; i++) {
            channels[i] = screening.value(MEASURES[i]);
        }
        double air = screening.value(Measure.AIR_TEMPERATURE_CELSIUS);
        channels[HEAT_INDEX_CELSIUS.ordinal()] =
                Weather.heatIndexCelsius(air, screening.value(Measure.RELATIVE_HUMIDITY_PERCENT));
        channels[WIND_CHILL_CELSIUS.ordinal()] =
                Weather.feltCelsius(air, screening.value(Measure.WIND_SPEED_METRES_PER_SECOND));
        return channels;
    }
}

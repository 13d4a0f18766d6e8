package io.outpost.core.model;

import java.util.Locale;

/**
 * What the models say of an hour, in the order of its values: first the state as {@link
 * ModelState#writeTo} writes it, then what follows from it and from the hours before. Windows end
 * with the hour. The names are those of the columns.
 */
public enum ModelQuantity {
    ICE_MILLIMETRES,
    LIQUID_MILLIMETRES,
    COLD_MILLIMETRES,
    ALBEDO,
    DENSITY_KILOGRAMS_PER_CUBIC_METRE,
    SURFACE_WATER_MILLIMETRES,
    LOWER_WATER_MILLIMETRES,
    FROST_DEGREE_DAYS,
    STORE_MILLIMETRES,
    QUICK_FIRST_MILLIMETRES,
    QUICK_SECOND_MILLIMETRES,
    SLOW_MILLIMETRES,
    SNOW_WATER_EQUIVALENT_MILLIMETRES,
    SNOW_DEPTH_CENTIMETRES,
    /** Of the ground, 0..1: {@link Wetness}. */
    WETNESS,
    /** The flow index. */
    FLOW_MILLIMETRES_PER_HOUR,
    /** What reached the ground: rain, and what the snow let through. */
    WATER_24H_MILLIMETRES,
    WATER_72H_MILLIMETRES,
    /** By how much that is more than the rain: what the snow let through. */
    MELT_72H_MILLIMETRES,
    /** From the surface layer, over about a day; as the next two. */
    EVAPORATION_MILLIMETRES_PER_DAY,
    DRAINAGE_MILLIMETRES_PER_DAY,
    CAPILLARY_MILLIMETRES_PER_DAY,
    RAIN_24H_MILLIMETRES,
    NEW_SNOW_24H_CENTIMETRES,
    NEW_SNOW_72H_CENTIMETRES,
    /** New snow, halved every 24 h. */
    SNOW_LOAD_CENTIMETRES,
    /** Sum over hours of the cube of what the wind has above that at which snow drifts, m3/s3. */
    DRIFT_24H,
    /** What the flow was judged by, as the next two. */
    ELEVATED_FROM_MILLIMETRES_PER_HOUR,
    HIGH_FROM_MILLIMETRES_PER_HOUR,
    VERY_HIGH_FROM_MILLIMETRES_PER_HOUR;

    private static final int COUNT = values().length;

    /** How many there are. */
    public static int count() {
        return COUNT;
    }

    /** Such as {@code wetness}. */
    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

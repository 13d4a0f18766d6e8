package io.outpost.place;

/**
 * Rolling means at the end of a window.
 *
 * @param windowSeconds length of the window, s
 * @param counts number of values, per channel of {@link RollingSums#CHANNELS}
 * @param means NaN where there is no value
 * @param coverage 0..1; NaN: not known
 */
public record RollingMeans(int windowSeconds, int[] counts, double[] means, double coverage) {
    /** Position of a channel in {@link #counts} and {@link #means}. */
    public static final int HEAT_INDEX = 0;

    public static final int AIR_TEMPERATURE = 1;
    public static final int RELATIVE_HUMIDITY = 2;
    public static final int WIND_CHILL = 3;
}

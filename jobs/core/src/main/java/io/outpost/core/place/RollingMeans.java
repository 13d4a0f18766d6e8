package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.util.List;

/**
 * Rolling means at the end of a window.
 *
 * @param windowSeconds length of the window, s
 * @param counts number of values, per quantity of {@link #QUANTITIES}
 * @param means NaN where there is no value
 * @param coverage of all observations, 0..1; NaN: not known
 * @param coverages of the observations that have a value, per quantity of {@link #QUANTITIES}
 */
public record RollingMeans(
        int windowSeconds, int[] counts, double[] means, double coverage, double[] coverages) {
    /** The quantities that have rolling means. Their order is part of the stored state. */
    public static final List<Quantity> QUANTITIES =
            List.of(
                    Quantity.HEAT_INDEX_CELSIUS,
                    Quantity.AIR_TEMPERATURE_CELSIUS,
                    Quantity.RELATIVE_HUMIDITY_PERCENT,
                    Quantity.WIND_CHILL_CELSIUS,
                    Quantity.FELT_TEMPERATURE_CELSIUS,
                    Quantity.WIND_SPEED_METRES_PER_SECOND);

    /** NaN where there is no value. */
    public double mean(Quantity quantity) {
        return means[QUANTITIES.indexOf(quantity)];
    }

    /** Coverage of the observations that have a value of the quantity, 0..1; NaN: not known. */
    public double coverage(Quantity quantity) {
        return coverages[QUANTITIES.indexOf(quantity)];
    }
}

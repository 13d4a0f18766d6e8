package io.outpost.core.place;

import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import io.outpost.core.weather.WindChill;
import io.outpost.core.weather.WindDirection;

/**
 * What one observation adds to panes and windows: the values that are averaged and those derived
 * from them, each with its exact parts as {@link ExactSum} adds them, worked out once.
 */
final class ObservedValues {
    /** What the panes of minutes keep, by code of {@link Quantity}. */
    static final int OF_MINUTES =
            Quantity.bits(Kind.MEAN, Kind.DERIVED, Kind.ROLLED, Kind.COMPONENT);

    /** What the panes of hours and days keep. */
    static final int OF_HOURS = Quantity.bits(Kind.MEAN, Kind.DERIVED, Kind.COMPONENT);

    private static final int MEANS = Quantity.bits(Kind.MEAN);
    private static final int AIR_TEMPERATURE = Quantity.AIR_TEMPERATURE_CELSIUS.code();
    private static final int HUMIDITY = Quantity.RELATIVE_HUMIDITY_PERCENT.code();
    private static final int WIND_DIRECTION = Quantity.WIND_DIRECTION_DEGREES.code();
    private static final int WIND_SPEED = Quantity.WIND_SPEED_METRES_PER_SECOND.code();

    private final double[] values = new double[Quantity.COUNT];
    private final long[] highs = new long[Quantity.COUNT];
    private final long[] lows = new long[Quantity.COUNT];
    private int present;

    /**
     * Takes the values of one observation.
     *
     * @param sent by code of Quantity, SI; NaN where there is no value
     * @param windTo10Metres by what the speed of the wind is multiplied to have that at 10 m
     */
    void fill(double[] sent, double windTo10Metres) {
        present = 0;
        for (int left = MEANS; left != 0; left &= left - 1) {
            int code = Integer.numberOfTrailingZeros(left);
            put(code, sent[code]);
        }
        put(
                Quantity.HEAT_INDEX_CELSIUS.code(),
                HeatIndex.celsius(sent[AIR_TEMPERATURE], sent[HUMIDITY]));
        double windChill =
                WindChill.celsius(sent[AIR_TEMPERATURE], sent[WIND_SPEED] * windTo10Metres);
        put(Quantity.WIND_CHILL_CELSIUS.code(), windChill);
        put(
                Quantity.FELT_TEMPERATURE_CELSIUS.code(),
                Double.isNaN(windChill) ? sent[AIR_TEMPERATURE] : windChill);
        putDirection(sent[WIND_DIRECTION]);
    }

    private void putDirection(double degrees) {
        if (!Double.isNaN(degrees)) {
            put(Quantity.WIND_DIRECTION_EAST.code(), WindDirection.east(degrees));
            put(Quantity.WIND_DIRECTION_NORTH.code(), WindDirection.north(degrees));
        }
    }

    private void put(int code, double value) {
        if (!Double.isNaN(value)) {
            // + 0.0: a negative zero would make a minimum depend on the order.
            values[code] = value + 0.0;
            present |= 1 << code;
            highs[code] = ExactSum.high(values[code]);
            lows[code] = ExactSum.low(values[code]);
        }
    }

    /** Bit i set: it has a value of the quantity with code i. */
    int present() {
        return present;
    }

    boolean has(int code) {
        return (present >>> code & 1) != 0;
    }

    double value(int code) {
        return values[code];
    }

    long high(int code) {
        return highs[code];
    }

    long low(int code) {
        return lows[code];
    }
}

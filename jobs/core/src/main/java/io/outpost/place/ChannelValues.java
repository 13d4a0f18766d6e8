package io.outpost.place;

/**
 * The channels of the observation at hand, each with its exact parts as {@link ExactSum} adds them:
 * worked out once, and added to every pane and window that the observation falls into.
 */
final class ChannelValues {
    private final double[] values = new double[Channel.COUNT];
    private final long[] highs = new long[Channel.COUNT];
    private final long[] lows = new long[Channel.COUNT];
    private int present;

    /**
     * Takes the values of one observation.
     *
     * @param quantities by ordinal of Quantity, SI; NaN where there is no value
     */
    void fill(double[] quantities) {
        Channel.fill(values, quantities);
        present = 0;
        for (int channel = 0; channel < values.length; channel++) {
            // + 0.0: a negative zero would make a minimum depend on the order.
            double value = values[channel] + 0.0;
            if (!Double.isNaN(value)) {
                values[channel] = value;
                present |= 1 << channel;
                highs[channel] = ExactSum.high(value);
                lows[channel] = ExactSum.low(value);
            }
        }
    }

    /** Bit i set: it has channel i. */
    int present() {
        return present;
    }

    boolean has(int channel) {
        return (present >>> channel & 1) != 0;
    }

    double value(int channel) {
        return values[channel];
    }

    long high(int channel) {
        return highs[channel];
    }

    long low(int channel) {
        return lows[channel];
    }
}

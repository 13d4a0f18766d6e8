package io.outpost.bench.http;

import org.HdrHistogram.Histogram;

/** How long requests took, ms; of none all are NaN. */
record Times(double p50Millis, double p99Millis) {
    static final Times NONE = new Times(Double.NaN, Double.NaN);

    private static final double MICROS_PER_MILLI = 1000;

    static Times ofMicros(Histogram micros) {
        return new Times(
                micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(99) / MICROS_PER_MILLI);
    }
}

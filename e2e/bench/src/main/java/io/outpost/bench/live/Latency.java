package io.outpost.bench.live;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Percentiles of times, ms. */
record Latency(long count, double p50, double p95, double p99, double max) {
    static final Latency NONE = new Latency(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static final int FIELDS = 5;

    static Latency of(Histogram millis) {
        return millis.getTotalCount() == 0
                ? NONE
                : new Latency(
                        millis.getTotalCount(),
                        millis.getValueAtPercentile(50),
                        millis.getValueAtPercentile(95),
                        millis.getValueAtPercentile(99),
                        millis.getMaxValue());
    }

    /** For people: p50/p95/p99/max. */
    String text() {
        return count == 0
                ? "none"
                : String.format(
                        Locale.ROOT, "%,.0f / %,.0f / %,.0f / **%,.0f**", p50, p95, p99, max);
    }

    /** Five fields, to be read by {@link #parse}. */
    String line() {
        return count + " " + p50 + ' ' + p95 + ' ' + p99 + ' ' + max;
    }

    static Latency parse(String[] fields, int at) {
        return new Latency(
                Long.parseLong(fields[at]),
                Double.parseDouble(fields[at + 1]),
                Double.parseDouble(fields[at + 2]),
                Double.parseDouble(fields[at + 3]),
                Double.parseDouble(fields[at + 4]));
    }

    static int fields() {
        return FIELDS;
    }
}

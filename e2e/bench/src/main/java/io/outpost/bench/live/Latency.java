package io.outpost.bench.live;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Percentiles of times, ms. */
record Latency(long count, double p50, double p95, double p99, double max) {
    private static final int PRECISION_DIGITS = 3;

    static Histogram newHistogram() {
        return new Histogram(PRECISION_DIGITS);
    }

    static Latency of(Histogram millis) {
        return new Latency(
                millis.getTotalCount(),
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(95),
                millis.getValueAtPercentile(99),
                millis.getMaxValue());
    }

    /** For people: p50 / p95 / p99 / max. */
    String text() {
        return bold().replace("*", "");
    }

    /** The same in Markdown, with the greatest in bold. */
    String bold() {
        return count == 0
                ? "none"
                : String.format(
                        Locale.ROOT, "%,.0f / %,.0f / %,.0f / **%,.0f**", p50, p95, p99, max);
    }
}

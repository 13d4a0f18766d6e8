package io.outpost.bench.report;

import java.util.List;
import java.util.Locale;

/** Median and range over the rounds. */
public record Spread(double median, double least, double greatest) {

    /** Of one or more values. */
    public static Spread of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Each number in Markdown: small ones, as ratios, with three decimals, others with none. */
    public String text() {
        return "**%s** (%s..%s)".formatted(number(median), number(least), number(greatest));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%,.0f", value);
    }
}

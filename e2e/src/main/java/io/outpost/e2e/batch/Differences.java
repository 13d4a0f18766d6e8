package io.outpost.e2e.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison found: counts, the greatest relative error, and the first differences in words.
 */
public final class Differences {
    private static final int EXAMPLES = 20;

    private final List<String> examples = new ArrayList<>();
    private long rows;
    private long values;
    private long missing;
    private long extra;
    private long different;
    private double greatestError;

    void countRow() {
        rows++;
    }

    void countValue(double relativeError) {
        values++;
        greatestError = Math.max(greatestError, relativeError);
    }

    void addMissing(String row) {
        missing++;
        example("missing " + row);
    }

    void addExtra(String row) {
        extra++;
        example("extra " + row);
    }

    void addDifferent(String what) {
        different++;
        example("different " + what);
    }

    /** True when nothing was found. */
    public boolean isEmpty() {
        return missing + extra + different == 0;
    }

    public List<String> examples() {
        return examples;
    }

    @Override
    public String toString() {
        return String.format(
                "%,9d rows  %,11d values  %d missing  %d extra  %d different  max relative error %.1e",
                rows, values, missing, extra, different, greatestError);
    }

    private void example(String text) {
        if (examples.size() < EXAMPLES) {
            examples.add(text);
        }
    }
}

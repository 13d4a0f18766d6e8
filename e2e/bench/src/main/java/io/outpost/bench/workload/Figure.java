package io.outpost.bench.workload;

import java.util.List;

/**
 * One line of the second table: median and range over the rounds.
 *
 * @param workload what was different from the main table
 * @param what the figure is, with its unit
 * @param wanted at least this; 0: nothing is asked of it
 */
public record Figure(
        String workload,
        String contender,
        String what,
        int rounds,
        double median,
        double least,
        double greatest,
        double wanted) {

    /**
     * Of one value per round.
     *
     * @param values one or more
     */
    static Figure of(Subject subject, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Figure(
                subject.workload(),
                subject.contender(),
                subject.what(),
                sorted.length,
                median,
                sorted[0],
                sorted[sorted.length - 1],
                subject.wanted());
    }

    /** What a figure is of. */
    record Subject(String workload, String contender, String what, double wanted) {}
}

package io.outpost.bench.workload;

import java.util.List;

/**
 * One line of the second table.
 *
 * @param workload the difference from the main table
 * @param what the figure is, with its unit
 * @param wanted at least this; 0: nothing is asked of it
 * @param values one per round
 */
public record Figure(
        String workload, String contender, String what, double wanted, List<Double> values) {}

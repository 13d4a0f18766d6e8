package io.outpost.bench.workload;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.measure.Plan;

/**
 * How large the workloads are.
 *
 * @param base what disorder and catch-up are measured with, in order and without duplicates
 * @param plan of their runs
 * @param rounds of each
 * @param placesUpTo the greatest number of places; the others are a tenth and a hundredth of it
 * @param placesRecords about so many records at most with any number of places
 * @param firstPort of four for brokers
 */
public record Scale(
        Backlog base, Plan plan, int rounds, int placesUpTo, long placesRecords, int firstPort) {}

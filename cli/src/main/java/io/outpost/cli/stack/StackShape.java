package io.outpost.cli.stack;

/**
 * Which jobs a stack runs, whether it is highly available, whether it simulates weather, whether
 * Prometheus and Alertmanager watch it, and whether the conditions job writes all that it emits to
 * another topic as well.
 *
 * @param logTopic with the log
 */
record StackShape(
        boolean withJob,
        boolean withArchive,
        boolean highlyAvailable,
        boolean simulates,
        boolean observes,
        boolean withEmissions,
        String logTopic) {}

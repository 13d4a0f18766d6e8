package io.outpost.cli.verify.preference;

import java.util.List;

/**
 * A preference as its document says it, but for what only delivery goes by.
 *
 * @param leaves in the order of the document
 * @param durations how many nodes wait for something to last
 * @param isOfHours judged at the ends of hours; else of minutes
 * @param steps the first from the start of an episode
 */
public record Wish(
        Node when,
        List<Leaf> leaves,
        int durations,
        boolean isOfHours,
        long pendingMillis,
        long recoveryMillis,
        long cooldownMillis,
        List<Step> steps) {
    private static final List<String> URGENCIES = List.of("NOTICE", "WARNING", "CRITICAL");

    /**
     * From when on an episode is how urgent.
     *
     * @param urgency 1 NOTICE, 2 WARNING, 3 CRITICAL
     */
    public record Step(int urgency, long afterMillis) {}

    /** Null for 0. */
    public static String urgencyName(int urgency) {
        return urgency == 0 ? null : URGENCIES.get(urgency - 1);
    }

    /** 0 where no urgency has the name. */
    static int urgency(String name) {
        return URGENCIES.indexOf(name) + 1;
    }

    /** How urgent an episode is so long after its start. */
    int urgencyAfter(long millis) {
        int urgency = 0;
        for (Step step : steps) {
            urgency = step.afterMillis() <= millis ? step.urgency() : urgency;
        }
        return urgency;
    }
}

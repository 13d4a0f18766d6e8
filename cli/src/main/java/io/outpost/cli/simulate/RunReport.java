package io.outpost.cli.simulate;

import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.simulate.expect.Expected;
import java.util.List;
import java.util.Map;

/**
 * What a run did; the answer of {@code --json}.
 *
 * @param cpuSeconds of this process while it sent
 * @param faults numbers of faulty records, by label; those of gaps were never sent
 * @param expected null when it was not worked out
 * @param outcome null without --wait
 * @param differences null when expected and outcome were not compared
 * @param remark what a reader should know of the comparison; empty: nothing
 */
record RunReport(
        RunRequest options,
        int places,
        int sensors,
        long sent,
        double sendSeconds,
        double cpuSeconds,
        Map<String, Long> faults,
        Expected expected,
        Outcome outcome,
        List<Expected.Difference> differences,
        String remark,
        String folder,
        String ledger) {
    /** True unless nothing was sent, something is missing or is not as it must be. */
    boolean balances() {
        return sent > 0
                && (outcome == null || outcome.balances())
                && (differences == null || differences.isEmpty());
    }
}

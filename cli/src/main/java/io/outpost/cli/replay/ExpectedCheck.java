package io.outpost.cli.replay;

import io.outpost.cli.replay.outcome.ExpectedCounts;
import java.io.PrintStream;
import java.util.List;

/** Compares the counts of a replay with those that its set must give, and says so. */
record ExpectedCheck(PrintStream out) {
    /**
     * True when all are equal.
     *
     * @throws ReplayException when it was not one known set
     */
    boolean passes(SentReport report) {
        ExpectedCounts expected =
                ExpectedCounts.of(report.replayed())
                        .orElseThrow(
                                () ->
                                        new ReplayException(
                                                "No counts are known for "
                                                        + report.replayed()
                                                        + "; --expect is for one known set (--list)"));
        String file = ExpectedCounts.fileOf(report.replayed());
        List<String> differences = expected.differences(report.counts());
        if (differences.isEmpty()) {
            out.println("the counts equal " + file);
            return true;
        }
        out.println(
                "The counts differ from "
                        + file
                        + ", which holds for the whole set in places that were new (./outpost up --fresh):");
        differences.forEach(difference -> out.println("  " + difference));
        return false;
    }
}

package io.outpost.cli.replay;

import io.outpost.cli.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a replay did; the answer of {@code --json}.
 *
 * @param injected disorder that the recording does not have; empty: none
 * @param outcome null without --wait
 */
record SentReport(
        String replayed,
        List<Recordings.SourceFile> files,
        String injected,
        long sent,
        Map<String, Long> unreadable,
        List<String> unreadableExamples,
        double sendSeconds,
        double totalSeconds,
        String ledger,
        Outcome outcome) {
    /** What it counted, by the names of the files with expected counts. */
    SortedMap<String, Long> counts() {
        long rows = files.stream().mapToLong(Recordings.SourceFile::rows).sum();
        return ExpectedCounts.found(rows, unreadable, outcome);
    }
}

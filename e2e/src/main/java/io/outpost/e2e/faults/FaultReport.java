package io.outpost.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run found, as a Markdown table.
 *
 * @param remarks what the load was, and what the outage and the reconciler said
 * @param checks what was checked at the end, and whether it holds; a line each
 */
record FaultReport(
        long seed, List<Hit> hits, List<String> remarks, List<String> checks, boolean passed) {
    private static final double RULE_OF_THREE = 3.0;

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d kills, seed %d, of them %d in a commit window, a restore or a savepoint, and %d after a deadline (aimed and by chance)."
                        .formatted(hits.size(), seed, critical(), afterDeadline()));
        lines.add("");
        phases(lines);
        lines.add("");
        recoveries(lines);
        lines.add("");
        lines.addAll(remarks);
        lines.addAll(checks);
        lines.add("");
        lines.add(conclusion());
        return String.join("\n", lines);
    }

    long critical() {
        return hits.stream().filter(hit -> hit.phase().isCritical()).count();
    }

    private long afterDeadline() {
        return hits.stream().filter(Hit::afterDeadline).count();
    }

    private String conclusion() {
        return passed
                ? "Zero failures in %d kills: with 95 %% confidence at most %.1f %% of such kills lose, double or falsify something (3/n)."
                        .formatted(hits.size(), 100 * RULE_OF_THREE / hits.size())
                : "FAILED.";
    }

    private void phases(List<String> lines) {
        lines.add(
                "| killed | "
                        + List.of(Phase.values()).stream()
                                .map(Phase::label)
                                .collect(Collectors.joining(" | "))
                        + " |");
        lines.add("|---|" + "---:|".repeat(Phase.values().length));
        byKind().forEach((kind, of) -> lines.add("| " + kind + " | " + counts(of) + " |"));
        lines.add("| all | " + counts(hits) + " |");
    }

    private static String counts(List<Hit> of) {
        return List.of(Phase.values()).stream()
                .map(phase -> of.stream().filter(hit -> hit.isIn(phase)).count())
                .map(count -> count == 0 ? "" : Long.toString(count))
                .collect(Collectors.joining(" | "));
    }

    private void recoveries(List<String> lines) {
        lines.add("| killed | kills | recovery p50 | p95 | max |");
        lines.add("|---|---:|---:|---:|---:|");
        byKind().forEach(
                        (kind, of) ->
                                lines.add(
                                        "| %s | %d | %s | %s | %s |"
                                                .formatted(
                                                        kind,
                                                        of.size(),
                                                        seconds(of, 0.5),
                                                        seconds(of, 0.95),
                                                        seconds(of, 1))));
    }

    private Map<String, List<Hit>> byKind() {
        return hits.stream()
                .collect(
                        Collectors.groupingBy(
                                hit -> hit.kill().kind(), TreeMap::new, Collectors.toList()));
    }

    /** By the nearest rank. */
    private static String seconds(List<Hit> of, double share) {
        List<Duration> sorted =
                of.stream()
                        .map(Hit::recovery)
                        .filter(recovery -> recovery != null)
                        .sorted()
                        .toList();
        if (sorted.size() < of.size()) {
            return "not back";
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return String.format(
                Locale.ROOT, "%.1f s", sorted.get(Math.max(0, rank - 1)).toMillis() / 1000.0);
    }
}

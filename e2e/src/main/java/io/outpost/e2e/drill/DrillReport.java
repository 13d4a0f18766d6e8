package io.outpost.e2e.drill;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the steps of a drill took and found, as a Markdown table. */
final class DrillReport {
    private final PrintStream out;
    private final long beginNanos = System.nanoTime();
    private final List<Step> steps = new ArrayList<>();
    private String failure = "";

    /**
     * One step.
     *
     * @param relogSeconds 0: the log stayed as it was
     * @param rebuildSeconds from {@code up} until both jobs had read the log to where it ended then
     * @param same whether all rows that must be are the same
     * @param verified the oracle's last line
     */
    record Step(
            String name,
            long records,
            double relogSeconds,
            double rebuildSeconds,
            boolean same,
            String verified) {
        boolean passed() {
            return same && verified.contains(" lost=0 duplicated=0 wrong=0 stale=0");
        }
    }

    /**
     * @param out shows what is done
     */
    DrillReport(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        out.printf("%6.1f s  %s%n", (System.nanoTime() - beginNanos) / 1e9, what);
    }

    void add(Step step) {
        steps.add(step);
        say(row(step));
    }

    void failure(String message) {
        failure = message;
    }

    boolean passed() {
        return failure.isEmpty() && !steps.isEmpty() && steps.stream().allMatch(Step::passed);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Drill of " + Instant.now() + (passed() ? "" : ": FAILED. " + failure));
        lines.add("");
        lines.add("| step | records | relog, s | rebuild, s | rows | verify --every |");
        lines.add("|---|---:|---:|---:|---|---|");
        steps.forEach(step -> lines.add(row(step)));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Step step) {
        return "| %s | %,d | %s | %.1f | %s | %s |"
                .formatted(
                        step.name(),
                        step.records(),
                        step.relogSeconds() == 0 ? "" : "%.1f".formatted(step.relogSeconds()),
                        step.rebuildSeconds(),
                        step.same() ? "the same" : "DIFFER",
                        step.verified());
    }
}

package io.outpost.cli.outcome;

import java.util.Map;

/** The outcome as a small table for people. */
public final class OutcomeTable {
    private OutcomeTable() {}

    public static String of(Outcome outcome) {
        StringBuilder table = new StringBuilder();
        Counters counters = outcome.counters();
        line(table, "sent", outcome.sent());
        line(table, "accepted", counters.accepted());
        line(table, "duplicate", counters.duplicate());
        line(table, "conflict", counters.conflict());
        line(table, "late", counters.late());
        line(table, "rejected", outcome.rejected());
        nested(table, outcome.rejectedByReason());
        if (counters.waiting() != 0) {
            line(table, "waiting for a confirmation", counters.waiting());
        }
        table.append(
                String.format(
                        "  %-48s%,12d  %s%n",
                        "sum of these",
                        outcome.accounted(),
                        outcome.balances() ? "= sent" : "is NOT what was sent"));
        flagged(table, counters.flagged());
        remarks(table, counters);
        return table.toString();
    }

    private static void flagged(StringBuilder table, Map<String, Map<String, Long>> flagged) {
        line(
                table,
                "flagged values, left out",
                flagged.values().stream()
                        .flatMap(reasons -> reasons.values().stream())
                        .mapToLong(Long::longValue)
                        .sum());
        flagged.forEach(
                (quantity, reasons) ->
                        reasons.forEach(
                                (reason, n) -> line(table, "  " + quantity + " " + reason, n)));
    }

    private static void remarks(StringBuilder table, Counters counters) {
        if (counters.hourTierOnly() > 0) {
            line(table, "accepted for hours and days only", counters.hourTierOnly());
        }
        line(table, "rows of closed panes written again", counters.rewrites());
    }

    private static void nested(StringBuilder table, Map<String, Long> counts) {
        counts.forEach((reason, n) -> line(table, "  " + reason, n));
    }

    private static void line(StringBuilder table, String what, long n) {
        table.append(String.format("  %-48s%,12d%n", what, n));
    }
}

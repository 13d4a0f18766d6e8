package io.outpost.cli.replay.outcome;

import java.util.Map;

/** The outcome of a replay as a small table for people. */
public final class OutcomeTable {
    private OutcomeTable() {}

    public static String of(Outcome outcome) {
        StringBuilder table = new StringBuilder();
        Tally tally = outcome.tally();
        line(table, "sent", outcome.sent());
        line(table, "accepted", tally.accepted());
        line(table, "duplicate", tally.duplicate());
        line(table, "conflict", tally.conflict());
        line(table, "late", tally.late());
        line(table, "rejected", outcome.rejected());
        nested(table, outcome.rejectedByReason());
        if (tally.waiting() != 0) {
            line(table, "waiting for a confirmation", tally.waiting());
        }
        table.append(
                String.format(
                        "  %-48s%,12d  %s%n",
                        "sum of these",
                        outcome.accounted(),
                        outcome.balances() ? "= sent" : "is NOT what was sent"));
        flagged(table, tally.flagged());
        remarks(table, tally);
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

    private static void remarks(StringBuilder table, Tally tally) {
        if (tally.hourTierOnly() > 0) {
            line(table, "accepted for hours and days only", tally.hourTierOnly());
        }
        line(table, "rows of closed panes written again", tally.retractions());
    }

    private static void nested(StringBuilder table, Map<String, Long> counts) {
        counts.forEach((reason, n) -> line(table, "  " + reason, n));
    }

    private static void line(StringBuilder table, String what, long n) {
        table.append(String.format("  %-48s%,12d%n", what, n));
    }
}

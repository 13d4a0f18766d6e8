package io.outpost.cli.simulate;

import io.outpost.cli.outcome.OutcomeTable;
import io.outpost.cli.simulate.expect.Expected;

/** The report of a run for people. */
final class ReportText {
    private ReportText() {}

    static String of(RunReport report) {
        StringBuilder text = new StringBuilder();
        text.append("simulated ").append(report.options().placePrefix());
        text.append(
                String.format(": %,d places, %,d sensors%n", report.places(), report.sensors()));
        if (!report.faults().isEmpty()) {
            line(text, "injected faults", sum(report));
            report.faults().forEach((fault, n) -> line(text, "  " + fault, n));
        }
        if (report.outcome() == null) {
            line(text, "sent", report.sent());
        } else {
            text.append(OutcomeTable.of(report.outcome()));
            comparison(text, report);
        }
        text.append(
                String.format(
                        "%.1f s, %.1f s of CPU; truth: %s; ledger: %s",
                        report.sendSeconds(),
                        report.cpuSeconds(),
                        report.folder(),
                        report.ledger()));
        return text.toString();
    }

    private static void comparison(StringBuilder text, RunReport report) {
        if (!report.remark().isEmpty()) {
            text.append("  ").append(report.remark()).append(System.lineSeparator());
        } else if (report.differences() == null) {
            text.append(
                    String.format(
                            "  What must become of each record was not worked out: too many to remember.%n"));
        } else if (report.differences().isEmpty()) {
            text.append(
                    String.format(
                            "  %-48s%12s  every count is as it must be%n", "expected", "balances"));
        } else {
            text.append(String.format("  NOT as it must be:%n"));
            for (Expected.Difference one : report.differences()) {
                text.append(
                        String.format(
                                "    %-46s expected %,d, is %,d%n",
                                one.what(), one.expected(), one.actual()));
            }
        }
    }

    private static long sum(RunReport report) {
        return report.faults().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void line(StringBuilder text, String what, long n) {
        text.append(String.format("  %-48s%,12d%n", what, n));
    }
}

package io.outpost.bench.live;

import io.outpost.bench.report.MachineInfo;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The results of one run in Markdown, with all that is needed to take them again. */
record LiveReport(
        String command, MachineInfo machine, LivePlan plan, Wanted wanted, LiveResults results) {

    /**
     * What is wanted of the constant rates.
     *
     * @param paneMillis at the 99th percentile
     * @param alertMillis at most: the checkpoint interval and 250 ms
     * @param jobPercent of one core, at 30,000/s
     */
    record Wanted(double paneMillis, double alertMillis, double jobPercent) {
        static Wanted with(long checkpointIntervalMillis) {
            return new Wanted(500, checkpointIntervalMillis + 250.0, 25);
        }
    }

    /** A constant rate in one line. */
    static String line(LiveResults.Constant rate) {
        return format(
                "%,.0f/s: rows %s ms, alerts %s ms, lag %s ms (p50 / p95 / p99 / max), job %.0f %% of a core",
                rate.perSecond(),
                rate.panes().latencyMillis().text(),
                rate.alertMillis().text(),
                rate.lagMillis().text(),
                rate.processor().job());
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        if (!results.constant.isEmpty()) {
            text.append(constant());
        }
        if (results.ramp != null) {
            text.append(ramp(results.ramp));
        }
        if (results.kill != null) {
            text.append(line(results.kill)).append("\n\n");
        }
        return text.append(soundness())
                .append(
                        "%nCommand: `%s`. %,d places, %d of them watched, each sensor once a second; job at parallelism %d with a heap of %d MiB. Machine: %s.%n"
                                .formatted(
                                        command,
                                        plan.places(),
                                        plan.watched(),
                                        plan.parallelism(),
                                        plan.heapMebibytes(),
                                        machine.text()))
                .toString();
    }

    /** One column per rate, then what is wanted and the ratio of the last rate to it. */
    private String constant() {
        LiveResults.Constant last = results.constant.get(results.constant.size() - 1);
        double paneMillis = last.panes().latencyMillis().p99();
        double alertMillis = last.alertMillis().max();
        double jobPercent = last.processor().job();
        return row("", rate -> format("%,.0f/s", rate.perSecond()), "wanted", "ratio to it")
                + "|---".repeat(results.constant.size() + 3)
                + "|\n"
                + row(
                        "minute row visible in Postgres, p50 / p95 / p99 / max, ms",
                        rate -> rate.panes().latencyMillis().bold(),
                        format("p99 <= %.0f", wanted.paneMillis()),
                        format("%.2f", paneMillis / wanted.paneMillis()))
                + row(
                        "alert visible to a reader of committed records, ms",
                        rate -> rate.alertMillis().bold(),
                        format("max <= %.0f", wanted.alertMillis()),
                        format("%.2f", alertMillis / wanted.alertMillis()))
                + row(
                        "job, % of one core",
                        rate -> format("**%.0f**", rate.processor().job()),
                        format("<= %.0f at 30,000/s", wanted.jobPercent()),
                        format("%.2f", jobPercent / wanted.jobPercent()))
                + percentRow("broker, % of one core", ProcessorShares::broker, "")
                + percentRow("Postgres, % of one core", ProcessorShares::postgres, "")
                + percentRow("producer, % of one core", ProcessorShares::producer, "")
                + percentRow("the driver, which watches", ProcessorShares::own, "")
                + percentRow("all else on the machine", ProcessorShares::elsewhere, "0")
                + row("lag, ms", rate -> rate.lagMillis().bold(), "flat", "")
                + row(
                        "its median in the first and in the last quarter",
                        rate ->
                                format(
                                        "%.0f, %.0f",
                                        rate.lagAtBeginMillis().p50(), rate.lagAtEndMillis().p50()))
                + row("most lag, records", rate -> format("%,d", rate.mostLagRecords()))
                + row(
                        "a minute of all places in Postgres after, s",
                        rate -> format("%.2f", rate.burstSeconds()))
                + row(
                        "sent before, and measured, s",
                        rate -> format("%.0f, %.0f", rate.warmUpSeconds(), rate.seconds()))
                + row(
                        "rows and alerts watched",
                        rate ->
                                format(
                                        "%d, %d",
                                        rate.panes().latencyMillis().count(),
                                        rate.alertMillis().count()))
                + row(
                        "of them missing",
                        rate -> format("%d, %d", rate.panes().missing(), rate.alertsMissing()),
                        "0, 0",
                        "")
                + row(
                        "time between two looks at Postgres, ms",
                        rate -> rate.panes().pollMillis().bold())
                + row(
                        "record handed to the client after it was due, ms",
                        rate -> rate.producer().sentLateMillis().bold())
                + row(
                        "record acknowledged by the broker after it was due, ms",
                        rate -> rate.producer().acknowledgedLateMillis().bold())
                + "\n";
    }

    static String line(LiveResults.Ramp ramp) {
        return format(
                "**Ramp**, %,.0f/s to %,.0f/s in %d s: lag begins to grow at %s; at most %,d records, %.1f s; gone **%.1f s** after the end. The producer was late by %s ms (p50 / p95 / p99 / max).",
                ramp.fromPerSecond(),
                ramp.toPerSecond(),
                ramp.seconds(),
                ramp.growsAtPerSecond() == 0
                        ? "no rate of it"
                        : format("%,.0f/s", ramp.growsAtPerSecond()),
                ramp.worst().lagRecords(),
                ramp.worst().lagMillis() / 1000.0,
                ramp.drainSeconds(),
                ramp.producer().sentLateMillis().bold());
    }

    private static String ramp(LiveResults.Ramp ramp) {
        String seconds =
                ramp.overSeconds().stream()
                        .map(
                                s ->
                                        format(
                                                "| %.0f | %,.0f | %,d | %.2f |\n",
                                                s.second(),
                                                s.perSecond(),
                                                s.lagRecords(),
                                                s.lagMillis() / 1000.0))
                        .collect(Collectors.joining());
        return """
        %s

        <details><summary>Lag at each second</summary>

        | s | due per second | lag, records | lag, s |
        |---|---|---|---|
        %s
        </details>

        """
                .formatted(line(ramp), seconds);
    }

    static String line(LiveResults.Kill kill) {
        return format(
                "**Kill** at %,.0f/s, %.1f s after the newest checkpoint: the next checkpoint is completed **%.1f s** after the kill, the lag is gone **%.1f s** after it, with the start of the process; at most %,d records.",
                kill.perSecond(),
                kill.checkpointAgeSeconds(),
                kill.firstCheckpointSeconds(),
                kill.caughtUpSeconds(),
                kill.mostLagRecords());
    }

    private String soundness() {
        RowAudit.Finding audit = results.audit;
        String rows =
                audit == null
                        ? ""
                        : format(
                                "**Nothing lost:** of %,d minute rows of all places with %,d observations, %,d are missing and %,d have another count; of %,d alerts %,d are there twice.\n",
                                audit.rows(),
                                audit.observations(),
                                audit.missingRows(),
                                audit.wrongRows(),
                                results.alerts,
                                results.alertsTwice);
        return results.failure == null ? rows : rows + "\nFailed: " + results.failure + "\n";
    }

    private String percentRow(
            String name, ToDoubleFunction<ProcessorShares> percent, String wantedText) {
        return row(
                name,
                rate -> format("%.0f", percent.applyAsDouble(rate.processor())),
                wantedText,
                "");
    }

    private String row(String name, Function<LiveResults.Constant, String> value) {
        return row(name, value, "", "");
    }

    private String row(
            String name,
            Function<LiveResults.Constant, String> value,
            String wantedText,
            String ratio) {
        String values = results.constant.stream().map(value).collect(Collectors.joining(" | "));
        return "| %s | %s | %s | %s |\n".formatted(name, values, wantedText, ratio);
    }

    @SuppressWarnings("AnnotateFormatMethod") // all formats are in this class
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

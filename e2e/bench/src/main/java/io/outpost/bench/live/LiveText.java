package io.outpost.bench.live;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results for people: as lines while it runs, and as tables in Markdown. */
final class LiveText {
    private final LiveResults results;
    private final Wanted wanted;

    LiveText(LiveResults results, Wanted wanted) {
        this.results = results;
        this.wanted = wanted;
    }

    static String line(ConstantResult r) {
        return format(
                "%,.0f/s: rows %s ms, alerts %s ms, lag %s ms (p50 / p95 / p99 / max), job %.0f %% of a core",
                r.perSecond(),
                plain(r.paneMillis()),
                plain(r.alertMillis()),
                plain(r.lagMillis()),
                r.processor().job());
    }

    static String line(RampResult r) {
        return format(
                "ramp: lag grows from %s, at most %,d records and %.1f s, gone %.1f s after the end",
                rate(r), r.worst().lagRecords(), r.worst().lagMillis() / 1000.0, r.drainSeconds());
    }

    static String line(KillResult r) {
        return format(
                "kill: first checkpoint after %.1f s, lag gone after %.1f s, at most %,d records",
                r.firstCheckpointSeconds(), r.caughtUpSeconds(), r.mostLagRecords());
    }

    /** All of it. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        if (!results.constant().isEmpty()) {
            text.append(constant(results.constant()));
        }
        if (results.ramp() != null) {
            text.append(ramp(results.ramp()));
        }
        if (results.kill() != null) {
            text.append(kill(results.kill()));
        }
        return text.append(soundness()).toString();
    }

    private String constant(List<ConstantResult> all) {
        ConstantResult last = all.get(all.size() - 1);
        return row("", all, r -> format("%,.0f/s", r.perSecond()), "wanted", "ratio to it")
                + "|---|"
                + "---|".repeat(all.size() + 2)
                + "\n"
                + row(
                        "minute row visible in Postgres, p50 / p95 / p99 / max, ms",
                        all,
                        r -> r.paneMillis().text(),
                        format("p99 <= %.0f", wanted.paneMillis()),
                        ratio(last.paneMillis().p99(), wanted.paneMillis()))
                + row(
                        "alert visible to a reader of committed records, ms",
                        all,
                        r -> r.alertMillis().text(),
                        format("max <= %.0f", wanted.alertMillis()),
                        ratio(last.alertMillis().max(), wanted.alertMillis()))
                + row(
                        "job, % of one core",
                        all,
                        r -> format("**%.0f**", r.processor().job()),
                        format("<= %.0f at 30,000/s", wanted.jobPercent()),
                        ratio(last.processor().job(), wanted.jobPercent()))
                + row("broker, % of one core", all, r -> percent(r.processor().broker()), "", "")
                + row(
                        "Postgres, % of one core",
                        all, r -> percent(r.processor().postgres()), "", "")
                + row(
                        "producer, % of one core",
                        all, r -> percent(r.processor().producer()), "", "")
                + row("the driver, which looks", all, r -> percent(r.processor().own()), "", "")
                + row(
                        "all else on the machine",
                        all,
                        r -> percent(r.processor().elsewhere()),
                        "0",
                        "")
                + row("lag, ms", all, r -> r.lagMillis().text(), "flat", "")
                + row(
                        "its median in the first and in the last quarter",
                        all,
                        r ->
                                format(
                                        "%.0f, %.0f",
                                        r.lagAtBeginMillis().p50(), r.lagAtEndMillis().p50()),
                        "",
                        "")
                + row("most lag, records", all, r -> format("%,d", r.mostLagRecords()), "", "")
                + row(
                        "a minute of all places in Postgres after, s",
                        all,
                        r -> format("%.2f", r.burstSeconds()),
                        "",
                        "")
                + row(
                        "sent before, and measured, s",
                        all,
                        r -> format("%.0f, %.0f", r.warmUpSeconds(), r.seconds()),
                        "",
                        "")
                + row(
                        "rows and alerts looked at",
                        all,
                        r -> format("%d, %d", r.paneMillis().count(), r.alertMillis().count()),
                        "",
                        "")
                + row(
                        "of them missing",
                        all,
                        r -> format("%d, %d", r.panesMissing(), r.alertsMissing()),
                        "0, 0",
                        "")
                + row(
                        "time between two looks at Postgres, ms",
                        all,
                        r -> r.resolutionMillis().text(),
                        "",
                        "")
                + row(
                        "record handed to the client after it was due, ms",
                        all,
                        r -> r.producer().sentLateMillis().text(),
                        "",
                        "")
                + row(
                        "record acknowledged by the broker after it was due, ms",
                        all,
                        r -> r.producer().acknowledgedLateMillis().text(),
                        "",
                        "")
                + "\n";
    }

    private static String ramp(RampResult r) {
        String seconds =
                r.overSeconds().stream()
                        .map(
                                s ->
                                        format(
                                                "| %.0f | %,.0f | %,d | %.2f |%n",
                                                s.second(),
                                                s.perSecond(),
                                                s.lagRecords(),
                                                s.lagMillis() / 1000.0))
                        .collect(Collectors.joining());
        return format(
                        "**Ramp**, %,.0f/s to %,.0f/s in %d s: lag begins to grow at %s; at most %,d records, %.1f s; gone **%.1f s** after the end. The sender was late by %s ms (p50 / p95 / p99 / max).%n%n",
                        r.fromPerSecond(),
                        r.toPerSecond(),
                        r.seconds(),
                        rate(r),
                        r.worst().lagRecords(),
                        r.worst().lagMillis() / 1000.0,
                        r.drainSeconds(),
                        r.producer().sentLateMillis().text())
                + "<details><summary>Lag at each second</summary>\n\n"
                + "| s | due per second | lag, records | lag, s |\n|---|---|---|---|\n"
                + seconds
                + "\n</details>\n\n";
    }

    private static String kill(KillResult r) {
        return format(
                "**Kill** at %,.0f/s, %.1f s after the newest checkpoint: the next checkpoint is completed **%.1f s** after the kill, the lag is gone **%.1f s** after it, with the start of the process; at most %,d records.%n%n",
                r.perSecond(),
                r.checkpointAgeSeconds(),
                r.firstCheckpointSeconds(),
                r.caughtUpSeconds(),
                r.mostLagRecords());
    }

    private String soundness() {
        StringBuilder text = new StringBuilder();
        RowAudit.Finding audit = results.audit();
        if (audit != null) {
            text.append(
                    format(
                            "**Nothing lost:** of %,d minute rows of all places with %,d observations, %,d are missing and %,d have another count; of %,d alerts %,d are there twice.%n",
                            audit.rows(),
                            audit.observations(),
                            audit.missingRows(),
                            audit.wrongRows(),
                            results.alerts(),
                            results.alertsTwice()));
        }
        if (results.failure() != null) {
            text.append(format("%nFailed: %s%n", results.failure()));
        }
        return text.toString();
    }

    private static String row(
            String name,
            List<ConstantResult> all,
            Function<ConstantResult, String> value,
            String... more) {
        String values = all.stream().map(value).collect(Collectors.joining(" | "));
        return "| " + name + " | " + values + " | " + String.join(" | ", more) + " |\n";
    }

    private static String rate(RampResult r) {
        return r.growsAtPerSecond() == 0
                ? "no rate of it"
                : format("%,.0f/s", r.growsAtPerSecond());
    }

    private static String ratio(double value, double limit) {
        return format("%.2f", value / limit);
    }

    private static String percent(double value) {
        return format("%.0f", value);
    }

    private static String plain(Latency latency) {
        return latency.text().replace("*", "");
    }

    @SuppressWarnings("AnnotateFormatMethod") // all formats stand in this class
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

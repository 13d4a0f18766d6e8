package io.outpost.bench.live;

import io.outpost.bench.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The results of one run.
 *
 * @param dueObservations that the minute rows of all places must hold
 * @param foundObservations that they do
 * @param alertsTwice alerts that were there twice, by their id
 */
record LiveReport(
        List<RateResult> rates,
        long dueObservations,
        long foundObservations,
        int alerts,
        int alertsTwice) {
    /** Of rows at the 99th percentile. */
    private static final int WANTED_ROW_MILLIS = 500;

    /** Of alerts at most, after the checkpoint. */
    private static final int WANTED_ALERT_MILLIS = 250;

    private static final Map<String, String> WANTED_PERCENT =
            Map.of(RateResult.JOB, "<= 25 at 30,000/s", RateResult.ELSEWHERE, "0");

    /** True when nothing was lost or published twice. */
    boolean isSound() {
        return dueObservations == foundObservations
                && alertsTwice == 0
                && rates.stream().allMatch(RateResult::isComplete);
    }

    String markdown(LivePlan plan, long checkpointMillis) {
        return table(checkpointMillis)
                + format(
                        "%nThe minute rows of all places must hold %,d observations and hold %,d; of %,d alerts %,d are there twice. %,d places, %d of them watched, each sensor once a second; job at parallelism %d with a heap of %d MiB.%n",
                        dueObservations,
                        foundObservations,
                        alerts,
                        alertsTwice,
                        plan.places(),
                        plan.watched(),
                        LivePlan.PARALLELISM,
                        LivePlan.HEAP_MEBIBYTES);
    }

    /** One column per rate, then what is wanted. */
    private MarkdownTable table(long checkpointMillis) {
        MarkdownTable table =
                new MarkdownTable(cells("", r -> format("%,.0f/s", r.perSecond()), "wanted"));
        row(
                table,
                "minute row visible in Postgres, p50 / p95 / p99 / max, ms",
                r -> r.rows().latencyMillis().bold(),
                "p99 <= " + WANTED_ROW_MILLIS);
        row(
                table,
                "alert visible to a reader of committed records, ms",
                r -> r.alertMillis().bold(),
                "max <= " + (checkpointMillis + WANTED_ALERT_MILLIS));
        row(table, "lag, ms", r -> r.lagMillis().bold(), "flat");
        for (String process : rates.get(0).processor().keySet()) {
            row(
                    table,
                    process + ", % of one core",
                    r -> format("%.0f", r.processor().get(process)),
                    WANTED_PERCENT.getOrDefault(process, ""));
        }
        row(
                table,
                "sent before, and measured, s",
                r -> format("%.0f, %.0f", r.warmUpSeconds(), r.seconds()),
                "");
        row(
                table,
                "rows and alerts watched",
                r -> format("%d, %d", r.rows().latencyMillis().count(), r.alertMillis().count()),
                "");
        row(
                table,
                "of them missing",
                r -> format("%d, %d", r.rows().missing(), r.alertsMissing()),
                "0, 0");
        row(table, "time between two looks at Postgres, ms", r -> r.rows().pollMillis().bold(), "");
        row(
                table,
                "record handed to the client after it was due, ms",
                r -> r.producer().sentLateMillis().bold(),
                "");
        return row(
                table,
                "record acknowledged by the broker after it was due, ms",
                r -> r.producer().acknowledgedLateMillis().bold(),
                "");
    }

    private MarkdownTable row(
            MarkdownTable table, String name, Function<RateResult, String> cell, String wanted) {
        return table.row(cells(name, cell, wanted));
    }

    private List<String> cells(String name, Function<RateResult, String> cell, String last) {
        List<String> cells = new ArrayList<>(List.of(name));
        rates.forEach(rate -> cells.add(cell.apply(rate)));
        cells.add(last);
        return cells;
    }

    @SuppressWarnings("AnnotateFormatMethod") // all formats are in this class
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

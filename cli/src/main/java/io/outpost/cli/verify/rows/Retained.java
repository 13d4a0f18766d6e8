package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Key;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.report.Findings;
import java.time.Instant;

/**
 * From when on the tables with a retention are compared, ms since 1970. What is older may be there
 * still, or be dropped.
 *
 * @param panesMillis minutes and quarter hours that start then
 * @param rawMillis raw rows observed then
 */
public record Retained(long panesMillis, long rawMillis) {
    /** All rows are compared. */
    public static final Retained ALL = new Retained(Long.MIN_VALUE, Long.MIN_VALUE);

    boolean holds(Table table, Key key) {
        return !isByTime(table) || key.number() >= panesMillis;
    }

    boolean holdsRaw(long observedMillis) {
        return observedMillis >= rawMillis;
    }

    void remarkOn(Table table, Findings findings) {
        if (isByTime(table)) {
            remark(findings, panesMillis, "panes.retention");
        }
    }

    void remarkOnRaw(Findings findings) {
        remark(findings, rawMillis, "archive.retention");
    }

    private static boolean isByTime(Table table) {
        return table == Table.MINUTE_AGGREGATES || table == Table.QUARTER_HOUR_ROLLINGS;
    }

    private static void remark(Findings findings, long fromMillis, String setting) {
        if (fromMillis != Long.MIN_VALUE) {
            findings.remark("from %s on (%s)".formatted(Instant.ofEpochMilli(fromMillis), setting));
        }
    }
}

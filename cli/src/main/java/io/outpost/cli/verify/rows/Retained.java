package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Key;
import io.outpost.cli.verify.emission.Table;

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
        boolean byTime = table == Table.MINUTE_AGGREGATES || table == Table.QUARTER_HOUR_ROLLINGS;
        return !byTime || key.number() >= panesMillis;
    }

    boolean holdsRaw(long observedMillis) {
        return observedMillis >= rawMillis;
    }
}

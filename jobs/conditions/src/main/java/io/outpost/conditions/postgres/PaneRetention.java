package io.outpost.conditions.postgres;

import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PaneWidth;
import io.outpost.flink.settings.Retention;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;

/**
 * Leaves out rows of minutes and quarter hours that began before the retention, and counts them;
 * hours and days are kept for ever.
 *
 * @param nowMillis processing time, ms since 1970
 */
record PaneRetention(Retention retention, LongSupplier nowMillis, Counter outdated)
        implements Predicate<PaneRow> {
    static final List<String> TABLES = List.of(PaneTables.MINUTES, PaneTables.QUARTER_HOURS);

    @Override
    public boolean test(PaneRow row) {
        boolean kept =
                retention.isForEver()
                        || row.width() == PaneWidth.HOUR
                        || row.width() == PaneWidth.DAY
                        || row.startMillis() >= retention.firstKeptMillis(nowMillis.getAsLong());
        if (!kept) {
            outdated.inc();
        }
        return kept;
    }
}

package io.outpost.cli.verify;

import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.rows.RawRows;
import io.outpost.cli.verify.rows.Scope;
import java.util.Map;

/**
 * How far the archive is held to what the log says.
 *
 * @param all true: as far as the log was read; false: as far as it has committed
 */
record Archived(ObservationLog log, Scope scope, boolean all, Map<Integer, Long> committed)
        implements RawRows.Archived {
    @Override
    public boolean mustHave(int partition, long offset) {
        return all || offset < committed.getOrDefault(partition, 0L);
    }

    @Override
    public boolean wasRead(int partition, long offset) {
        return log.covers(partition, offset)
                && !scope.isWaiting(LogRecord.position(partition, offset));
    }
}

package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.Found;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LogExtent;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far the log was read, place by place. A running job has emitted more; that has a revision
 * beyond the last event of its place, and a time at or after the least time of the partitions.
 */
public final class Scope {
    private final LogExtent log;
    private final Map<String, Long> revisions = new HashMap<>();
    private final Set<Long> waiting = new HashSet<>();

    public Scope(LogExtent log) {
        this.log = log;
    }

    /** Notes the number of events of a place. */
    public void events(String placeId, long revision) {
        revisions.put(placeId, revision);
    }

    /** Notes an observation that waits to be confirmed or rejected. */
    public void waits(long position) {
        waiting.add(position);
    }

    /** True when it waits for what has not been read. */
    public boolean isWaiting(long position) {
        return waiting.contains(position);
    }

    /** 0 for a place that does not exist. */
    public long revision(String placeId) {
        return revisions.getOrDefault(placeId, 0L);
    }

    /** True when it can only be of what has not been read. */
    public boolean isLater(Table table, Found found, boolean withTime) throws SQLException {
        long revision = found.wholeOrZero("revision");
        if (table == Table.REJECTED && revision == 0) {
            return !log.covers((int) found.wholeOrZero("partition"), found.wholeOrZero("offset"));
        }
        return revision > revision(found.textOrEmpty("place_id"))
                && (!withTime || isLater(found.wholeOrZero("as_of")));
    }

    /** True when events of that time may not have been read. */
    public boolean isLater(long asOfMillis) {
        return asOfMillis >= log.reachedMillis();
    }
}

package io.outpost.bench.contender;

import io.outpost.bench.digest.RowTally;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The tallies of all sinks in this process. The engines make their sinks from serialized copies, so
 * this is the one place where they and the watcher meet.
 */
final class SharedRows {
    private static final List<RowTally> TALLIES = new CopyOnWriteArrayList<>();

    private SharedRows() {}

    static RowTally newTally() {
        RowTally tally = new RowTally();
        TALLIES.add(tally);
        return tally;
    }

    /** Begins anew: what sinks of an earlier pass still add no longer counts. */
    static void reset() {
        TALLIES.clear();
    }

    static long rows() {
        long rows = 0;
        for (RowTally tally : TALLIES) {
            rows += tally.rows();
        }
        return rows;
    }

    static long digest() {
        long digest = 0;
        for (RowTally tally : TALLIES) {
            digest += tally.digest();
        }
        return digest;
    }
}

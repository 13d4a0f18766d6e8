package io.outpost.bench.digest;

import io.outpost.observe.PlaceKey;
import io.outpost.place.PaneRow;
import io.outpost.place.RollingMeans;
import io.outpost.place.TransitionRow;

/**
 * Counts the rows of the conditions job that are labelled before the end of the backlog. Where
 * there can be corrections, the last revision of each row counts; else every row, which needs no
 * memory.
 */
public final class OutpostRows {
    private final long endMillis;
    private final boolean corrected;
    private final RowTally tally;

    public OutpostRows(long endMillis, boolean corrected, RowTally tally) {
        this.endMillis = endMillis;
        this.corrected = corrected;
        this.tally = tally;
    }

    public void add(PaneRow row) {
        if (row.startMillis() < endMillis) {
            long key = key(row);
            count(key, hash(key, row));
        }
    }

    public void add(TransitionRow row) {
        // A minute is judged at its end.
        if (row.atMillis() <= endMillis) {
            long key = key(row);
            count(key, row.retracted() ? 0 : hash(key, row));
        }
    }

    private void count(long key, long hash) {
        if (corrected) {
            tally.revise(key, hash);
        } else {
            tally.add(hash);
        }
    }

    private static long key(PaneRow row) {
        return RowHash.begin(PlaceKey.of(row.placeId()), row.tier().ordinal(), row.startMillis());
    }

    /** A condition changes at most once at an instant. */
    private static long key(TransitionRow row) {
        long key = RowHash.begin(PlaceKey.of(row.placeId()), RowKind.TRANSITION, row.atMillis());
        return RowHash.add(key, row.condition().hashCode());
    }

    private static long hash(long key, PaneRow row) {
        long hash = RowHash.add(key, row.observations());
        hash = RowHash.addRounded(hash, row.coverage());
        hash = RowHash.add(hash, row.channels());
        for (int i = 0; i < row.counts().length; i++) {
            hash = RowHash.add(hash, row.counts()[i]);
            hash = RowHash.addExact(hash, row.mins()[i]);
            hash = RowHash.addExact(hash, row.maxs()[i]);
            hash = RowHash.addRounded(hash, row.sums()[i]);
        }
        for (RollingMeans rolling : row.rolling()) {
            hash = add(hash, rolling);
        }
        return hash;
    }

    private static long add(long hash, RollingMeans rolling) {
        long next = RowHash.add(hash, rolling.windowSeconds());
        for (int i = 0; i < rolling.counts().length; i++) {
            next = RowHash.add(next, rolling.counts()[i]);
            next = RowHash.addRounded(next, rolling.means()[i]);
        }
        return RowHash.addRounded(next, rolling.coverage());
    }

    private static long hash(long key, TransitionRow row) {
        long hash = RowHash.add(key, row.fromState().hashCode());
        hash = RowHash.add(hash, row.state().hashCode());
        return RowHash.add(hash, row.level() == null ? 0 : row.level().hashCode());
    }
}

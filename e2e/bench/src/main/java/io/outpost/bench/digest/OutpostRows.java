package io.outpost.bench.digest;

import io.outpost.observe.PlaceKey;
import io.outpost.place.PaneRow;
import io.outpost.place.RollingMeans;
import io.outpost.place.TransitionRow;

/** Counts the rows of the conditions job that are labelled before the end of the backlog. */
public final class OutpostRows {
    private final long endMillis;
    private final RowTally tally;

    public OutpostRows(long endMillis, RowTally tally) {
        this.endMillis = endMillis;
        this.tally = tally;
    }

    public void add(PaneRow row) {
        if (row.startMillis() < endMillis) {
            tally.add(hash(row));
        }
    }

    public void add(TransitionRow row) {
        // A minute is judged at its end.
        if (row.atMillis() <= endMillis) {
            tally.add(hash(row));
        }
    }

    private static long hash(PaneRow row) {
        long hash =
                RowHash.begin(PlaceKey.of(row.placeId()), row.tier().ordinal(), row.startMillis());
        hash = RowHash.add(hash, row.observations());
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

    private static long hash(TransitionRow row) {
        long hash = RowHash.begin(PlaceKey.of(row.placeId()), RowKind.TRANSITION, row.atMillis());
        hash = RowHash.add(hash, row.condition().hashCode());
        hash = RowHash.add(hash, row.fromState().hashCode());
        hash = RowHash.add(hash, row.state().hashCode());
        return RowHash.add(hash, row.level() == null ? 0 : row.level().hashCode());
    }
}

package io.outpost.bench.digest;

import io.outpost.observe.IdHash;
import io.outpost.place.AlertRow;
import io.outpost.place.DeadLetter;
import io.outpost.place.EpisodeRow;
import io.outpost.place.LateReading;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRow;
import io.outpost.place.RollingMeans;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;

/**
 * Counts the rows of the conditions job that are labelled before the end of the backlog. Where
 * there can be corrections, the last revision of each row counts; else every row, which needs no
 * memory. Only pane rows and transitions are part of the digest.
 */
public final class OutpostRows implements PlaceOutput {
    private final long endMillis;
    private final boolean corrected;
    private final RowTally tally;

    public OutpostRows(long endMillis, boolean corrected, RowTally tally) {
        this.endMillis = endMillis;
        this.corrected = corrected;
        this.tally = tally;
    }

    @Override
    public void pane(PaneRow row) {
        if (row.startMillis() < endMillis) {
            long key = key(row);
            count(key, hash(key, row));
        }
    }

    @Override
    public void transition(TransitionRow row) {
        // A minute is judged at its end.
        if (row.atMillis() <= endMillis) {
            long key = key(row);
            count(key, row.retracted() ? 0 : hash(key, row));
        }
    }

    @Override
    public void episode(EpisodeRow row) {
        // Follows from the transitions.
    }

    @Override
    public void alert(AlertRow row) {
        // Follows from the transitions.
    }

    @Override
    public void tally(TallyRow row) {
        // When counters are emitted depends on the times at which records were received.
    }

    @Override
    public void place(PlaceRow row) {
        // A backlog describes no place.
    }

    @Override
    public void late(LateReading late) {
        // A row would be missing, too.
    }

    @Override
    public void rejected(DeadLetter letter) {
        // A row would be missing, too.
    }

    private void count(long key, long hash) {
        if (corrected) {
            tally.revise(key, hash);
        } else {
            tally.add(hash);
        }
    }

    private static long key(PaneRow row) {
        return RowHash.begin(IdHash.of(row.placeId()), row.tier().ordinal(), row.startMillis());
    }

    /** A condition changes at most once at an instant. */
    private static long key(TransitionRow row) {
        long key = RowHash.begin(IdHash.of(row.placeId()), RowKind.TRANSITION, row.atMillis());
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

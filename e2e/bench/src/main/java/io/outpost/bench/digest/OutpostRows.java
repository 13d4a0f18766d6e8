package io.outpost.bench.digest;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.RollingMeans;
import io.outpost.core.place.TransitionRow;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.IdHash;

/**
 * Counts the rows of the conditions job that are labelled before the end of the backlog. Where
 * there can be corrections, the last revision of each row counts; else every row, which needs no
 * memory. Only pane rows, those of the hourly models and transitions are part of the digest.
 */
public final class OutpostRows implements PlaceOutput {
    private final long endMillis;
    private final boolean corrected;
    private final RowDigest digest;

    public OutpostRows(long endMillis, boolean corrected, RowDigest digest) {
        this.endMillis = endMillis;
        this.corrected = corrected;
        this.digest = digest;
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
        // Conditions are evaluated at the end of a minute or an hour.
        if (row.atMillis() <= endMillis) {
            long key = key(row);
            count(key, row.retracted() ? 0 : hash(key, row));
        }
    }

    @Override
    public void model(ModelRow row) {
        if (row.startMillis() < endMillis) {
            long place = IdHash.of(row.placeId());
            long key = RowHash.begin(place, RowHash.MODEL, row.startMillis());
            count(key, RowHash.addModels(key, row.hour()));
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
    public void counters(CountersRow row) {
        // When counters are emitted depends on the times at which records were received.
    }

    @Override
    public void preference(PreferenceRow row) {
        // It says what the log says.
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        // No contender has preferences.
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        // No contender has preferences.
    }

    @Override
    public void place(PlaceRow row) {
        // It says what the log says.
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
            digest.revise(key, hash);
        } else {
            digest.add(hash);
        }
    }

    private static long key(PaneRow row) {
        return RowHash.begin(IdHash.of(row.placeId()), row.width().ordinal(), row.startMillis());
    }

    /** A condition changes at most once at an instant. */
    private static long key(TransitionRow row) {
        long key = RowHash.begin(IdHash.of(row.placeId()), RowHash.TRANSITION, row.atMillis());
        return RowHash.add(key, row.condition().hashCode());
    }

    private static long hash(long key, PaneRow row) {
        long hash = RowHash.add(key, row.observations());
        hash = RowHash.addRounded(hash, row.coverage());
        hash = RowHash.add(hash, kept(row.quantities()));
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

    /** The loop numbers only what panes keep, without the two of rain. */
    private static int kept(int quantities) {
        int means = Quantity.bits(Quantity.Kind.MEAN);
        return (quantities & means) | ((quantities & ~means) >>> 2);
    }
}

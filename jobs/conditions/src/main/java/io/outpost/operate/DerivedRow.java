package io.outpost.operate;

import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;

/**
 * A row for Postgres, of exactly one of the kinds; one stream, so that a place's rows keep their
 * order.
 */
public record DerivedRow(
        PaneRow pane,
        TransitionRow transition,
        EpisodeRow episode,
        AlertRow alert,
        PlaceRow place,
        TallyRow tally) {

    static DerivedRow of(PaneRow row) {
        return new DerivedRow(row, null, null, null, null, null);
    }

    static DerivedRow of(TransitionRow row) {
        return new DerivedRow(null, row, null, null, null, null);
    }

    static DerivedRow of(EpisodeRow row) {
        return new DerivedRow(null, null, row, null, null, null);
    }

    static DerivedRow of(AlertRow row) {
        return new DerivedRow(null, null, null, row, null, null);
    }

    static DerivedRow of(PlaceRow row) {
        return new DerivedRow(null, null, null, null, row, null);
    }

    static DerivedRow of(TallyRow row) {
        return new DerivedRow(null, null, null, null, null, row);
    }
}

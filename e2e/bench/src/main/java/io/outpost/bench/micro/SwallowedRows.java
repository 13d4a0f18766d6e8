package io.outpost.bench.micro;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.TransitionRow;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Discards rows, in a way that the compiler cannot see; a record that is not accepted is an error.
 */
final class SwallowedRows implements PlaceOutput {
    private final Blackhole rows;

    SwallowedRows(Blackhole rows) {
        this.rows = rows;
    }

    @Override
    public void pane(PaneRow row) {
        rows.consume(row);
    }

    @Override
    public void transition(TransitionRow row) {
        rows.consume(row);
    }

    @Override
    public void episode(EpisodeRow row) {
        rows.consume(row);
    }

    @Override
    public void alert(AlertRow row) {
        rows.consume(row);
    }

    @Override
    public void counters(CountersRow row) {
        rows.consume(row);
    }

    @Override
    public void place(PlaceRow row) {
        rows.consume(row);
    }

    @Override
    public void late(LateReading late) {
        throw new AssertionError(late.toString());
    }

    @Override
    public void rejected(DeadLetter letter) {
        throw new AssertionError(letter.toString());
    }
}

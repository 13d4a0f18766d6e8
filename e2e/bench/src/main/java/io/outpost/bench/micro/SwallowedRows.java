package io.outpost.bench.micro;

import io.outpost.place.AlertRow;
import io.outpost.place.DeadLetter;
import io.outpost.place.EpisodeRow;
import io.outpost.place.LateReading;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import org.openjdk.jmh.infra.Blackhole;

/** Rows are made, and used by nobody; a record that makes none is a mistake of the benchmark. */
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
    public void tally(TallyRow row) {
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

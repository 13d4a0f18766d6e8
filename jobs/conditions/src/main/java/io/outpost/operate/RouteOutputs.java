package io.outpost.operate;

import io.outpost.place.AlertRow;
import io.outpost.place.DeadLetter;
import io.outpost.place.Emission;
import io.outpost.place.EpisodeRow;
import io.outpost.place.LateReading;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceInput;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Routes what places emit: rows to the main output, messages to the side output. */
final class RouteOutputs implements PlaceOutput {
    private Collector<Emission> rows;
    private KeyedProcessFunction<String, PlaceInput, Emission>.Context context;

    void to(
            Collector<Emission> newRows,
            KeyedProcessFunction<String, PlaceInput, Emission>.Context newContext) {
        rows = newRows;
        context = newContext;
    }

    @Override
    public void pane(PaneRow row) {
        rows.collect(row);
    }

    @Override
    public void transition(TransitionRow row) {
        rows.collect(row);
        context.output(StreamTypes.MESSAGES, row);
    }

    @Override
    public void episode(EpisodeRow row) {
        rows.collect(row);
    }

    @Override
    public void alert(AlertRow row) {
        rows.collect(row);
        context.output(StreamTypes.MESSAGES, row);
    }

    @Override
    public void tally(TallyRow row) {
        rows.collect(row);
    }

    @Override
    public void place(PlaceRow row) {
        rows.collect(row);
        context.output(StreamTypes.MESSAGES, row);
    }

    @Override
    public void late(LateReading late) {
        context.output(StreamTypes.MESSAGES, late);
    }

    @Override
    public void rejected(DeadLetter letter) {
        context.output(StreamTypes.MESSAGES, letter);
    }
}

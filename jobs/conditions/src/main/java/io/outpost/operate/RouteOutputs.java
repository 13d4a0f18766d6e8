package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.observe.Rejected;
import io.outpost.observe.RejectionReason;
import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRejection;
import io.outpost.place.PlaceRow;
import io.outpost.place.Reading;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Routes what a place tells: rows to the main output, messages to the side outputs. */
final class RouteOutputs implements PlaceOutput {
    private final String observationsTopic;
    private Collector<DerivedRow> rows;
    private KeyedProcessFunction<Long, Inbound, DerivedRow>.Context context;

    RouteOutputs(String observationsTopic) {
        this.observationsTopic = observationsTopic;
    }

    void to(
            Collector<DerivedRow> newRows,
            KeyedProcessFunction<Long, Inbound, DerivedRow>.Context newContext) {
        rows = newRows;
        context = newContext;
    }

    /** For what is told of no record: rows only. */
    void to(Collector<DerivedRow> newRows) {
        rows = newRows;
    }

    @Override
    public void pane(PaneRow row) {
        rows.collect(DerivedRow.of(row));
    }

    @Override
    public void transition(TransitionRow row) {
        rows.collect(DerivedRow.of(row));
        context.output(SideOutputs.TRANSITIONS, row);
    }

    @Override
    public void episode(EpisodeRow row) {
        rows.collect(DerivedRow.of(row));
    }

    @Override
    public void alert(AlertRow row) {
        rows.collect(DerivedRow.of(row));
        context.output(SideOutputs.ALERTS, row);
    }

    @Override
    public void tally(TallyRow row) {
        rows.collect(DerivedRow.of(row));
    }

    @Override
    public void place(PlaceRow row) {
        rows.collect(DerivedRow.of(row));
    }

    @Override
    public void late(String placeId, long clockMillis, Reading reading) {
        context.output(
                SideOutputs.LATE,
                new LateReading(
                        placeId,
                        reading.sensorId(),
                        reading.observedAtMillis(),
                        clockMillis,
                        reading.origin().partition(),
                        reading.origin().offset(),
                        reading.values()));
    }

    @Override
    public void rejected(PlaceRejection reason, Reading reading) {
        String detail =
                "sensor " + reading.sensorId() + ", observed at " + reading.observedAtMillis();
        context.output(
                SideOutputs.REJECTED,
                Inbound.of(
                        new Rejected(
                                RejectionReason.valueOf(reason.name()),
                                detail,
                                observationsTopic,
                                reading.origin())));
    }
}

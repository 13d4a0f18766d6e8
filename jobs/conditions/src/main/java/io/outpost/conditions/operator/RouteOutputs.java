package io.outpost.conditions.operator;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.place.TransitionRow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Routes what places emit: rows to the main output, messages to the side output. Counts what places
 * themselves reject, by reason.
 */
final class RouteOutputs implements PlaceOutput {
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
    private Collector<Emission> rows;
    private KeyedProcessFunction<String, PlaceInput, Emission>.Context context;

    RouteOutputs(MetricGroup metrics) {
        for (RejectionReason reason :
                List.of(RejectionReason.TIME_JUMP, RejectionReason.TOO_MANY_SENSORS)) {
            rejected.put(reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

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
    public void model(ModelRow row) {
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
    public void counters(CountersRow row) {
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
        Counter counter = rejected.get(letter.reason());
        if (counter != null) {
            counter.inc();
        }
        context.output(StreamTypes.MESSAGES, letter);
    }
}

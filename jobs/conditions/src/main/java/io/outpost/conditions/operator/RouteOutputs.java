package io.outpost.conditions.operator;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.place.TraceMark;
import io.outpost.core.place.TransitionRow;
import java.util.Set;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Routes what places emit: rows to the main output, messages to the side output. Counts what places
 * themselves reject, by reason.
 */
final class RouteOutputs implements PlaceOutput {
    /** Why places reject records; all others were rejected before them. */
    private static final Set<RejectionReason> OF_PLACES =
            Set.of(
                    RejectionReason.TIME_JUMP,
                    RejectionReason.TOO_MANY_SENSORS,
                    RejectionReason.TOO_MANY_PREFERENCES);

    private final RejectedCounts rejected;
    private final RecordTraces traces;
    private final Output<StreamRecord<Emission>> output;
    private final StreamRecord<Emission> reused = new StreamRecord<>(null);
    private long timestampMillis;

    RouteOutputs(
            Output<StreamRecord<Emission>> output, RejectedCounts rejected, RecordTraces traces) {
        this.output = output;
        this.rejected = rejected;
        this.traces = traces;
    }

    /** The time of what is emitted from now on: of the record, or of the timer. */
    void at(long newTimestampMillis) {
        timestampMillis = newTimestampMillis;
    }

    @Override
    public void pane(PaneRow row) {
        row(row);
        traces.of(row).forEach(this::row);
    }

    @Override
    public void model(ModelRow row) {
        row(row);
    }

    @Override
    public void transition(TransitionRow row) {
        row(row);
        message(row);
    }

    @Override
    public void episode(EpisodeRow row) {
        row(row);
    }

    @Override
    public void alert(AlertRow row) {
        row(row);
        TraceMark mark = traces.of(row);
        if (mark != null) {
            message(mark);
        }
        message(row);
    }

    @Override
    public void counters(CountersRow row) {
        row(row);
    }

    @Override
    public void preference(PreferenceRow row) {
        message(row);
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        row(row);
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        row(row);
        message(row);
    }

    @Override
    public void place(PlaceRow row) {
        row(row);
        message(row);
    }

    @Override
    public void late(LateReading late) {
        message(late);
    }

    @Override
    public void rejected(DeadLetter letter) {
        if (OF_PLACES.contains(letter.reason())) {
            rejected.count(letter.reason());
        }
        message(letter);
    }

    private void row(Emission row) {
        output.collect(reused.replace(row, timestampMillis));
    }

    private void message(Emission message) {
        output.collect(StreamTypes.MESSAGES, new StreamRecord<>(message, timestampMillis));
    }
}

package io.outpost.conditions.operator;

import io.outpost.core.place.DeadLetter;
import io.outpost.decode.RoutedRecord;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Packs records into one parcel for each subtask that keeps places, so that Flink handles parcels,
 * not records. All that was packed is sent before a watermark, a barrier and the end of the input,
 * and after 10 ms: no record is overtaken, and no snapshot lacks one. Counts the dead letters that
 * were made where the log is read; those that name no place go to the side output, the others may
 * be events of their place.
 */
public final class PackParcels extends AbstractStreamOperator<Parcel>
        implements OneInputStreamOperator<RoutedRecord, Parcel> {
    /** Longest wait of a record, ms. */
    private static final long PACKING_MILLIS = 10;

    private transient RejectedCounts rejected;
    private transient PlaceSubtasks subtasks;
    private transient ParcelWriter[] parcels;
    private transient StreamRecord<Parcel> reused;
    private transient ScheduledFuture<?> timer;

    @Override
    public void open() throws Exception {
        super.open();
        rejected = new RejectedCounts(getMetricGroup());
        subtasks =
                PlaceSubtasks.behind(
                        getOperatorConfig().getOperatorNonChainedOutputs(getUserCodeClassloader()),
                        getContainingTask().getEnvironment().getAllWriters(),
                        getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
        parcels = new ParcelWriter[subtasks.count()];
        for (int i = 0; i < parcels.length; i++) {
            parcels[i] = new ParcelWriter(subtasks.key(i));
        }
        reused = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<RoutedRecord> element) throws Exception {
        RoutedRecord routed = element.getValue();
        DeadLetter letter = routed.input() == null ? null : routed.input().deadLetter();
        if (letter != null) {
            rejected.count(letter.reason());
        }
        if (letter != null && letter.placeId() == null) {
            output.collect(
                    StreamTypes.MESSAGES, new StreamRecord<>(letter, element.getTimestamp()));
        } else {
            pack(routed);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        sendAll();
        super.processWatermark(mark);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        sendAll();
        super.processWatermarkStatus(status);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        sendAll();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (ParcelWriter parcel : parcels) {
            if (!parcel.isEmpty()) {
                throw new IllegalStateException("records wait that the snapshot would lose");
            }
        }
        super.snapshotState(context);
    }

    @Override
    public void finish() throws Exception {
        sendAll();
        super.finish();
    }

    private void pack(RoutedRecord routed) throws Exception {
        ParcelWriter parcel = parcels[subtasks.of(routed.placeIdHash())];
        parcel.add(routed);
        if (parcel.isFull()) {
            send(parcel);
        } else if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer =
                    getProcessingTimeService()
                            .registerTimer(now + PACKING_MILLIS, at -> sendByTimer());
        }
    }

    private void sendByTimer() {
        timer = null;
        sendAll();
    }

    private void sendAll() {
        for (ParcelWriter parcel : parcels) {
            if (!parcel.isEmpty()) {
                send(parcel);
            }
        }
    }

    private void send(ParcelWriter parcel) {
        output.collect(reused.replace(parcel.take()));
    }
}

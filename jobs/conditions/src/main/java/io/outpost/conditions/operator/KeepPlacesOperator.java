package io.outpost.conditions.operator;

import io.outpost.core.place.Emission;
import io.outpost.core.place.PlaceInput;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs {@link KeepPlaces}. Records are gathered for a moment and applied place by place; before a
 * watermark, a timer or a snapshot all that has come is applied. Writes into the state only what a
 * snapshot is about to take.
 */
public final class KeepPlacesOperator extends KeyedProcessOperator<String, PlaceInput, Emission> {
    /** Enough for a visit to be worth it, few enough to stay in the processor's cache. */
    private static final int BATCH_RECORDS = 4096;

    /** Longest wait of a record, ms. */
    private static final long BATCH_MILLIS = 20;

    private final KeepPlaces keepPlaces;
    private final int batchRecords;

    private transient PlaceBatch batch;
    private transient StreamRecord<PlaceInput> reused;
    private transient String currentPlaceId;
    private transient boolean draining;
    private transient ScheduledFuture<?> timer;

    public KeepPlacesOperator(KeepPlaces keepPlaces) {
        this(keepPlaces, BATCH_RECORDS);
    }

    /**
     * @param batchRecords how many records are gathered at most; 1: none waits
     */
    KeepPlacesOperator(KeepPlaces keepPlaces, int batchRecords) {
        super(keepPlaces);
        this.keepPlaces = keepPlaces;
        this.batchRecords = batchRecords;
    }

    @Override
    public void open() throws Exception {
        batch = new PlaceBatch(batchRecords);
        reused = new StreamRecord<>(null);
        keepPlaces.useKeys(this::setCurrentKey);
        super.open();
    }

    /** The key is set when the record is applied. */
    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public void setKeyContextElement1(StreamRecord input) {
        // Nothing yet.
    }

    @Override
    public void processElement(StreamRecord<PlaceInput> input) throws Exception {
        int place = batch.numberOf(input.getValue().placeId());
        batch.add(place, admit(place, input.getValue()), input.getTimestamp());
        if (batch.isFull()) {
            drain();
        } else if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer =
                    getProcessingTimeService()
                            .registerTimer(now + BATCH_MILLIS, at -> drainByTimer());
        }
    }

    /**
     * Decides here, where records still have the order of the log. A place is looked up once in a
     * batch.
     */
    private PlaceInput admit(int place, PlaceInput input) throws Exception {
        Standing standing = batch.standing(place);
        if (standing == null) {
            enter(input.placeId());
            standing = keepPlaces.standing(input.placeId());
        }
        PlaceInput admitted = keepPlaces.admit(input, standing);
        batch.keepStanding(place, PlaceAdmission.after(admitted, standing));
        return admitted;
    }

    /**
     * The last one, at the end of the input or of a job that is drained, is no time: nothing is
     * due.
     */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        drain();
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            output.emitWatermark(mark);
        } else {
            currentPlaceId = null;
            super.processWatermark(mark);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        drain();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        if (!batch.isEmpty()) {
            throw new IllegalStateException("records wait that the snapshot would lose");
        }
        keepPlaces.flush();
        currentPlaceId = null;
        super.snapshotState(context);
    }

    @Override
    public void finish() throws Exception {
        drain();
        super.finish();
    }

    private void drainByTimer() throws Exception {
        timer = null;
        drain();
    }

    private void drain() throws Exception {
        if (draining || batch.isEmpty()) {
            return;
        }
        draining = true;
        batch.drainTo(this::apply);
        draining = false;
    }

    private void apply(PlaceInput input, long timestampMillis) throws Exception {
        enter(input.placeId());
        super.processElement(reused.replace(input, timestampMillis));
    }

    private void enter(String placeId) {
        if (!placeId.equals(currentPlaceId)) {
            currentPlaceId = placeId;
            setCurrentKey(placeId);
        }
    }
}

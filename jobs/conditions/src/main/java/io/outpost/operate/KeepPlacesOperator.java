package io.outpost.operate;

import io.outpost.observe.Inbound;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs {@link KeepPlaces}. Records are gathered for a moment and applied place by place; before a
 * watermark, a timer or a snapshot all that has come is applied. Writes into the state only what a
 * snapshot is about to take.
 */
public final class KeepPlacesOperator extends KeyedProcessOperator<Long, Inbound, DerivedRow> {
    /** Enough for a visit to be worth it, few enough to stay in the processor's cache. */
    private static final int BATCH_RECORDS = 4096;

    /** Longest wait of a record, ms. */
    private static final long BATCH_MILLIS = 20;

    private final KeepPlaces keepPlaces;
    private final int batchRecords;

    private transient PlaceBatch batch;
    private transient StreamRecord<Inbound> atWork;
    private transient long placeAtHand;
    private transient boolean isKeySet;
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
        atWork = new StreamRecord<>(null);
        keepPlaces.useKeys(this::setCurrentKey);
        super.open();
    }

    /** The key is set when the record is applied. */
    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public void setKeyContextElement1(StreamRecord inbound) {
        // Nothing yet.
    }

    @Override
    public void processElement(StreamRecord<Inbound> inbound) throws Exception {
        batch.add(inbound.getValue(), inbound.getTimestamp());
        if (batch.isFull()) {
            drain();
        } else if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer =
                    getProcessingTimeService()
                            .registerTimer(now + BATCH_MILLIS, at -> drainByTimer());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        drain();
        super.processWatermark(mark);
    }

    @Override
    public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
        drain();
        isKeySet = false;
        setCurrentKey(timer.getKey());
        super.onProcessingTime(timer);
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
        keepPlaces.putBack();
        super.snapshotState(context);
    }

    /** The input has ended, or the job is drained: what waits for a quiet moment is told now. */
    @Override
    public void finish() throws Exception {
        drain();
        keepPlaces.putBack();
        keepPlaces.tellAll(placeKeys(), new TimestampedCollector<>(output));
        super.finish();
    }

    private List<Long> placeKeys() {
        try (Stream<Long> keys =
                this.<Long>getKeyedStateBackend()
                        .getKeys(PlaceStates.PLACE.getName(), VoidNamespace.INSTANCE)) {
            return keys.toList();
        }
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
        isKeySet = false;
        batch.drainTo(this::apply);
        draining = false;
    }

    private void apply(Inbound inbound, long timestampMillis) throws Exception {
        if (!isKeySet || placeAtHand != inbound.placeKey()) {
            placeAtHand = inbound.placeKey();
            isKeySet = true;
            setCurrentKey(placeAtHand);
        }
        super.processElement(atWork.replace(inbound, timestampMillis));
    }
}

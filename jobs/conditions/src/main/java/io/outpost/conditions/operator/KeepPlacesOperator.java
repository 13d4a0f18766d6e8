package io.outpost.conditions.operator;

import io.outpost.conditions.state.PlaceStateCache;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.Emission;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.decode.RoutedDecoder;
import io.outpost.decode.preference.LevelNames;
import io.outpost.tracing.Spans;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The one keyed operator: runs {@link KeepPlaces}. Records are unpacked, gathered for a moment and
 * applied place by place; before a watermark, a timer or a snapshot all that has come is applied.
 * Writes into the state only what a snapshot is about to take.
 */
public final class KeepPlacesOperator extends AbstractStreamOperator<Emission>
        implements OneInputStreamOperator<Parcel, Emission>, Triggerable<String, VoidNamespace> {
    /** Enough for a visit to be worth it, few enough to stay in the processor's cache. */
    private static final int BATCH_RECORDS = 4096;

    /** Longest wait of a record, ms. */
    private static final long BATCH_MILLIS = 20;

    private static final int CACHE_HEAP_PARTS = 4;
    private static final String SERVICE = "outpost-conditions";

    private final SerializableSupplier<Conditions> conditions;
    private final PlaceBounds bounds;
    private final int partitions;
    private final String tracesUrl;
    private final int batchRecords;
    private final int cacheHeapParts;

    private transient RejectedCounts rejected;
    private transient PlaceAdmission admission;
    private transient RouteOutputs outputs;
    private transient KeepPlaces places;
    private transient ParcelReader parcels;
    private transient GatheredRecords gathered;
    private transient Counter recordsIn;
    private transient ScheduledFuture<?> timer;
    private transient Spans spans;

    /**
     * @param partitions of the log
     * @param tracesUrl where spans go; empty: nothing is traced
     */
    public KeepPlacesOperator(
            SerializableSupplier<Conditions> conditions,
            PlaceBounds bounds,
            int partitions,
            String tracesUrl) {
        this(conditions, bounds, partitions, tracesUrl, BATCH_RECORDS, CACHE_HEAP_PARTS);
    }

    /**
     * @param batchRecords how many records are gathered at most; 1: none waits
     * @param cacheHeapParts cached places take one of so many parts of the heap at most
     */
    KeepPlacesOperator(
            SerializableSupplier<Conditions> conditions,
            PlaceBounds bounds,
            int partitions,
            String tracesUrl,
            int batchRecords,
            int cacheHeapParts) {
        this.conditions = conditions;
        this.bounds = bounds;
        this.partitions = partitions;
        this.tracesUrl = tracesUrl;
        this.batchRecords = batchRecords;
        this.cacheHeapParts = cacheHeapParts;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        rejected = new RejectedCounts(getMetricGroup());
        admission =
                new PlaceAdmission(
                        context.getOperatorStateStore(), bounds, rejected, getRuntimeContext());
    }

    @Override
    public void open() throws Exception {
        super.open();
        spans = Spans.orNull(tracesUrl, SERVICE);
        RecordTraces traces =
                new RecordTraces(
                        spans,
                        getProcessingTimeService()::getCurrentProcessingTime,
                        getMetricGroup().counter("tracesDropped"));
        outputs = new RouteOutputs(output, rejected, traces);
        places =
                new KeepPlaces(
                        keeper(),
                        new PlaceStateCache(
                                getRuntimeContext(), this::setCurrentKey, cacheHeapParts),
                        outputs,
                        getInternalTimerService(
                                "user-timers", VoidNamespaceSerializer.INSTANCE, this),
                        this::setCurrentKey,
                        traces,
                        getMetricGroup());
        parcels = new ParcelReader(new RoutedDecoder(partitions), rejected);
        gathered = new GatheredRecords(new PlaceBatch(batchRecords), admission, places);
        recordsIn = getMetricGroup().getIOMetricGroup().getNumRecordsInCounter();
    }

    private PlaceKeeper keeper() {
        Conditions judged = conditions.get();
        StoredPreferences preferences =
                new StoredPreferences(
                        new LevelNames(judged.levelNames()),
                        getMetricGroup().counter("preferencesNotRead"));
        return new PlaceKeeper(judged, bounds, preferences, outputs);
    }

    /** A parcel has no key: its records have. */
    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public void setKeyContextElement1(StreamRecord input) {
        // The key is set where it is needed.
    }

    @Override
    public void processElement(StreamRecord<Parcel> element) throws Exception {
        Parcel parcel = element.getValue();
        // Flink has counted the parcel as one.
        recordsIn.inc(parcel.records() - 1L);
        parcels.open(parcel);
        for (int left = parcel.records(); left > 0; left--) {
            process(parcels.next());
        }
    }

    /**
     * The last one, at the end of the input or of a job that is drained, is no time: nothing is
     * due.
     */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        gathered.apply();
        if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
            output.emitWatermark(mark);
        } else {
            super.processWatermark(mark);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> due) throws Exception {
        places.advance(due.getKey(), due.getTimestamp());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> due) {
        throw new IllegalStateException("no place has a timer in processing time");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        gathered.apply();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        if (!gathered.isEmpty()) {
            throw new IllegalStateException("records wait that the snapshot would lose");
        }
        places.flush();
        admission.snapshot();
        super.snapshotState(context);
    }

    @Override
    public void finish() throws Exception {
        gathered.apply();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (spans != null) {
            spans.close();
        }
        super.close();
    }

    private void process(PlaceInput input) throws Exception {
        if (input.placeId() == null) {
            outputs.at(input.receivedAtMillis());
            outputs.rejected(input.deadLetter());
            return;
        }
        gathered.add(input);
        if (gathered.isFull()) {
            gathered.apply();
        } else if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer =
                    getProcessingTimeService()
                            .registerTimer(now + BATCH_MILLIS, at -> applyByTimer());
        }
    }

    private void applyByTimer() throws Exception {
        timer = null;
        gathered.apply();
    }
}

package io.outpost.conditions.operator;

import io.outpost.conditions.state.PlaceStateCache;
import io.outpost.conditions.state.PlaceStateCache.CachedPlace;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.Emission;
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The one keyed operator: stores, times and routes for {@link PlaceKeeper}, which does the work. A
 * place has one timer in event time, at its next deadline; a deadline that a record overtakes is
 * applied before it, so whichever comes first, the same is emitted.
 */
public final class KeepPlaces extends KeyedProcessFunction<String, PlaceInput, Emission>
        implements CheckpointedFunction {
    private final SerializableSupplier<Conditions> conditions;
    private final PlaceBounds bounds;

    private transient Consumer<String> currentKey;
    private transient PlaceAdmission admission;
    private transient PlaceStateCache states;
    private transient RouteOutputs outputs;
    private transient PlaceKeeper keeper;
    private transient Counter behindWatermark;
    private transient Counter withoutPosition;

    public KeepPlaces(SerializableSupplier<Conditions> conditions, PlaceBounds bounds) {
        this.conditions = conditions;
        this.bounds = bounds;
    }

    /** Hands in, before it is opened, what makes a key the current one of the state. */
    void useKeys(Consumer<String> newCurrentKey) {
        currentKey = newCurrentKey;
    }

    /** Writes what has changed into the state. Afterwards the current key is any. */
    void flush() throws Exception {
        states.flush();
    }

    /** How the place with the current key stands. */
    Standing standing(String placeId) throws Exception {
        CachedPlace cached = states.find(placeId);
        if (cached == null) {
            return Standing.ABSENT;
        }
        return cached.place().isObserved() ? Standing.OBSERVED : Standing.DESCRIBED;
    }

    /** The record as it is to be applied: a dead letter where its place may not be made. */
    PlaceInput admit(PlaceInput input, Standing standing) {
        return admission.admit(input, standing);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        admission =
                new PlaceAdmission(context.getOperatorStateStore(), bounds, getRuntimeContext());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        admission.snapshot();
    }

    @Override
    public void open(OpenContext context) {
        states = new PlaceStateCache(getRuntimeContext(), currentKey);
        outputs = new RouteOutputs(getRuntimeContext().getMetricGroup());
        keeper = new PlaceKeeper(conditions.get(), bounds, outputs);
        withoutPosition =
                getRuntimeContext().getMetricGroup().counter("observationsWithoutPosition");
        // Must stay 0: a record behind the watermark may come after a deadline that it precedes.
        behindWatermark = getRuntimeContext().getMetricGroup().counter("recordsBehindWatermark");
    }

    @Override
    public void processElement(PlaceInput input, Context context, Collector<Emission> out)
            throws Exception {
        outputs.to(out, context);
        if (input.receivedAtMillis() <= context.timerService().currentWatermark()) {
            behindWatermark.inc();
        }
        CachedPlace cached = states.find(input.placeId());
        if (cached == null && input.deadLetter() != null) {
            outputs.rejected(input.deadLetter());
            return;
        }
        if (cached == null) {
            cached = states.add(input.placeId());
        }
        if (input.reading() != null && !cached.place().hasPosition()) {
            withoutPosition.inc();
        }
        keeper.apply(cached.place(), input);
        setTimer(cached, context);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<Emission> out)
            throws Exception {
        outputs.to(out, context);
        CachedPlace cached = states.find(context.getCurrentKey());
        if (cached == null || cached.timerMillis() != atMillis) {
            // Set for a deadline that has become an earlier one since.
            return;
        }
        cached.setTimerMillis(CachedPlace.NO_TIMER);
        keeper.advance(cached.place(), context.timerService().currentWatermark());
        setTimer(cached, context);
    }

    private void setTimer(CachedPlace cached, Context context) {
        long next = keeper.nextDeadlineMillis(cached.place());
        if (next < cached.timerMillis()) {
            if (cached.timerMillis() != CachedPlace.NO_TIMER) {
                // Each would stay for up to 7 days: so long after its last event a place shrinks.
                context.timerService().deleteEventTimeTimer(cached.timerMillis());
            }
            cached.setTimerMillis(next);
            context.timerService().registerEventTimeTimer(next);
        }
    }
}

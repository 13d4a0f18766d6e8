package io.outpost.conditions.operator;

import io.outpost.conditions.state.PlaceStateCache;
import io.outpost.conditions.state.PlaceStateCache.CachedPlace;
import io.outpost.core.place.Outcomes;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.tracing.Traceparent;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Stores, times and routes for {@link PlaceKeeper}, which does the work. A place has one timer in
 * event time, at its next deadline; a deadline that a record overtakes is applied before it, so
 * whichever comes first, the same is emitted. A place has the current key only while Flink is asked
 * for its state or its timer.
 */
final class KeepPlaces {
    private final PlaceKeeper keeper;
    private final PlaceStateCache states;
    private final RouteOutputs outputs;
    private final InternalTimerService<VoidNamespace> timers;
    private final Consumer<String> currentKey;
    private final RecordTraces traces;
    private final Counter behindWatermark;
    private final Counter withoutPosition;

    /**
     * @param keeper emits to {@code outputs}
     * @param currentKey makes a place's id the key that timers are set for
     */
    KeepPlaces(
            PlaceKeeper keeper,
            PlaceStateCache states,
            RouteOutputs outputs,
            InternalTimerService<VoidNamespace> timers,
            Consumer<String> currentKey,
            RecordTraces traces,
            MetricGroup metrics) {
        this.keeper = keeper;
        this.states = states;
        this.outputs = outputs;
        this.timers = timers;
        this.currentKey = currentKey;
        this.traces = traces;
        Outcomes outcomes = keeper.outcomes();
        metrics.gauge("accepted", outcomes::accepted);
        metrics.gauge("duplicate", outcomes::duplicate);
        metrics.gauge("conflict", outcomes::conflict);
        metrics.gauge("late", outcomes::late);
        withoutPosition = metrics.counter("observationsWithoutPosition");
        // Must stay 0: a record behind the watermark may come after a deadline that it precedes.
        behindWatermark = metrics.counter("recordsBehindWatermark");
    }

    /** Writes what has changed into the state. */
    void flush() throws Exception {
        states.flush();
    }

    Visit visit(String placeId) throws Exception {
        return new Visit(states.find(placeId));
    }

    /** Applies a record that was admitted. */
    void apply(Visit visit, PlaceInput input) throws Exception {
        outputs.at(input.receivedAtMillis());
        if (input.receivedAtMillis() <= timers.currentWatermark()) {
            behindWatermark.inc();
        }
        if (visit.cached == null || visit.cached.isEvicted()) {
            visit.cached = states.find(input.placeId());
        }
        CachedPlace cached = visit.cached;
        if (cached == null && input.deadLetter() != null) {
            outputs.rejected(input.deadLetter());
            return;
        }
        if (cached == null) {
            cached = states.add(input.placeId());
            visit.cached = cached;
        }
        if (input.reading() != null && !cached.place().hasPosition()) {
            withoutPosition.inc();
        }
        Traceparent traced = traces.of(input);
        Outcomes before = traced == null ? null : keeper.outcomes().copy();
        keeper.apply(cached.place(), input);
        if (traced != null) {
            traces.applied(input, traced, keeper.outcomes().since(before));
        }
        setTimer(cached);
    }

    /** Applies what is due, at the timer of a place. */
    void advance(String placeId, long timerMillis) throws Exception {
        outputs.at(timerMillis);
        CachedPlace cached = states.find(placeId);
        if (cached == null || cached.timerMillis() != timerMillis) {
            // Set for a deadline that has become an earlier one since.
            return;
        }
        cached.setTimerMillis(CachedPlace.NO_TIMER);
        keeper.advance(cached.place(), timers.currentWatermark());
        setTimer(cached);
    }

    private void setTimer(CachedPlace cached) {
        long next = keeper.nextDeadlineMillis(cached.place());
        if (next < cached.timerMillis()) {
            currentKey.accept(cached.place().placeId());
            if (cached.timerMillis() != CachedPlace.NO_TIMER) {
                // Each would stay for up to 7 days: so long after its last event a place shrinks.
                timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, cached.timerMillis());
            }
            cached.setTimerMillis(next);
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
        }
    }
}

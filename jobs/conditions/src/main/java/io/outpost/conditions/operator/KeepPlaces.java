package io.outpost.conditions.operator;

import io.outpost.conditions.state.PlaceStateCache;
import io.outpost.conditions.state.PlaceStateCache.CachedPlace;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Stores, times and routes for {@link PlaceKeeper}, which does the work. A place has one timer in
 * event time, at its next deadline; a deadline that a record overtakes is applied before it, so
 * whichever comes first, the same is emitted. Whatever it is asked of a place, that place has the
 * current key.
 */
final class KeepPlaces {
    private final PlaceKeeper keeper;
    private final PlaceStateCache states;
    private final RouteOutputs outputs;
    private final InternalTimerService<VoidNamespace> timers;
    private final Counter behindWatermark;
    private final Counter withoutPosition;

    /**
     * @param keeper emits to {@code outputs}
     */
    KeepPlaces(
            PlaceKeeper keeper,
            PlaceStateCache states,
            RouteOutputs outputs,
            InternalTimerService<VoidNamespace> timers,
            MetricGroup metrics) {
        this.keeper = keeper;
        this.states = states;
        this.outputs = outputs;
        this.timers = timers;
        withoutPosition = metrics.counter("observationsWithoutPosition");
        // Must stay 0: a record behind the watermark may come after a deadline that it precedes.
        behindWatermark = metrics.counter("recordsBehindWatermark");
    }

    /** Writes what has changed into the state. Afterwards the current key is any. */
    void flush() throws Exception {
        states.flush();
    }

    Standing standing(String placeId) throws Exception {
        CachedPlace cached = states.find(placeId);
        if (cached == null) {
            return Standing.ABSENT;
        }
        return cached.place().isObserved() ? Standing.OBSERVED : Standing.DESCRIBED;
    }

    /** Applies a record that was admitted. */
    void apply(PlaceInput input) throws Exception {
        outputs.at(input.receivedAtMillis());
        if (input.receivedAtMillis() <= timers.currentWatermark()) {
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
            if (cached.timerMillis() != CachedPlace.NO_TIMER) {
                // Each would stay for up to 7 days: so long after its last event a place shrinks.
                timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, cached.timerMillis());
            }
            cached.setTimerMillis(next);
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
        }
    }
}

package io.outpost.archive.admit;

import io.outpost.place.ClockRules;
import java.util.Arrays;

/**
 * All that the archive remembers of a place, and what it decides by it: which observations are
 * accepted, by the place's clock. Duplicates pass: the key of the table keeps the first. The state
 * is bounded by the number of sensors that report in one and the same second.
 *
 * @param clockMillis the greatest observedAt accepted so far; {@link #UNSET} before the first
 * @param sensorKeys sorted: who has reported in the clock's second, so that a duplicate with other
 *     milliseconds does not move the clock
 * @param waiting an observation that jumped ahead and waits for the next one; null: none
 */
public record PlaceGate(
        String placeId, long clockMillis, long[] sensorKeys, RawObservation waiting) {
    static final long UNSET = Long.MIN_VALUE;

    /** Receives what becomes of observations. */
    interface Outcome {
        void accepted(RawObservation observation);

        void late(RawObservation observation);

        /** It jumped ahead, and the next one did not confirm it. */
        void unconfirmed(RawObservation observation);
    }

    /** A place of which nothing is known. */
    static PlaceGate of(String placeId) {
        return new PlaceGate(placeId, UNSET, new long[0], null);
    }

    /** Lets the next observation of the place in, or not; answers with what is known after it. */
    PlaceGate observe(RawObservation next, Outcome outcome) {
        PlaceGate settled = waiting == null ? this : settle(next, outcome);
        boolean jumps =
                settled.isSet() && ClockRules.isJump(settled.clockMillis, next.observedAtMillis());
        return jumps
                ? new PlaceGate(placeId, settled.clockMillis, settled.sensorKeys, next)
                : settled.accept(next, outcome);
    }

    private PlaceGate settle(RawObservation next, Outcome outcome) {
        PlaceGate free = new PlaceGate(placeId, clockMillis, sensorKeys, null);
        if (ClockRules.confirmsJump(
                clockMillis, waiting.observedAtMillis(), next.observedAtMillis())) {
            return free.accept(waiting, outcome);
        }
        outcome.unconfirmed(waiting);
        return free;
    }

    private PlaceGate accept(RawObservation observation, Outcome outcome) {
        if (isSet() && ClockRules.isLate(clockMillis, observation.observedAtMillis())) {
            outcome.late(observation);
            return this;
        }
        outcome.accepted(observation);
        long clockSecond = isSet() ? Math.floorDiv(clockMillis, 1000L) : UNSET;
        if (observation.second() < clockSecond) {
            return this;
        }
        return observation.second() == clockSecond ? joinSecond(observation) : begin(observation);
    }

    private PlaceGate begin(RawObservation first) {
        long[] keys = {first.sensorKey()};
        return new PlaceGate(placeId, first.observedAtMillis(), keys, null);
    }

    private PlaceGate joinSecond(RawObservation observation) {
        int at = Arrays.binarySearch(sensorKeys, observation.sensorKey());
        if (at >= 0) {
            return this;
        }
        int insertAt = -at - 1;
        long[] keys = Arrays.copyOf(sensorKeys, sensorKeys.length + 1);
        System.arraycopy(sensorKeys, insertAt, keys, insertAt + 1, sensorKeys.length - insertAt);
        keys[insertAt] = observation.sensorKey();
        long clock = Math.max(clockMillis, observation.observedAtMillis());
        return new PlaceGate(placeId, clock, keys, null);
    }

    private boolean isSet() {
        return clockMillis != UNSET;
    }
}

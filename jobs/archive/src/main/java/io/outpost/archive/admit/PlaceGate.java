package io.outpost.archive.admit;

import io.outpost.core.place.ClockRules;
import io.outpost.core.place.Jumps;
import java.util.Arrays;
import java.util.List;

/**
 * All that the archive remembers of a place, and what it decides by it: which observations are
 * accepted, by the place's clock. Duplicates pass: the key of the table keeps the first. The state
 * is bounded by the number of sensors that report in one and the same second.
 *
 * @param clockMillis the greatest observedAt accepted so far; {@link #UNSET} before the first
 * @param sensorIds sorted: who has reported in the clock's second, so that a duplicate with other
 *     milliseconds does not move the clock
 * @param waiting observations that jumped ahead and wait to be confirmed, in the order of the log
 */
public record PlaceGate(long clockMillis, String[] sensorIds, List<RawObservation> waiting) {
    static final long UNSET = Long.MIN_VALUE;

    /** Of a place of which nothing is known. */
    static final PlaceGate UNKNOWN = new PlaceGate(UNSET, new String[0], List.of());

    /** Receives what becomes of observations. */
    interface Outcome {
        void accepted(RawObservation observation);

        void late(RawObservation observation);

        /** It jumped ahead, and the next one did not confirm it. */
        void unconfirmed(RawObservation observation);
    }

    /** Lets the next observation of the place in, or not; answers with what is known after it. */
    PlaceGate observe(RawObservation next, Outcome outcome) {
        boolean jumps = isSet() && ClockRules.isJump(clockMillis, next.observedAtMillis());
        return waiting.isEmpty() && !jumps
                ? accept(next, outcome)
                : settle(Jumps.decide(clockMillis, waiting, next), outcome);
    }

    private PlaceGate settle(Jumps<RawObservation> jumps, Outcome outcome) {
        PlaceGate settled = new PlaceGate(clockMillis, sensorIds, jumps.waiting());
        if (jumps.rejected() != null) {
            outcome.unconfirmed(jumps.rejected());
        }
        for (RawObservation applied : jumps.applied()) {
            settled = settled.accept(applied, outcome);
        }
        return settled;
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
        return new PlaceGate(first.observedAtMillis(), new String[] {first.sensorId()}, waiting);
    }

    private PlaceGate joinSecond(RawObservation observation) {
        int at = Arrays.binarySearch(sensorIds, observation.sensorId());
        if (at >= 0) {
            return this;
        }
        int insertAt = -at - 1;
        String[] ids = Arrays.copyOf(sensorIds, sensorIds.length + 1);
        System.arraycopy(sensorIds, insertAt, ids, insertAt + 1, sensorIds.length - insertAt);
        ids[insertAt] = observation.sensorId();
        long clock = Math.max(clockMillis, observation.observedAtMillis());
        return new PlaceGate(clock, ids, waiting);
    }

    private boolean isSet() {
        return clockMillis != UNSET;
    }
}

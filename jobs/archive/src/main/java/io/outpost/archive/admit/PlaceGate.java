package io.outpost.archive.admit;

import io.outpost.core.place.ClockRules;
import io.outpost.core.place.Jumps;
import java.util.List;

/**
 * What the archive remembers of a place beside its sensors, and what it decides by both: which
 * observations are accepted, by the place's clock and the bound of its sensors. Duplicates pass:
 * the key of the table keeps the first.
 *
 * @param clockMillis the greatest observedAt accepted so far; {@link #UNSET} before the first
 * @param movedAtMillis when that was received which moved the clock last, or what confirmed it
 * @param shrunkMillis the clock when the place shrank last; {@link #UNSET}: it has not yet
 * @param knownSensors how many sensors it knows
 * @param waiting observations that jumped ahead and wait to be confirmed, in the order of the log
 */
public record PlaceGate(
        long clockMillis,
        long movedAtMillis,
        long shrunkMillis,
        int knownSensors,
        List<RawObservation> waiting) {
    static final long UNSET = Long.MIN_VALUE;

    /** Of a place of which nothing is known. */
    static final PlaceGate UNKNOWN = new PlaceGate(UNSET, UNSET, UNSET, 0, List.of());

    /** The sensors that a place knows, each with the second of its newest observation. */
    interface Sensors {
        /** Null: it is not known. */
        Long newestSecond(String sensorId) throws Exception;

        void put(String sensorId, long newestSecond) throws Exception;

        /** Forgets those that a clock leaves behind; returns how many are left. */
        int forget(long clockMillis) throws Exception;
    }

    /** Receives what becomes of observations. */
    interface Outcome {
        void accepted(RawObservation observation);

        void late(RawObservation observation);

        /** It jumped ahead, and the next one did not confirm it. */
        void unconfirmed(RawObservation observation);

        /** The place knows as many sensors as it may, and not this one. */
        void tooManySensors(RawObservation observation);
    }

    /**
     * Lets the next observation of the place in, or not; answers with what is known after it.
     *
     * @param mostSensors that the place may know
     */
    PlaceGate observe(RawObservation next, int mostSensors, Sensors sensors, Outcome outcome)
            throws Exception {
        Visit visit = new Visit(next.receivedAtMillis(), mostSensors, sensors, outcome);
        return shrunkBefore(next.receivedAtMillis()).observe(next, visit);
    }

    /** One observation, with what it is decided by. */
    private record Visit(
            long receivedAtMillis, int mostSensors, Sensors sensors, Outcome outcome) {}

    /** A place shrinks by a deadline; that it has is looked at with the next observation. */
    private PlaceGate shrunkBefore(long receivedAtMillis) {
        boolean shrinks =
                clockMillis != shrunkMillis
                        && ClockRules.shrinksAtMillis(movedAtMillis) < receivedAtMillis;
        return shrinks
                ? new PlaceGate(clockMillis, movedAtMillis, clockMillis, knownSensors, waiting)
                : this;
    }

    private PlaceGate observe(RawObservation next, Visit visit) throws Exception {
        boolean jumps = isSet() && ClockRules.isJump(clockMillis, next.observedAtMillis());
        return waiting.isEmpty() && !jumps
                ? accept(next, visit)
                : settle(Jumps.decide(clockMillis, waiting, next), visit);
    }

    private PlaceGate settle(Jumps<RawObservation> jumps, Visit visit) throws Exception {
        PlaceGate settled =
                new PlaceGate(
                        clockMillis, movedAtMillis, shrunkMillis, knownSensors, jumps.waiting());
        jumps.rejected().forEach(visit.outcome::unconfirmed);
        for (RawObservation applied : jumps.applied()) {
            settled = settled.accept(applied, visit);
        }
        return settled;
    }

    private PlaceGate accept(RawObservation observation, Visit visit) throws Exception {
        if (isSet()
                && ClockRules.isLate(clockMillis, shrunkMillis, observation.observedAtMillis())) {
            visit.outcome.late(observation);
            return this;
        }
        Long newest = visit.sensors.newestSecond(observation.sensorId());
        if (newest == null && knownSensors >= visit.mostSensors) {
            visit.outcome.tooManySensors(observation);
            return this;
        }
        visit.outcome.accepted(observation);
        if (newest != null && newest >= observation.second()) {
            // So it is behind the clock, or a duplicate in the clock's second with other
            // milliseconds: neither moves it.
            return this;
        }
        visit.sensors.put(observation.sensorId(), observation.second());
        return (newest == null ? knowing(knownSensors + 1) : this).moved(observation, visit);
    }

    private PlaceGate moved(RawObservation accepted, Visit visit) throws Exception {
        long at = accepted.observedAtMillis();
        if (at <= clockMillis) {
            return this;
        }
        PlaceGate moved =
                new PlaceGate(at, visit.receivedAtMillis, shrunkMillis, knownSensors, waiting);
        return isSet() && ClockRules.isNewHour(clockMillis, at)
                ? moved.knowing(visit.sensors.forget(at))
                : moved;
    }

    private PlaceGate knowing(int sensors) {
        return new PlaceGate(clockMillis, movedAtMillis, shrunkMillis, sensors, waiting);
    }

    private boolean isSet() {
        return clockMillis != UNSET;
    }
}

package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.LateContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Screening;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Goes through one place's observations in the order of the log and says what becomes of each:
 * accepted, duplicate, conflict, late, rejected as a jump in time, or waiting.
 */
final class Observations {
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final int MOST_WAITING = 100;
    private static final long MINUTE_TIER_MILLIS = Duration.ofHours(2).toMillis();

    private final Clock clock;
    private final Counters counters;
    private final Emitter emitter;
    private final Consumer<Accepted> receiver;
    private final Map<String, KnownSensor> sensors = new HashMap<>();

    /** One of a sensor, in the order of the log. */
    private final Map<String, LoggedObservation> waiting = new LinkedHashMap<>();

    Observations(Clock clock, Counters counters, Emitter emitter, Consumer<Accepted> receiver) {
        this.clock = clock;
        this.counters = counters;
        this.emitter = emitter;
        this.receiver = receiver;
    }

    /** Takes the next observation of the log. */
    void take(LoggedObservation next) {
        counters.records++;
        boolean jumps = isJump(next);
        LoggedObservation held = waiting.get(next.sensorId());
        boolean confirmed =
                held != null
                        && jumps
                        && next.observedAtMillis() >= held.observedAtMillis() - WEEK_MILLIS;
        if (held != null && !confirmed) {
            reject(waiting.remove(next.sensorId()));
        }
        if (!jumps) {
            enter(next);
        } else if ((confirmed && isNear(held, next)) || isConfirmedByOthers(next)) {
            confirm(next);
        } else {
            if (confirmed) {
                enter(waiting.remove(next.sensorId()));
            }
            keepWaiting(next);
        }
        counters.waiting = waiting.size();
    }

    List<Long> waitingPositions() {
        return waiting.values().stream().map(LoggedObservation::position).toList();
    }

    private boolean isJump(LoggedObservation observation) {
        return clock.isStarted() && observation.observedAtMillis() > clock.millis() + WEEK_MILLIS;
    }

    /** By two of other sensors: the three together are within 7 days of each other. */
    private boolean isConfirmedByOthers(LoggedObservation next) {
        List<LoggedObservation> near =
                waiting.values().stream()
                        .filter(held -> !held.sensorId().equals(next.sensorId()))
                        .filter(held -> isNear(held, next))
                        .toList();
        return near.stream()
                .anyMatch(
                        one -> near.stream().anyMatch(two -> !two.equals(one) && isNear(one, two)));
    }

    private static boolean isNear(LoggedObservation one, LoggedObservation two) {
        return Math.abs(one.observedAtMillis() - two.observedAtMillis()) <= WEEK_MILLIS;
    }

    private void keepWaiting(LoggedObservation next) {
        if (waiting.size() >= MOST_WAITING) {
            reject(next);
        } else {
            waiting.put(next.sensorId(), next);
        }
    }

    /** Applies what it confirms, in the order of the log, and then itself. */
    private void confirm(LoggedObservation next) {
        for (LoggedObservation held : List.copyOf(waiting.values())) {
            if (held.sensorId().equals(next.sensorId()) || isNear(held, next)) {
                waiting.remove(held.sensorId());
                enter(held);
            }
        }
        enter(next);
    }

    private void reject(LoggedObservation held) {
        counters.rejected++;
        emitter.emit(
                Table.REJECTED,
                Table.position(held.partition(), held.offset()),
                new RejectedContent(
                        "TIME_JUMP", held.placeId(), held.position(), held.contentHash()));
    }

    private void enter(LoggedObservation observation) {
        long at = observation.observedAtMillis();
        if (clock.isStarted() && at < clock.millis() - WEEK_MILLIS) {
            counters.late++;
            emitter.emit(
                    Table.LATE,
                    Table.position(observation.partition(), observation.offset()),
                    new LateContent(observation, clock.millis()));
            return;
        }
        boolean entersHour =
                clock.isStarted() && KnownSensor.hourOf(at) > KnownSensor.hourOf(clock.millis());
        KnownSensor known = sensors.get(observation.sensorId());
        Long first = known == null ? null : known.payloadAt(at);
        if (first != null) {
            counters.duplicate += first == observation.payload() ? 1 : 0;
            counters.conflict += first == observation.payload() ? 0 : 1;
        } else {
            accept(observation);
        }
        if (entersHour) {
            forgetSensors();
        }
    }

    private void accept(LoggedObservation observation) {
        long at = observation.observedAtMillis();
        long clockMillis = clock.isStarted() ? Math.max(clock.millis(), at) : at;
        KnownSensor sensor =
                sensors.computeIfAbsent(observation.sensorId(), id -> new KnownSensor());
        int declared = observation.intervalSeconds();
        sensor.remember(at, observation.payload());
        Screening screening = observation.screen();
        boolean inMinuteTier = at >= clockMillis - MINUTE_TIER_MILLIS;
        counters.accepted++;
        counters.hourTierOnly += inMinuteTier ? 0 : 1;
        counters.flag(screening);
        receiver.accept(
                new Accepted(
                        observation,
                        Weather.withDerived(screening),
                        declared > 0 ? declared : sensor.shownSeconds(at, clockMillis),
                        inMinuteTier));
    }

    private void forgetSensors() {
        sensors.values().removeIf(sensor -> sensor.forgetBefore(clock.millis() - WEEK_MILLIS));
    }
}

package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.LateContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Screening;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Goes through one place's observations in the order of the log and says what becomes of each:
 * accepted, duplicate, conflict, late, rejected as a jump in time, or waiting.
 */
final class Observations {
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final long MINUTE_TIER_MILLIS = Duration.ofHours(2).toMillis();

    private final Clock clock;
    private final Counters counters;
    private final Emitter emitter;
    private final Consumer<Accepted> receiver;
    private final Map<String, KnownSensor> sensors = new HashMap<>();
    private LoggedObservation waiting;

    Observations(Clock clock, Counters counters, Emitter emitter, Consumer<Accepted> receiver) {
        this.clock = clock;
        this.counters = counters;
        this.emitter = emitter;
        this.receiver = receiver;
    }

    /** Takes the next observation of the log. */
    void take(LoggedObservation next) {
        counters.records++;
        LoggedObservation held = waiting;
        waiting = null;
        if (held != null) {
            settle(held, next);
        }
        if (isJump(next)) {
            waiting = next;
        } else {
            enter(next);
        }
        counters.waiting = waiting == null ? 0 : 1;
    }

    OptionalLong waitingPosition() {
        return waiting == null ? OptionalLong.empty() : OptionalLong.of(waiting.position());
    }

    /** The one that waits is confirmed when the next is beyond the jump too, and not late to it. */
    private void settle(LoggedObservation held, LoggedObservation next) {
        if (isJump(next) && next.observedAtMillis() >= held.observedAtMillis() - WEEK_MILLIS) {
            enter(held);
        } else {
            counters.rejected++;
            emitter.emit(
                    Table.REJECTED,
                    Table.position(held.partition(), held.offset()),
                    new RejectedContent(
                            "TIME_JUMP", held.placeId(), held.position(), held.contentHash()));
        }
    }

    private boolean isJump(LoggedObservation observation) {
        return clock.isStarted() && observation.observedAtMillis() > clock.millis() + WEEK_MILLIS;
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
        if (entersHour) {
            sensors.values().forEach(sensor -> sensor.learnBetween(clock.millis(), at));
        }
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
        KnownSensor sensor = sensors.computeIfAbsent(observation.sensorId(), KnownSensor::new);
        int declared = observation.intervalSeconds();
        sensor.remember(at, observation.payload(), declared > 0);
        Screening screening = observation.screen();
        boolean inMinuteTier = at >= clockMillis - MINUTE_TIER_MILLIS;
        counters.accepted++;
        counters.hourTierOnly += inMinuteTier ? 0 : 1;
        counters.flag(screening);
        receiver.accept(
                new Accepted(
                        observation,
                        sensor,
                        Weather.withDerived(screening),
                        declared > 0 ? declared : sensor.learned.secondsAt(KnownSensor.hourOf(at)),
                        inMinuteTier));
    }

    private void forgetSensors() {
        sensors.values().removeIf(sensor -> sensor.forgetBefore(clock.millis() - WEEK_MILLIS));
        long minuteHorizon = clock.millis() - MINUTE_TIER_MILLIS;
        sensors.values().forEach(sensor -> sensor.forgetReadingsBefore(minuteHorizon));
    }
}

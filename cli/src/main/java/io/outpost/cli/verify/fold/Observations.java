package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.LateContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Screening;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes through one place's observations in the order of the log and says what becomes of each:
 * accepted, duplicate, conflict, late, rejected as a jump in time or for its sensor, or waiting.
 */
final class Observations {
    private static final String TIME_JUMP = "TIME_JUMP";
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final long MINUTE_TIER_MILLIS = Duration.ofHours(2).toMillis();

    private final Clock clock;
    private final Counters counters;
    private final Emitter emitter;
    private final Consumer<Accepted> receiver;
    private final KnownSensors sensors;
    private final WaitingJumps waiting = new WaitingJumps();
    private final Shrinking shrinking;
    private final Parameters parameters;

    Observations(
            Clock clock,
            Shrinking shrinking,
            Parameters parameters,
            int mostSensors,
            Counters counters,
            Emitter emitter,
            Consumer<Accepted> receiver) {
        this.shrinking = shrinking;
        this.parameters = parameters;
        this.sensors = new KnownSensors(mostSensors);
        this.clock = clock;
        this.counters = counters;
        this.emitter = emitter;
        this.receiver = receiver;
    }

    /** Takes the next observation of the log. */
    void take(LoggedObservation next) {
        counters.records++;
        boolean jumps = isJump(next);
        LoggedObservation held = waiting.of(next.sensorId());
        boolean confirmed =
                held != null
                        && jumps
                        && next.observedAtMillis() >= held.observedAtMillis() - WEEK_MILLIS;
        if (held != null && !confirmed) {
            reject(waiting.remove(next.sensorId()), TIME_JUMP);
        }
        if (!jumps) {
            enter(next);
        } else if ((confirmed && isNear(held, next)) || isConfirmedByOthers(next)) {
            confirm(next);
        } else {
            if (confirmed) {
                enter(waiting.remove(next.sensorId()));
            }
            if (!waiting.add(next)) {
                reject(next, TIME_JUMP);
            }
        }
        counters.waiting = waiting.size();
    }

    List<Long> waitingPositions() {
        return waiting.all().stream().map(LoggedObservation::position).toList();
    }

    private boolean isJump(LoggedObservation observation) {
        return clock.isStarted() && observation.observedAtMillis() > clock.millis() + WEEK_MILLIS;
    }

    /** By two of other sensors: the three together are within 7 days of each other. */
    private boolean isConfirmedByOthers(LoggedObservation next) {
        List<LoggedObservation> near =
                waiting.all().stream()
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

    /** Applies what it confirms, in the order of the log, and then itself. */
    private void confirm(LoggedObservation next) {
        for (LoggedObservation held : waiting.all()) {
            if (held.sensorId().equals(next.sensorId()) || isNear(held, next)) {
                waiting.remove(held.sensorId());
                enter(held);
            }
        }
        enter(next);
    }

    private void reject(LoggedObservation observation, String reason) {
        counters.rejected++;
        emitter.emit(
                Table.REJECTED,
                Table.position(observation.partition(), observation.offset()),
                new RejectedContent(
                        reason,
                        observation.placeId(),
                        observation.position(),
                        observation.contentHash()));
    }

    /** What the place forgets when it shrinks. */
    void shrink() {
        sensors.shrink();
    }

    private void enter(LoggedObservation observation) {
        if (isLate(observation.observedAtMillis())) {
            counters.late++;
            emitter.emit(
                    Table.LATE,
                    Table.position(observation.partition(), observation.offset()),
                    new LateContent(observation, clock.millis()));
        } else if (!sensors.mayKnow(observation.sensorId())) {
            reject(observation, "TOO_MANY_SENSORS");
        } else {
            identify(observation);
        }
    }

    private boolean isLate(long at) {
        return (clock.isStarted() && at < clock.millis() - WEEK_MILLIS)
                || shrinking.isForgotten(at);
    }

    private void identify(LoggedObservation observation) {
        KnownSensor known = sensors.of(observation.sensorId());
        Long first = known == null ? null : known.payloadAt(observation.observedAtMillis());
        if (first == null) {
            acceptAndForget(observation);
        } else if (first == observation.payload()) {
            counters.duplicate++;
        } else {
            counters.conflict++;
        }
    }

    private void acceptAndForget(LoggedObservation observation) {
        boolean entersHour =
                clock.isStarted()
                        && KnownSensor.hourOf(observation.observedAtMillis())
                                > KnownSensor.hourOf(clock.millis());
        accept(observation);
        if (entersHour) {
            sensors.forgetBehind(clock.millis());
        }
    }

    private void accept(LoggedObservation observation) {
        long at = observation.observedAtMillis();
        long clockMillis = clock.isStarted() ? Math.max(clock.millis(), at) : at;
        KnownSensor sensor = sensors.learn(observation.sensorId());
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
                        Weather.withDerived(screening, windHeightMetres(at)),
                        declared > 0 ? declared : sensor.shownSeconds(at, clockMillis),
                        inMinuteTier));
    }

    private double windHeightMetres(long at) {
        return parameters.windHeightMetresAt(
                Math.floorDiv(at, PaneSeries.MINUTE) * PaneSeries.MINUTE);
    }
}

package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.log.LoggedObservation;
import io.outpost.e2e.oracle.log.Measure;
import io.outpost.e2e.oracle.log.Screening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through one place's valid observations in the order of the log and tells what becomes of
 * each: accepted, duplicate, conflict, late, rejected as a jump in time, or waiting.
 */
public final class PlaceFold {
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final long MINUTE_TIER_MILLIS = Duration.ofHours(2).toMillis();

    /** Receives what does not become part of any row. */
    public interface Refusals {
        void late(LoggedObservation observation, long clockMillis);

        void jumped(LoggedObservation observation);
    }

    private final Refusals refusals;
    private final Account account = new Account();
    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<String, KnownSensor> sensors = new HashMap<>();
    private LoggedObservation waiting;
    private boolean started;
    private long clock;

    public PlaceFold(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Takes the next observation of the log. */
    public void take(LoggedObservation next) {
        account.records++;
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
    }

    /** The counts so far. */
    public Account account() {
        account.waiting = waiting == null ? 0 : 1;
        account.clockMillis = started ? clock : Account.NO_CLOCK;
        return account;
    }

    /** In the order of the log. */
    public List<Accepted> accepted() {
        return accepted;
    }

    /** The one that waits is confirmed when the next is beyond the jump too, and not late to it. */
    private void settle(LoggedObservation held, LoggedObservation next) {
        if (isJump(next) && next.observedAtMillis() >= held.observedAtMillis() - WEEK_MILLIS) {
            enter(held);
        } else {
            account.rejected++;
            refusals.jumped(held);
        }
    }

    private boolean isJump(LoggedObservation observation) {
        return started && observation.observedAtMillis() > clock + WEEK_MILLIS;
    }

    private void enter(LoggedObservation observation) {
        long at = observation.observedAtMillis();
        if (started && at < clock - WEEK_MILLIS) {
            account.late++;
            refusals.late(observation, clock);
            return;
        }
        boolean entersHour = started && KnownSensor.hourOf(at) > KnownSensor.hourOf(clock);
        if (entersHour) {
            sensors.values().forEach(sensor -> sensor.learnBetween(clock, at));
        }
        KnownSensor known = sensors.get(observation.sensorId());
        Long first = known == null ? null : known.payloadAt(at);
        if (first != null) {
            account.duplicate += first == observation.payload() ? 1 : 0;
            account.conflict += first == observation.payload() ? 0 : 1;
        } else {
            accept(observation);
        }
        if (entersHour) {
            sensors.values().removeIf(sensor -> sensor.forgetBefore(clock - WEEK_MILLIS));
        }
    }

    private void accept(LoggedObservation observation) {
        long at = observation.observedAtMillis();
        clock = started ? Math.max(clock, at) : at;
        started = true;
        KnownSensor sensor = sensors.computeIfAbsent(observation.sensorId(), KnownSensor::new);
        int declared = observation.intervalSeconds();
        sensor.remember(at, observation.payload(), declared > 0);
        Screening screening = observation.screen();
        boolean inMinuteTier = at >= clock - MINUTE_TIER_MILLIS;
        account.accepted++;
        account.hourTierOnly += inMinuteTier ? 0 : 1;
        account.count(screening);
        accepted.add(
                new Accepted(
                        observation,
                        sensor,
                        Channel.of(screening),
                        screening.value(Measure.PRECIPITATION_MILLIMETRES),
                        screening.value(Measure.PRECIPITATION_COUNTER_MILLIMETRES),
                        declared > 0 ? declared : sensor.learned.secondsAt(KnownSensor.hourOf(at)),
                        inMinuteTier));
    }
}

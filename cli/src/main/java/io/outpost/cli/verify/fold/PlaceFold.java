package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.cli.verify.log.LoggedPreference;
import io.outpost.cli.verify.log.LoggedRejection;
import io.outpost.cli.verify.preference.PaneToJudge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One place, event by event, as docs/topology.md has it: a pure function of the records that name
 * it and of the time that the log has reached. Hands out everything that it emits.
 */
public final class PlaceFold {
    private static final long GRACE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long CHANGES_WAIT_MILLIS = Duration.ofSeconds(60).toMillis();

    private static final long HOUR_HORIZON_MILLIS = Duration.ofDays(7).toMillis();

    /** Rather more than what can be evaluated again. */
    private static final long EVALUATED_KEPT_MILLIS = Duration.ofHours(6).toMillis();

    private final Clock clock = new Clock();
    private final Counters counters = new Counters();
    private final PlacePanes panes = new PlacePanes();
    private final IdleTimeout idle = new IdleTimeout();
    private final Parameters parameters;
    private final Silence silence;
    private final Shrinking shrinking = new Shrinking();
    private final Emitter emitter;
    private final PlaceConditions conditions;
    private final PlacePreferences preferences;
    private final PlaceModels models;
    private final double leastCoverage;
    private final PlaceRain rain;
    private final Observations observations;
    private final Consumer<Accepted> receiver;
    private long changesDueMillis = Long.MAX_VALUE;
    private boolean hasEnteredHour;

    /**
     * A place that does not exist yet.
     *
     * @param emissions receives what is emitted, in its order
     * @param accepted receives the observations that are accepted, in the order of the log
     */
    public PlaceFold(
            String placeId,
            Rules rules,
            Consumer<Emission> emissions,
            Consumer<Accepted> accepted) {
        emitter = new Emitter(placeId, emissions);
        parameters = new Parameters(rules.staleAfterMillis());
        silence = new Silence(placeId);
        ConditionEmissions ofConditions = new ConditionEmissions(emitter);
        conditions = new PlaceConditions(rules, ofConditions);
        preferences = new PlacePreferences(clock, parameters, rules, emitter, ofConditions);
        leastCoverage = rules.leastCoverage();
        models =
                new PlaceModels(panes.hours, parameters, rules, preferences, emitter, ofConditions);
        rain = new PlaceRain(panes, counters, rules.highestRainIn10Minutes());
        observations =
                new Observations(
                        clock,
                        shrinking,
                        parameters,
                        rules.mostSensors(),
                        counters,
                        emitter,
                        this::accept);
        receiver = accepted;
    }

    /** Takes the next record of the log that names this place. */
    public void take(LogRecord next) {
        reach(next.receivedAtMillis());
        if (next instanceof LoggedRejection rejection && !exists()) {
            emitter.emitOfNoPlace(rejected(rejection, null), rejection);
            return;
        }
        emitter.begin(next.receivedAtMillis());
        if (next instanceof LoggedObservation observation) {
            observations.take(observation);
            if (clock.isStarted()) {
                panes.all().forEach(s -> s.closeEndedBy(clock.millis() - GRACE_MILLIS));
            }
        } else if (next instanceof LoggedParameters logged) {
            emitter.emit(Table.PLACE_VERSIONS, "", 0, parameters.add(logged));
        } else if (next instanceof LoggedPreference logged) {
            preferences.take(logged);
        } else if (next instanceof LoggedRejection rejection) {
            emitter.emit(
                    Table.REJECTED,
                    Table.position(rejection.partition(), rejection.offset()),
                    rejected(rejection, rejection.placeId()));
        }
        end(false, false, false);
    }

    private static RejectedContent rejected(LoggedRejection rejection, String placeId) {
        return new RejectedContent(rejection.reason(), placeId, rejection.position(), 0);
    }

    /** Advances the time: all that is due before it becomes an event. */
    public void reach(long receivedMillis) {
        for (long next = next(); next < receivedMillis; next = next()) {
            deadline(next);
        }
    }

    /** Number of events so far; 0 while the place does not exist. */
    public long revision() {
        return emitter.revision();
    }

    /** What its counters say now, emitted or not. */
    public CountersContent counters() {
        return counters.content(clock.orNull(), panes.openCount());
    }

    /** Where the observations stand in the log that wait to be confirmed or rejected. */
    public List<Long> waitingPositions() {
        return observations.waitingPositions();
    }

    private boolean exists() {
        return emitter.revision() > 0;
    }

    /** The earliest time at which something is due, but not before the last event. */
    private long next() {
        long next = Math.min(changesDueMillis, counters.dueMillis());
        next = Math.min(next, models.dueMillis());
        if (panes.anyOpen()) {
            next = Math.min(next, clock.isLive() ? panes.nextLiveDue() : idle.dueMillis());
        }
        next = Math.min(next, Math.min(silenceDueMillis(), shrinking.dueMillis()));
        return next == Long.MAX_VALUE ? next : Math.max(next, emitter.eventMillis());
    }

    private long silenceDueMillis() {
        return clock.isLive() && !silence.isRaised()
                ? clock.movedAtMillis() + parameters.newestStaleAfterMillis()
                : Long.MAX_VALUE;
    }

    private void deadline(long dueMillis) {
        emitter.begin(dueMillis);
        boolean changesDue = changesDueMillis <= dueMillis;
        boolean modelsDue = models.dueMillis() <= dueMillis;
        boolean countersDue = counters.dueMillis() <= dueMillis;
        boolean silenceDue = silenceDueMillis() <= dueMillis;
        boolean isIdle = !clock.isLive() && panes.anyOpen() && idle.dueMillis() <= dueMillis;
        if (clock.isLive()) {
            panes.all().forEach(series -> series.closeDueBy(dueMillis));
        } else if (isIdle) {
            panes.all().forEach(PaneSeries::closeAll);
        }
        if (silenceDue) {
            long start = clock.millis() + parameters.newestStaleAfterMillis();
            emitter.alert(silence.raise(start, emitter.revision()));
        }
        end(changesDue, modelsDue, countersDue || isIdle);
        if (shrinking.dueMillis() <= dueMillis) {
            shrinking.shrink(clock.millis());
            observations.shrink();
            models.shrink(clock.millis());
        }
    }

    private void accept(Accepted accepted) {
        receiver.accept(accepted);
        long received = accepted.logged().receivedAtMillis();
        if (clock.isMovedBy(accepted.at())) {
            hasEnteredHour |=
                    clock.isStarted()
                            && KnownSensor.hourOf(accepted.at())
                                    > KnownSensor.hourOf(clock.millis());
            clock.move(accepted.at(), received);
            shrinking.clockMoved(emitter.eventMillis());
            var over = silence.end(accepted.at(), emitter.revision());
            if (over != null) {
                emitter.alert(over);
            }
        }
        idle.accepted(received);
        panes.add(accepted);
        rain.add(accepted, clock.millis());
    }

    /** What every event ends with: rows, conditions, alerts, counters. */
    private void end(boolean changesDue, boolean modelsDue, boolean countersDue) {
        boolean closesHour = panes.hours.isClosing();
        models.note();
        if (panes.anyClosing() || hasEnteredHour || changesDue) {
            emitRows();
            changesDueMillis = Long.MAX_VALUE;
        } else if (panes.anyChanged() && changesDueMillis == Long.MAX_VALUE) {
            changesDueMillis = emitter.eventMillis() + CHANGES_WAIT_MILLIS;
        }
        models.end(hasEnteredHour || modelsDue);
        panes.all().forEach(PaneSeries::endEvent);
        emitter.end();
        counters.note(emitter.eventMillis());
        if (closesHour || countersDue) {
            emitter.emit(Table.PLACE_COUNTERS, "", 0, counters());
            counters.emitted();
        }
        if (hasEnteredHour) {
            panes.forgetBehind(clock.millis());
            rain.forgetBehind(clock.millis());
            conditions.forgetBefore(clock.millis() - EVALUATED_KEPT_MILLIS);
            preferences.forgetMinutesBefore(clock.millis() - EVALUATED_KEPT_MILLIS);
            models.forgetEndedBy(clock.millis() - HOUR_HORIZON_MILLIS);
            hasEnteredHour = false;
        }
    }

    private void emitRows() {
        long evaluateFrom = panes.takeEvaluateFrom();
        for (Pane minute : takeRows(panes.minutes)) {
            emit(minute, PaneValues.minute(panes, minute));
            evaluateFrom = Math.min(evaluateFrom, minute.startMillis());
            parameters.minuteClosed(minute.startMillis());
        }
        for (Pane pane : takeRows(panes.quarterHours)) {
            emit(pane, PaneValues.quarterHour(panes, pane));
        }
        for (Pane pane : takeRows(panes.hours)) {
            emit(pane, PaneValues.hour(pane));
            parameters.hourClosed(pane.startMillis());
        }
        for (Pane pane : takeRows(panes.days)) {
            emit(pane, PaneValues.day(panes, pane));
        }
        if (evaluateFrom != Long.MAX_VALUE) {
            conditions.evaluateFrom(evaluateFrom, panes, parameters);
            if (!preferences.isEmpty()) {
                judgePreferences(evaluateFrom);
            }
        }
    }

    private void judgePreferences(long fromMillis) {
        NavigableMap<Long, PaneToJudge> minutes = new TreeMap<>();
        for (Pane minute : panes.minutes.closedFrom(fromMillis)) {
            long start = minute.startMillis();
            minutes.put(
                    start,
                    new MinuteToJudge(
                            minute,
                            panes,
                            conditions,
                            leastCoverage,
                            parameters.staleAfterMillisAt(start)));
        }
        preferences.judgeMinutes(fromMillis, minutes);
    }

    private void emit(Pane pane, PaneContent content) {
        emitter.emit(content.table(), "", pane.startMillis(), content);
    }

    /** The panes that close and the changed ones, which are counted. */
    private List<Pane> takeRows(PaneSeries series) {
        List<Pane> rows = new ArrayList<>(series.takeClosing());
        List<Pane> changed = series.takeChanged();
        counters.rewrites += changed.size();
        rows.addAll(changed);
        return rows;
    }
}

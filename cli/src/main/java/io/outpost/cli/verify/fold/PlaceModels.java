package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.emission.TransitionContent;
import io.outpost.cli.verify.hourly.HourChain;
import io.outpost.cli.verify.hourly.HourRule;
import io.outpost.cli.verify.hourly.ModelHour;
import io.outpost.cli.verify.hourly.ModelRow;
import io.outpost.cli.verify.preference.PaneToJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The models of a place: they go on as its hours close, and are stepped again where an hour that
 * they have passed has changed. What comes before the earliest change stays, so it is from there
 * that they are stepped.
 */
final class PlaceModels {
    private static final long CHANGES_WAIT_MILLIS = 60_000;
    private static final long NONE = Long.MIN_VALUE;

    private final PaneSeries hours;
    private final ClosedHours closed;
    private final Emitter emitter;
    private final ConditionEmissions emissions;
    private final Parameters parameters;
    private final HourChain chain = new HourChain();
    private final PlacePreferences preferences;
    private final HourSpans spans;
    private final List<HourConditionHistory> histories;

    /** Start of the latest hour that they have passed. */
    private long passedMillis = NONE;

    /** Start of the earliest hour to step; Long.MAX_VALUE: none. */
    private long nextMillis = Long.MAX_VALUE;

    private boolean takesOn;
    private boolean hasHadWaterLevel;

    /** An hour has closed while a preference was known that hours judge. */
    private boolean hasHadPreference;

    private long dueMillis = Long.MAX_VALUE;

    PlaceModels(
            PaneSeries hours,
            Parameters parameters,
            Rules rules,
            PlacePreferences preferences,
            Emitter emitter,
            ConditionEmissions emissions) {
        this.preferences = preferences;
        this.spans = new HourSpans(hours);
        this.parameters = parameters;
        this.hours = hours;
        this.closed = new ClosedHours(hours);
        this.emitter = emitter;
        this.emissions = emissions;
        this.histories =
                rules.hourRules().stream()
                        .map(rule -> new HourConditionHistory(rule, rules.silence()))
                        .toList();
    }

    /** When gathered changes are due; Long.MAX_VALUE when there are none. */
    long dueMillis() {
        return dueMillis;
    }

    /** Takes note of the hours that close with this event, and of closed ones that change. */
    void note() {
        long before = passedMillis;
        for (Pane pane : hours.closing()) {
            long start = pane.startMillis();
            passedMillis = Math.max(passedMillis, start);
            nextMillis = Math.min(nextMillis, before == NONE ? start : earliest(start, before));
        }
        takesOn = passedMillis > before;
        for (long start : hours.touched()) {
            nextMillis = Math.min(nextMillis, start);
        }
        hasHadWaterLevel |= closed.anyNewWaterLevel();
        hasHadPreference |= hours.isClosing() && preferences.knowsOneOfHours();
        if (!parameters.hasHadPosition() && !hasHadWaterLevel && !hasHadPreference) {
            nextMillis = Long.MAX_VALUE;
            takesOn = false;
        }
    }

    /** Of hours to step, with those that no pane is of. */
    private static long earliest(long startMillis, long passedMillis) {
        return Math.min(startMillis, passedMillis + PaneSeries.HOUR);
    }

    /**
     * Steps and emits what is to be stepped with this event.
     *
     * @param isDue whether gathered changes are, by the clock or by a deadline
     */
    void end(boolean isDue) {
        if (nextMillis == Long.MAX_VALUE) {
            return;
        }
        if (takesOn || isDue) {
            step(nextMillis);
            nextMillis = Long.MAX_VALUE;
            dueMillis = Long.MAX_VALUE;
        } else if (dueMillis == Long.MAX_VALUE) {
            dueMillis = emitter.eventMillis() + CHANGES_WAIT_MILLIS;
        }
    }

    /** Forgets what hours from the first UTC day on that has not ended by then do not need. */
    void forgetEndedBy(long atMillis) {
        if (passedMillis == NONE) {
            return;
        }
        long from = Math.min(atMillis, passedMillis);
        long day = Math.floorDiv(from, PaneSeries.DAY) * PaneSeries.DAY;
        chain.forgetBefore(day);
        histories.forEach(history -> history.forgetBefore(day));
        preferences.forgetHoursBefore(day);
    }

    /** Of hours before the clock's, spans alone keep what they have collected. */
    void shrink(long clockMillis) {
        spans.shrink(hours.startOf(clockMillis), preferences.known());
    }

    private void step(long fromMillis) {
        List<ModelHour> taken = new ArrayList<>();
        for (long start = fromMillis; start <= passedMillis; start += PaneSeries.HOUR) {
            ModelHour hour =
                    chain.next(
                            closed.weather(start),
                            closed.waterLevelMetres(start),
                            parameters.siteAt(start));
            taken.add(hour);
            if (hour.isStepped()) {
                emitter.emit(Table.HOURLY_MODELS, "", start, ModelRow.of(hour));
            }
        }
        for (HourConditionHistory history : histories) {
            HourRule rule = history.rule();
            emissions.emit(
                    rule.condition(),
                    rule::isAlerted,
                    history.judgeFrom(fromMillis, taken),
                    TransitionContent::isNear);
        }
        if (!preferences.isEmpty()) {
            judgePreferences(fromMillis, taken);
        }
    }

    private void judgePreferences(long fromMillis, List<ModelHour> taken) {
        NavigableMap<Long, PaneToJudge> judged = new TreeMap<>();
        for (ModelHour hour : taken) {
            Pane pane = hours.at(hour.startMillis());
            if (pane != null && pane.isClosed()) {
                judged.put(
                        hour.startMillis(), new HourToJudge(pane, hour, spans, chain, histories));
            }
        }
        preferences.judgeHours(fromMillis, judged);
    }
}

package io.outpost.core.condition;

import io.outpost.core.condition.Transition.EpisodeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a rule makes of a list of instants, without a machine: silences cut the list into stretches;
 * in each, an episode begins where the levels have been reached for long enough, and ends where
 * they have been left for long enough. The state at an instant follows from that.
 */
public final class ConditionModel {
    /** An instant with the reasons that are emitted where it changes something. */
    public record Judged(ConditionInput evaluation, double value, List<Driver> drivers) {}

    private final Rule rule;
    private final List<Transition> changes = new ArrayList<>();
    private State state = State.UNKNOWN;
    private long startedAtMillis;
    private int level;
    private int peakLevel;
    private boolean alerted;

    private ConditionModel(Rule rule) {
        this.rule = rule;
    }

    /** All changes of state and of level, oldest first. */
    public static List<Transition> changes(Rule rule, List<Judged> instants) {
        ConditionModel model = new ConditionModel(rule);
        List<Judged> stretch = new ArrayList<>();
        for (Judged next : instants) {
            if (!stretch.isEmpty() && rule.silence() != SilencePolicy.KEEP) {
                ConditionInput last = stretch.get(stretch.size() - 1).evaluation();
                long silentFrom =
                        last.lastObservedAtMillis() + next.evaluation().staleAfterMillis();
                if (next.evaluation().firstObservedAtMillis() > silentFrom) {
                    model.passStretch(stretch);
                    model.passSilence(silentFrom);
                    stretch.clear();
                }
            }
            stretch.add(next);
        }
        model.passStretch(stretch);
        return model.changes;
    }

    private void passStretch(List<Judged> stretch) {
        int next = 0;
        while (next < stretch.size()) {
            int begin =
                    endOfFirstRun(
                            stretch, next, rule.pending(), i -> level(value(stretch, i), 0) > 0);
            for (int i = next; i < begin; i++) {
                boolean reached = level(value(stretch, i), 0) > 0;
                State outside = reached ? State.PENDING : State.OK;
                emit(stretch, i, isDoubtful(stretch, i) ? State.UNCERTAIN : outside);
            }
            next = begin < stretch.size() ? passEpisode(stretch, begin) : begin;
        }
    }

    /** Returns the first instant behind the episode. */
    private int passEpisode(List<Judged> stretch, int begin) {
        int[] levels = levels(stretch, begin);
        int end =
                endOfFirstRun(
                        stretch,
                        begin + 1,
                        rule.recovery(),
                        i -> level(value(stretch, i), levels[i - 1]) == 0);
        for (int i = begin; i < end; i++) {
            int before = level;
            startedAtMillis = stretch.get(begin).evaluation().atMillis();
            level = levels[i];
            peakLevel = Math.max(peakLevel, level);
            boolean left = i > begin && level(value(stretch, i), levels[i - 1]) == 0;
            State inside = left ? State.RECOVERING : State.ACTIVE;
            EpisodeStep step = level == before ? EpisodeStep.NONE : EpisodeStep.CHANGED;
            emit(
                    stretch,
                    i,
                    isDoubtful(stretch, i) ? State.UNCERTAIN : inside,
                    i == begin ? EpisodeStep.BEGAN : step);
        }
        if (end < stretch.size()) {
            emit(stretch, end, State.OK, EpisodeStep.ENDED);
            leaveEpisode();
        }
        return end + 1;
    }

    /** The level at each instant of an episode: onLowCoverage and recovery leave it as it was. */
    private int[] levels(List<Judged> stretch, int begin) {
        int[] levels = new int[stretch.size()];
        levels[begin] = level(value(stretch, begin), 0);
        for (int i = begin + 1; i < levels.length; i++) {
            int held = level(value(stretch, i), levels[i - 1]);
            levels[i] = held == 0 || isDoubtful(stretch, i) ? levels[i - 1] : held;
        }
        return levels;
    }

    /**
     * Where instants without onLowCoverage have first held for so long; the size when they never
     * do.
     */
    private int endOfFirstRun(
            List<Judged> stretch, int from, Duration longEnough, IntPredicate holds) {
        int runFrom = -1;
        for (int i = from; i < stretch.size(); i++) {
            boolean goesOn = !isDoubtful(stretch, i) && holds.test(i);
            runFrom = goesOn && runFrom < 0 ? i : runFrom;
            runFrom = goesOn ? runFrom : -1;
            if (goesOn && at(stretch, i) - at(stretch, runFrom) >= longEnough.toMillis()) {
                return i;
            }
        }
        return stretch.size();
    }

    private void passSilence(long atMillis) {
        State silent = rule.silence() == SilencePolicy.UNKNOWN ? State.UNKNOWN : State.OK;
        EpisodeStep step = startedAtMillis == 0 ? EpisodeStep.NONE : EpisodeStep.ENDED;
        emit(atMillis, silent, step, List.of());
        leaveEpisode();
    }

    private EpisodeStep alertStep(EpisodeStep step) {
        if (step == EpisodeStep.NONE || peakLevel < rule.alertsFromLevel()) {
            return EpisodeStep.NONE;
        }
        boolean begins = !alerted;
        alerted = true;
        return begins ? EpisodeStep.BEGAN : step;
    }

    private void leaveEpisode() {
        alerted = false;
        startedAtMillis = 0;
        level = 0;
        peakLevel = 0;
    }

    private void emit(List<Judged> stretch, int i, State next) {
        emit(stretch, i, next, EpisodeStep.NONE);
    }

    private void emit(List<Judged> stretch, int i, State next, EpisodeStep step) {
        emit(at(stretch, i), next, step, stretch.get(i).drivers());
    }

    private void emit(long atMillis, State next, EpisodeStep step, List<Driver> drivers) {
        if (next != state || step != EpisodeStep.NONE) {
            changes.add(
                    new Transition(
                            rule.subject(),
                            atMillis,
                            state,
                            next,
                            0,
                            level,
                            peakLevel,
                            startedAtMillis,
                            step,
                            alertStep(step),
                            drivers));
        }
        state = next;
    }

    /** The highest level whose threshold is reached; up to the held one, within the hysteresis. */
    private int level(double value, int held) {
        Levels levels = rule.levels();
        boolean rising = levels.isRising();
        int highest = 0;
        for (int i = 1; i <= levels.thresholds().size(); i++) {
            double slack = i <= held ? levels.hysteresis() : 0;
            double threshold = levels.thresholds().get(i - 1);
            boolean reached = rising ? value >= threshold - slack : value <= threshold + slack;
            highest = reached ? i : highest;
        }
        return highest;
    }

    private boolean isDoubtful(List<Judged> stretch, int i) {
        return stretch.get(i).evaluation().coverage() < rule.leastCoverage();
    }

    private static double value(List<Judged> stretch, int i) {
        return stretch.get(i).value();
    }

    private static long at(List<Judged> stretch, int i) {
        return stretch.get(i).evaluation().atMillis();
    }
}

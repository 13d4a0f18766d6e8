package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.AlertContent;
import io.outpost.cli.verify.emission.AlertContent.Kind;
import io.outpost.cli.verify.emission.EpisodeContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.emission.TransitionContent;
import io.outpost.cli.verify.fold.Transition.Step;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What an event emits of conditions and preferences that it has judged again: the difference. */
final class ConditionEmissions {
    private final Emitter emitter;

    ConditionEmissions(Emitter emitter) {
        this.emitter = emitter;
    }

    /** Emits what has changed of a condition of the minute. */
    void emit(String condition, Predicate<String> isAlerted, Change change) {
        emit(condition, isAlerted, change, TransitionContent::equals);
    }

    /**
     * Emits what has changed of a condition.
     *
     * @param isAlerted whether an episode with a highest level is alerted about
     * @param same whether two transitions say the same
     */
    void emit(
            String condition,
            Predicate<String> isAlerted,
            Change change,
            BiPredicate<TransitionContent, TransitionContent> same) {
        emitTransitions(condition, change, same);
        emitEpisodes(condition, isAlerted, change);
    }

    /** Emits what has changed of the episodes of a preference. */
    void emitOfPreference(String subject, Change change) {
        emitEpisodes(subject, peak -> true, change);
    }

    private void emitEpisodes(String condition, Predicate<String> isAlerted, Change change) {
        change.oldSteps()
                .forEach(
                        (start, old) ->
                                emitEpisode(
                                        new Episode(condition, start, isAlerted),
                                        old,
                                        change.newSteps().get(start)));
    }

    private record Episode(String condition, long startMillis, Predicate<String> isAlerted) {
        /** The steps that are alerted about. */
        List<Transition> alerted(List<Transition> steps) {
            return steps.stream().dropWhile(step -> !isAlerted.test(step.peakLevel())).toList();
        }

        /** Null when it has no steps. */
        EpisodeContent after(List<Transition> steps) {
            if (steps.isEmpty()) {
                return null;
            }
            Transition last = last(steps);
            return new EpisodeContent(
                    condition,
                    startMillis,
                    last.step() == Step.ENDED ? (Long) last.atMillis() : null,
                    last.stepLevel(),
                    last.peakLevel(),
                    false);
        }
    }

    private void emitTransitions(
            String condition,
            Change change,
            BiPredicate<TransitionContent, TransitionContent> same) {
        TreeSet<Long> times = new TreeSet<>(change.oldTransitions().keySet());
        times.addAll(change.newTransitions().keySet());
        for (long at : times) {
            TransitionContent old = content(change.oldTransitions().get(at));
            TransitionContent now = content(change.newTransitions().get(at));
            if (now == null) {
                emitter.emit(Table.CONDITION_TRANSITIONS, condition, at, old.asRetracted());
            } else if (!same.test(now, old)) {
                emitter.emit(Table.CONDITION_TRANSITIONS, condition, at, now);
            }
        }
    }

    private TransitionContent content(Transition transition) {
        return transition == null
                ? null
                : new TransitionContent(
                        transition.from(),
                        transition.to(),
                        transition.level(),
                        transition.episodeStartMillis() == 0
                                ? null
                                : Ids.episode(
                                        emitter.placeId(),
                                        transition.condition(),
                                        transition.episodeStartMillis()),
                        transition.drivers(),
                        false);
    }

    private void emitEpisode(Episode episode, List<Transition> old, List<Transition> now) {
        EpisodeContent before = episode.after(old);
        EpisodeContent after = episode.after(now);
        alert(episode.alerted(old), episode.alerted(now), before, after);
        String id = Ids.episode(emitter.placeId(), episode.condition(), episode.startMillis());
        boolean isOfPreference = (after == null ? before : after).isOfPreference();
        Table table = isOfPreference ? Table.PREFERENCE_EPISODES : Table.CONDITION_EPISODES;
        if (after == null) {
            emitter.emit(table, id, 0, before.asRetracted());
        } else if (!isContinued(old, now) || now.size() > old.size()) {
            // With each of its steps, also where that leaves the row as it was.
            emitter.emit(table, id, 0, after);
        }
    }

    /** Alerts about what the steps that are alerted about have become. */
    private void alert(
            List<Transition> old,
            List<Transition> now,
            EpisodeContent before,
            EpisodeContent after) {
        if (!isContinued(old, now)) {
            if (now.isEmpty()) {
                alert(Kind.RETRACTED, before.startedMillis(), before, last(old));
            } else {
                alert(Kind.CORRECTED, last(now).atMillis(), after, last(now));
            }
            return;
        }
        List<Transition> further = now.subList(old.size(), now.size());
        if (further.isEmpty()) {
            return;
        }
        if (old.isEmpty()) {
            alert(Kind.BEGAN, now.get(0).atMillis(), open(after), now.get(0));
        }
        further.stream()
                .skip(old.isEmpty() ? 1 : 0)
                .filter(step -> step.step() == Step.CHANGED)
                .reduce((one, next) -> next)
                .ifPresent(step -> alert(Kind.CHANGED, step.atMillis(), open(after), step));
        if (last(now).step() == Step.ENDED) {
            alert(Kind.ENDED, last(now).atMillis(), after, last(now));
        }
    }

    /** True when all steps that were are still there, and only further ones follow. */
    private static boolean isContinued(List<Transition> old, List<Transition> now) {
        boolean continued = now.size() >= old.size();
        for (int i = 0; continued && i < old.size(); i++) {
            continued = old.get(i).isSameStep(now.get(i));
        }
        return continued;
    }

    private static EpisodeContent open(EpisodeContent episode) {
        return new EpisodeContent(
                episode.condition(),
                episode.startedMillis(),
                null,
                episode.level(),
                episode.peakLevel(),
                false);
    }

    private void alert(Kind kind, long atMillis, EpisodeContent episode, Transition step) {
        String condition = episode.condition();
        String id = Ids.episode(emitter.placeId(), condition, episode.startedMillis());
        emitter.alert(
                new AlertContent(
                        Ids.alert(id, kind.name(), emitter.revision()),
                        after(episode, step),
                        kind,
                        atMillis,
                        step.stepLevel(),
                        step.drivers()));
    }

    /** As a step has left it. */
    private static EpisodeContent after(EpisodeContent episode, Transition step) {
        return new EpisodeContent(
                episode.condition(),
                episode.startedMillis(),
                episode.endedMillis(),
                step.stepLevel(),
                step.peakLevel(),
                episode.retracted());
    }

    private static Transition last(List<Transition> steps) {
        return steps.get(steps.size() - 1);
    }
}

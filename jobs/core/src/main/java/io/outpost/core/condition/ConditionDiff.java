package io.outpost.core.condition;

import io.outpost.core.condition.Transition.EpisodeStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The difference between what was emitted of a span of time and what is known of it now: the
 * transitions and alerts that bring a reader from the one to the other. Where nothing had been
 * emitted, it is simply the news.
 */
public final class ConditionDiff {

    /** Receives the difference. */
    public interface Listener {
        /** A change that holds now ({@code retracted} false), or no longer holds. */
        void onTransition(Transition change, boolean retracted);

        /** An episode as it is known now. */
        void onEpisode(Episode episode);

        /** What is to be emitted of an episode. */
        void onAlert(AlertKind kind, long atMillis, Episode episode, List<Driver> drivers);
    }

    private interface StepListener {
        void onStep(AlertKind kind, long atMillis, Episode episode, List<Driver> drivers);
    }

    private record EpisodeKey(Subject subject, long startedAtMillis) {}

    /** A transition with what it means: for the episode, or for those who are alerted about it. */
    private record Step(Transition transition, EpisodeStep step) {}

    private final List<Transition> emitted;
    private final List<Transition> known;
    private final Function<Subject, ConditionState> states;

    /**
     * @param emitted the changes that had been emitted of the span, oldest first
     * @param known the changes of the same span as they are known now, oldest first
     * @param states how each subject stands after the span
     */
    public ConditionDiff(
            List<Transition> emitted,
            List<Transition> known,
            Function<Subject, ConditionState> states) {
        this.emitted = emitted;
        this.known = known;
        this.states = states;
    }

    /** Hands out the difference. */
    public void report(Listener listener) {
        reportTransitions(listener);
        reportEpisodes(
                Transition::step, (kind, at, episode, drivers) -> listener.onEpisode(episode));
        reportEpisodes(Transition::alertStep, listener::onAlert);
    }

    /** By one of the two kinds of steps: the episode's own, or those that are alerted about. */
    private void reportEpisodes(Function<Transition, EpisodeStep> step, StepListener listener) {
        Map<EpisodeKey, List<Step>> emittedEpisodes = episodes(emitted, step);
        Map<EpisodeKey, List<Step>> knownEpisodes = episodes(known, step);
        emittedEpisodes.forEach(
                (key, steps) ->
                        reportEpisode(
                                key, steps, knownEpisodes.getOrDefault(key, List.of()), listener));
        knownEpisodes.forEach(
                (key, steps) -> {
                    if (!emittedEpisodes.containsKey(key)) {
                        reportSteps(steps, listener);
                    }
                });
    }

    private void reportTransitions(Listener listener) {
        Map<List<Object>, Transition> before = byInstant(emitted);
        Map<List<Object>, Transition> now = byInstant(known);
        before.forEach(
                (instant, change) -> {
                    if (!now.containsKey(instant)) {
                        listener.onTransition(change, true);
                    }
                });
        now.forEach(
                (instant, change) -> {
                    if (!change.saysAs(before.get(instant))) {
                        listener.onTransition(change, false);
                    }
                });
    }

    private void reportEpisode(
            EpisodeKey key, List<Step> emittedSteps, List<Step> knownSteps, StepListener listener) {
        List<Step> same = knownSteps.subList(0, Math.min(emittedSteps.size(), knownSteps.size()));
        if (same.size() == emittedSteps.size() && isSame(emittedSteps, same)) {
            reportSteps(knownSteps.subList(same.size(), knownSteps.size()), listener);
        } else if (knownSteps.isEmpty() && emittedSteps.get(0).step() == EpisodeStep.BEGAN) {
            Transition last = emittedSteps.get(emittedSteps.size() - 1).transition();
            listener.onStep(
                    AlertKind.RETRACTED,
                    key.startedAtMillis(),
                    episode(last, true),
                    last.drivers());
        } else {
            reportCorrection(key, emittedSteps, knownSteps, listener);
        }
    }

    private void reportCorrection(
            EpisodeKey key, List<Step> emittedSteps, List<Step> knownSteps, StepListener listener) {
        List<Step> steps = knownSteps.isEmpty() ? emittedSteps : knownSteps;
        Transition last = steps.get(steps.size() - 1).transition();
        boolean ended = !knownSteps.isEmpty() && last.step() == EpisodeStep.ENDED;
        ConditionState state = states.apply(key.subject());
        Episode episode =
                ended
                        ? episode(last, false)
                        : new Episode(
                                key.subject(),
                                key.startedAtMillis(),
                                0,
                                state.level,
                                state.peakLevel,
                                false);
        listener.onStep(AlertKind.CORRECTED, last.atMillis(), episode, last.drivers());
    }

    /**
     * Of several changes of level in one go only the last is emitted: a revision emits each kind
     * once.
     */
    private static void reportSteps(List<Step> steps, StepListener listener) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean overtaken =
                    step.step() == EpisodeStep.CHANGED
                            && i + 1 < steps.size()
                            && steps.get(i + 1).step() == EpisodeStep.CHANGED;
            if (!overtaken) {
                Transition transition = step.transition();
                listener.onStep(
                        kind(step.step()),
                        transition.atMillis(),
                        episode(transition, false),
                        transition.drivers());
            }
        }
    }

    private static boolean isSame(List<Step> one, List<Step> other) {
        for (int i = 0; i < one.size(); i++) {
            Transition a = one.get(i).transition();
            Transition b = other.get(i).transition();
            boolean same = a.atMillis() == b.atMillis() && a.level() == b.level();
            if (!same || one.get(i).step() != other.get(i).step()) {
                return false;
            }
        }
        return true;
    }

    private static AlertKind kind(EpisodeStep step) {
        return switch (step) {
            case BEGAN -> AlertKind.BEGAN;
            case CHANGED -> AlertKind.CHANGED;
            case ENDED -> AlertKind.ENDED;
            case NONE -> throw new IllegalArgumentException("no step of an episode");
        };
    }

    private static Episode episode(Transition step, boolean retracted) {
        return new Episode(
                step.subject(),
                step.episodeStartedAtMillis(),
                step.step() == EpisodeStep.ENDED ? step.atMillis() : 0,
                step.level(),
                step.peakLevel(),
                retracted);
    }

    private static Map<EpisodeKey, List<Step>> episodes(
            List<Transition> changes, Function<Transition, EpisodeStep> step) {
        Map<EpisodeKey, List<Step>> episodes = new LinkedHashMap<>();
        for (Transition change : changes) {
            if (step.apply(change) != EpisodeStep.NONE) {
                EpisodeKey key = new EpisodeKey(change.subject(), change.episodeStartedAtMillis());
                episodes.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(new Step(change, step.apply(change)));
            }
        }
        return episodes;
    }

    private static Map<List<Object>, Transition> byInstant(List<Transition> changes) {
        Map<List<Object>, Transition> byInstant = new LinkedHashMap<>();
        for (Transition change : changes) {
            byInstant.put(List.of(change.subject(), change.atMillis()), change);
        }
        return byInstant;
    }
}

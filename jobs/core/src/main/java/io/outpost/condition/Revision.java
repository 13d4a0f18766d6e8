package io.outpost.condition;

import io.outpost.condition.Change.EpisodeStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The difference between what was emitted of a span of time and what is known of it now: the
 * transitions and alerts that bring a reader from the one to the other. Where nothing had been
 * emitted, it is simply the news.
 */
public final class Revision {

    /** Receives the difference. */
    public interface Listener {
        /** A change that holds now ({@code retracted} false), or no longer holds. */
        void onTransition(Change change, boolean retracted);

        /** An episode, and what is to be emitted of it. */
        void onAlert(AlertKind kind, long atMillis, Episode episode, List<Driver> drivers);
    }

    private record EpisodeKey(Condition condition, long startedAtMillis) {}

    private final List<Change> emitted;
    private final List<Change> known;
    private final List<Memory> memories;

    /**
     * @param emitted the changes that had been emitted of the span, oldest first
     * @param known the changes of the same span as they are known now, oldest first
     * @param memories what each condition's machine remembers after the span, by ordinal
     */
    public Revision(List<Change> emitted, List<Change> known, List<Memory> memories) {
        this.emitted = emitted;
        this.known = known;
        this.memories = memories;
    }

    public void tell(Listener listener) {
        tellTransitions(listener);
        Map<EpisodeKey, List<Change>> emittedEpisodes = episodes(emitted);
        Map<EpisodeKey, List<Change>> knownEpisodes = episodes(known);
        emittedEpisodes.forEach(
                (key, steps) ->
                        tellEpisode(
                                key, steps, knownEpisodes.getOrDefault(key, List.of()), listener));
        knownEpisodes.forEach(
                (key, steps) -> {
                    if (!emittedEpisodes.containsKey(key)) {
                        tellSteps(steps, listener);
                    }
                });
    }

    private void tellTransitions(Listener listener) {
        Map<List<Object>, Change> before = byInstant(emitted);
        Map<List<Object>, Change> now = byInstant(known);
        before.forEach(
                (instant, change) -> {
                    if (!now.containsKey(instant)) {
                        listener.onTransition(change, true);
                    }
                });
        now.forEach(
                (instant, change) -> {
                    if (!Objects.equals(change, before.get(instant))) {
                        listener.onTransition(change, false);
                    }
                });
    }

    private void tellEpisode(
            EpisodeKey key, List<Change> emittedSteps, List<Change> knownSteps, Listener listener) {
        List<Change> same = knownSteps.subList(0, Math.min(emittedSteps.size(), knownSteps.size()));
        if (same.size() == emittedSteps.size() && isSameStory(emittedSteps, same)) {
            tellSteps(knownSteps.subList(same.size(), knownSteps.size()), listener);
        } else if (knownSteps.isEmpty() && emittedSteps.get(0).step() == EpisodeStep.BEGAN) {
            Change began = emittedSteps.get(0);
            listener.onAlert(
                    AlertKind.RETRACTED, began.atMillis(), episode(began, true), began.drivers());
        } else {
            emitCorrection(key, emittedSteps, knownSteps, listener);
        }
    }

    private void emitCorrection(
            EpisodeKey key, List<Change> emittedSteps, List<Change> knownSteps, Listener listener) {
        Change last =
                (knownSteps.isEmpty() ? emittedSteps : knownSteps)
                        .get(Math.max(0, knownSteps.size() - 1));
        boolean ended = !knownSteps.isEmpty() && last.step() == EpisodeStep.ENDED;
        Memory memory = memories.get(key.condition().ordinal());
        Episode episode =
                ended
                        ? episode(last, false)
                        : new Episode(
                                key.condition(),
                                key.startedAtMillis(),
                                0,
                                memory.level,
                                memory.peakLevel,
                                false);
        listener.onAlert(AlertKind.CORRECTED, last.atMillis(), episode, last.drivers());
    }

    /**
     * Of several changes of level in one go only the last is emitted: a revision emits each kind
     * once.
     */
    private static void tellSteps(List<Change> steps, Listener listener) {
        for (int i = 0; i < steps.size(); i++) {
            Change step = steps.get(i);
            boolean overtaken =
                    step.step() == EpisodeStep.CHANGED
                            && i + 1 < steps.size()
                            && steps.get(i + 1).step() == EpisodeStep.CHANGED;
            if (!overtaken) {
                listener.onAlert(kind(step), step.atMillis(), episode(step, false), step.drivers());
            }
        }
    }

    private static boolean isSameStory(List<Change> one, List<Change> other) {
        for (int i = 0; i < one.size(); i++) {
            Change a = one.get(i);
            Change b = other.get(i);
            if (a.step() != b.step() || a.atMillis() != b.atMillis() || a.level() != b.level()) {
                return false;
            }
        }
        return true;
    }

    private static AlertKind kind(Change step) {
        return switch (step.step()) {
            case BEGAN -> AlertKind.BEGAN;
            case CHANGED -> AlertKind.CHANGED;
            case ENDED -> AlertKind.ENDED;
            case NONE -> throw new IllegalArgumentException("no step of an episode: " + step);
        };
    }

    private static Episode episode(Change step, boolean retracted) {
        return new Episode(
                step.condition(),
                step.episodeStartedAtMillis(),
                step.step() == EpisodeStep.ENDED ? step.atMillis() : 0,
                step.level(),
                step.peakLevel(),
                retracted);
    }

    private static Map<EpisodeKey, List<Change>> episodes(List<Change> changes) {
        Map<EpisodeKey, List<Change>> episodes = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.step() != EpisodeStep.NONE) {
                EpisodeKey key =
                        new EpisodeKey(change.condition(), change.episodeStartedAtMillis());
                episodes.computeIfAbsent(key, k -> new ArrayList<>()).add(change);
            }
        }
        return episodes;
    }

    private static Map<List<Object>, Change> byInstant(List<Change> changes) {
        Map<List<Object>, Change> byInstant = new LinkedHashMap<>();
        for (Change change : changes) {
            byInstant.put(List.of(change.condition(), change.atMillis()), change);
        }
        return byInstant;
    }
}

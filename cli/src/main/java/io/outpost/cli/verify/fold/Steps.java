package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.fold.Transition.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of the episodes of a condition, as its transitions come and go. */
final class Steps {
    private final Map<Long, List<Transition>> byStart = new HashMap<>();

    void forget(Transition transition, Change change) {
        change.oldTransitions().put(transition.atMillis(), transition);
        if (transition.step() != Step.NONE) {
            long start = transition.episodeStartMillis();
            change.oldSteps().putIfAbsent(start, of(start));
            byStart.get(start).remove(transition);
        }
    }

    void keep(Transition transition, Change change) {
        change.newTransitions().put(transition.atMillis(), transition);
        if (transition.step() != Step.NONE) {
            long start = transition.episodeStartMillis();
            change.oldSteps().putIfAbsent(start, of(start));
            byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(transition);
        }
    }

    /** With the steps that the episodes concerned have now. */
    Change ended(Change change) {
        change.oldSteps().keySet().forEach(start -> change.newSteps().put(start, of(start)));
        return change;
    }

    private List<Transition> of(long start) {
        return List.copyOf(byStart.getOrDefault(start, List.of()));
    }
}

package io.outpost.cli.verify.fold;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What judging a part of a condition's history again changes: before and after.
 *
 * @param oldTransitions by time
 * @param newTransitions by time
 * @param oldSteps of the episodes concerned, by start; empty when there was none
 * @param newSteps the same; empty when there is none
 */
record Change(
        NavigableMap<Long, Transition> oldTransitions,
        NavigableMap<Long, Transition> newTransitions,
        NavigableMap<Long, List<Transition>> oldSteps,
        NavigableMap<Long, List<Transition>> newSteps) {
    static Change none() {
        return new Change(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}

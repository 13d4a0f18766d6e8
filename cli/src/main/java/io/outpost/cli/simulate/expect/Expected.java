package io.outpost.cli.simulate.expect;

import io.outpost.cli.outcome.Counters;
import io.outpost.cli.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must have become of the records of a run, by the rules alone.
 *
 * @param rejected by reason
 * @param flagged values left out, by quantity and reason
 */
public record Expected(
        long accepted,
        long duplicate,
        long conflict,
        long late,
        long waiting,
        long hourTierOnly,
        Map<String, Long> rejected,
        Map<String, Map<String, Long>> flagged) {
    /** Follows from the course of a counter, which the oracle works out: {@code verify}. */
    private static final String BY_COURSE = "RISE_OVER_GAP";

    /** One count that is not what it must be. */
    public record Difference(String what, long expected, long actual) {}

    /** Nothing, when all counts are as they must be. */
    public List<Difference> differencesFrom(Outcome outcome) {
        List<Difference> found = new ArrayList<>();
        Counters counters = outcome.counters();
        compare(found, "accepted", accepted, counters.accepted());
        compare(found, "duplicate", duplicate, counters.duplicate());
        compare(found, "conflict", conflict, counters.conflict());
        compare(found, "late", late, counters.late());
        compare(found, "waiting", waiting, counters.waiting());
        compare(found, "accepted for hours and days only", hourTierOnly, counters.hourTierOnly());
        compare(found, "rejected", rejected, outcome.rejectedByReason());
        compare(found, "flagged", flat(flagged), ofValues(counters.flagged()));
        return found;
    }

    private static void compare(
            List<Difference> found,
            String what,
            Map<String, Long> expected,
            Map<String, Long> actual) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            compare(
                    found,
                    what + " " + key,
                    expected.getOrDefault(key, 0L),
                    actual.getOrDefault(key, 0L));
        }
    }

    private static void compare(List<Difference> found, String what, long expected, long actual) {
        if (expected != actual) {
            found.add(new Difference(what, expected, actual));
        }
    }

    /** Of the flags those that follow from a value as it was sent. */
    private static Map<String, Long> ofValues(Map<String, Map<String, Long>> flagged) {
        Map<String, Long> ofValues = flat(flagged);
        ofValues.keySet().removeIf(key -> key.endsWith(" " + BY_COURSE));
        return ofValues;
    }

    private static Map<String, Long> flat(Map<String, Map<String, Long>> nested) {
        Map<String, Long> flat = new TreeMap<>();
        nested.forEach(
                (outer, counts) -> counts.forEach((inner, n) -> flat.put(outer + " " + inner, n)));
        return flat;
    }
}

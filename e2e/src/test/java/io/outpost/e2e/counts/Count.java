package io.outpost.e2e.counts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what must become of the observations of a set, sent in the order of their time: the rules
 * of Semantics 1 to 3, written down again.
 */
final class Count {
    private static final long WEEK_SECONDS = 7 * 86_400;

    private final Quality quality;
    private final Map<String, List<Counted>> byPlace = new TreeMap<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();

    Count(CountedSet set) {
        this.quality = new Quality(set.quantities());
    }

    void row() {
        add("rows");
    }

    /** One without any value is not sent. */
    void observation(Counted observation) {
        if (Arrays.stream(observation.values()).allMatch(Double::isNaN)) {
            add("unreadable.NO_VALUE");
            return;
        }
        add("sent");
        byPlace.computeIfAbsent(observation.place(), p -> new ArrayList<>()).add(observation);
    }

    /** By the names of the files with expected counts; what is not there is 0. */
    SortedMap<String, Long> counts() {
        byPlace.values().forEach(this::screen);
        byPlace.clear();
        return counts;
    }

    private void screen(List<Counted> observations) {
        observations.sort(Comparator.comparingLong(Counted::second));
        OnePlace place = new OnePlace();
        for (Counted observation : observations) {
            Map<Integer, String> bad = quality.bad(observation.values());
            long values = Arrays.stream(observation.values()).filter(v -> !Double.isNaN(v)).count();
            if (values == bad.size()) {
                add("rejected.NO_QUANTITY");
            } else {
                place.observe(observation);
            }
        }
        if (place.waiting != null) {
            add("waiting");
        }
    }

    private void add(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** A place with its clock. */
    private final class OnePlace {
        private final Map<String, Counted> seen = new HashMap<>();
        private long clock;
        private Counted waiting;

        void observe(Counted next) {
            if (waiting != null) {
                Counted jumped = waiting;
                waiting = null;
                boolean confirmed =
                        next.second() > clock + WEEK_SECONDS
                                && next.second() >= jumped.second() - WEEK_SECONDS;
                if (confirmed) {
                    take(jumped);
                } else {
                    add("rejected.TIME_JUMP");
                }
            }
            if (clock != 0 && next.second() > clock + WEEK_SECONDS) {
                waiting = next;
            } else {
                take(next);
            }
        }

        private void take(Counted observation) {
            if (observation.second() < clock - WEEK_SECONDS) {
                add("late");
                return;
            }
            String identity = observation.sensor() + " " + observation.second();
            Counted first = seen.putIfAbsent(identity, observation);
            if (first == null) {
                add("accepted");
                clock = Math.max(clock, observation.second());
                quality.bad(observation.values()).values().forEach(b -> add("flagged." + b));
            } else {
                boolean same =
                        Arrays.equals(first.values(), observation.values())
                                && first.text().equals(observation.text());
                add(same ? "duplicate" : "conflict");
            }
        }
    }
}

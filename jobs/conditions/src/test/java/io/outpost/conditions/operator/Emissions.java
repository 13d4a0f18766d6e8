package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.conditions.postgres.EmissionJson;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TransitionRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All that was emitted, as the texts of the emissions topic, which are equal only where every bit
 * is: a set, as what is emitted again after a failure must be the same.
 */
public final class Emissions {
    private final TreeSet<String> texts = new TreeSet<>();
    private final EmissionJson json = new EmissionJson();
    private final Map<String, Integer> kinds = new HashMap<>();
    private long again;
    private long rewritten;

    public synchronized void add(Emission emission) {
        String text = new String(json.bytes(emission), StandardCharsets.UTF_8);
        if (!texts.add(text)) {
            again++;
            return;
        }
        kinds.merge(emission.getClass().getSimpleName(), 1, Integer::sum);
        if (emission instanceof DeadLetter letter) {
            kinds.merge(letter.reason().name(), 1, Integer::sum);
        }
        if (emission instanceof AlertRow alert && alert.subject().equals("NO_DATA")) {
            kinds.merge("no data", 1, Integer::sum);
        }
        if (emission instanceof CountersRow counters) {
            rewritten = Math.max(rewritten, counters.rewrites());
        }
    }

    /** Takes what a place emits. */
    public PlaceOutput asOutput() {
        return new PlaceOutput() {
            @Override
            public void pane(PaneRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void model(ModelRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void transition(TransitionRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void episode(EpisodeRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void alert(AlertRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void counters(CountersRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void preference(PreferenceRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void preferenceEpisode(PreferenceEpisodeRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void preferenceAlert(PreferenceAlertRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void place(PlaceRow row) {
                Emissions.this.add(row);
            }

            @Override
            public void late(LateReading late) {
                Emissions.this.add(late);
            }

            @Override
            public void rejected(DeadLetter letter) {
                Emissions.this.add(letter);
            }
        };
    }

    /** How many were emitted again. */
    public synchronized long again() {
        return again;
    }

    /** Most rows of closed panes that a place has emitted again. */
    synchronized long rewritten() {
        return rewritten;
    }

    /** Number of different emissions of a class, of a reason, or of "no data". */
    public synchronized int count(String kind) {
        return kinds.getOrDefault(kind, 0);
    }

    public synchronized int size() {
        return texts.size();
    }

    /** Those that others do not have; they are not counted by kind. */
    public synchronized Emissions without(Emissions others) {
        Emissions rest = new Emissions();
        rest.texts.addAll(texts);
        rest.texts.removeAll(others.texts);
        return rest;
    }

    /** Those that have none of these parts in their texts; they are not counted by kind. */
    public synchronized Emissions withoutAnyWith(List<String> parts) {
        Emissions rest = new Emissions();
        rest.texts.addAll(texts);
        rest.texts.removeIf(text -> parts.stream().anyMatch(text::contains));
        return rest;
    }

    /** True when one has all these parts in its text. */
    public synchronized boolean hasOneWith(String... parts) {
        return texts.stream().anyMatch(text -> Arrays.stream(parts).allMatch(text::contains));
    }

    public synchronized boolean hasAllOf(Emissions other) {
        return texts.containsAll(other.texts);
    }

    /** Requires the same emissions, and says what differs. */
    public synchronized void requireSame(Emissions actual, String when) {
        List<String> differences = new ArrayList<>();
        texts.stream()
                .filter(text -> !actual.texts.contains(text))
                .forEach(text -> differences.add("missing " + text));
        actual.texts.stream()
                .filter(text -> !texts.contains(text))
                .forEach(text -> differences.add("extra " + text));
        assertEquals(List.of(), differences.stream().limit(6).toList(), when);
    }
}

package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.report.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Messages of withdrawn writers that no log gives: each must be followed by a retraction about the
 * same, and the last of these must say what holds where it stands.
 *
 * @param <M> messages
 */
final class Retractions<M> {
    private final Findings findings;
    private final BiFunction<M, M, String> differences;
    private final Map<String, About<M>> all = new HashMap<>();

    private static final class About<M> {
        private final List<String> open = new ArrayList<>();
        private M holds;
        private long withdrawn;
        private String difference = "";
    }

    /**
     * Nothing is there yet.
     *
     * @param differences in words, of a retraction from what holds where it stands, which is null
     *     where nothing does
     */
    Retractions(Findings findings, BiFunction<M, M, String> differences) {
        this.findings = findings;
        this.differences = differences;
    }

    /** Takes one that the log gives. */
    void holds(String about, M message) {
        of(about).holds = message;
    }

    /** Takes one of a withdrawn writer that the log does not give. */
    void withdrawn(String about, String name) {
        of(about).open.add(name);
    }

    void retraction(String about, M message) {
        findings.checked();
        About<M> state = of(about);
        if (state.open.isEmpty() && state.withdrawn == 0) {
            findings.extra("retraction of what no withdrawn writer has sent: " + message);
        }
        state.withdrawn += state.open.size();
        state.open.clear();
        state.difference = differences.apply(message, state.holds);
    }

    boolean isComplete() {
        return all.values().stream().allMatch(state -> state.open.isEmpty());
    }

    /** Reports what was not retracted, or not rightly. */
    void end() {
        for (About<M> state : all.values()) {
            state.open.forEach(
                    name -> findings.extra(name + ", of a withdrawn writer, is not retracted"));
            if (!state.difference.isEmpty()) {
                findings.wrong("retraction" + state.difference);
            }
            findings.withdrawn(state.withdrawn);
        }
    }

    private About<M> of(String about) {
        return all.computeIfAbsent(about, key -> new About<>());
    }
}

package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.fold.PreferenceVersions.Version;
import io.outpost.cli.verify.fold.Transition.Step;
import io.outpost.cli.verify.preference.Course;
import io.outpost.cli.verify.preference.EpisodeStep;
import io.outpost.cli.verify.preference.PaneToJudge;
import io.outpost.cli.verify.preference.Standing;
import io.outpost.cli.verify.preference.Wish;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One preference of a place over its panes of one width. */
final class PreferenceHistory {
    private final String subject;
    private final boolean isOfHours;
    private final TreeMap<Long, Judged> panes = new TreeMap<>();
    private final Steps steps = new Steps();

    /** Nothing may be left of it after a pane. */
    private record Judged(Standing after, List<Transition> transitions) {}

    PreferenceHistory(String subject, boolean isOfHours) {
        this.subject = subject;
        this.isOfHours = isOfHours;
    }

    /**
     * Judges all panes from one on.
     *
     * @param again all closed ones from there on, by their start
     */
    Change judgeFrom(
            long fromMillis, NavigableMap<Long, PaneToJudge> again, PreferenceVersions versions) {
        Change change = Change.none();
        NavigableMap<Long, Judged> old = panes.tailMap(fromMillis, true);
        old.values().forEach(one -> one.transitions.forEach(t -> steps.forget(t, change)));
        old.clear();
        Map.Entry<Long, Judged> before = panes.lastEntry();
        Standing standing = before == null ? null : before.getValue().after;
        for (Map.Entry<Long, PaneToJudge> pane : again.entrySet()) {
            Version version = versions.at(pane.getKey(), isOfHours);
            if (version == null && standing == null) {
                continue;
            }
            Course course = new Course(standing);
            if (version == null) {
                course.takeBack(pane.getValue());
            } else {
                course.judge(pane.getValue(), version.wish(), version.number());
            }
            standing = course.standing();
            List<Transition> transitions = course.steps().stream().map(this::transition).toList();
            panes.put(pane.getKey(), new Judged(standing, transitions));
            transitions.forEach(t -> steps.keep(t, change));
        }
        return steps.ended(change);
    }

    /** Forgets panes that are never judged again; how it stood after the last of them stays. */
    void forgetBefore(long atMillis) {
        Long last = panes.lowerKey(atMillis);
        if (last != null) {
            panes.headMap(last).clear();
        }
    }

    private Transition transition(EpisodeStep step) {
        String level = Wish.urgencyName(step.level());
        return new Transition(
                subject,
                step.atMillis(),
                null,
                null,
                level,
                level,
                Wish.urgencyName(step.peak()),
                step.startMillis(),
                Step.valueOf(step.kind().name()),
                step.drivers());
    }
}

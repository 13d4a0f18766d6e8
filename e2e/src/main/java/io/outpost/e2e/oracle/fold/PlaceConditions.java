package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.fold.Transition.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conditions of a place over all its minutes: every change, and the episodes they make. */
public final class PlaceConditions {
    private final List<Transition> transitions = new ArrayList<>();
    private final Map<String, Episode> episodes = new LinkedHashMap<>();

    public PlaceConditions(String placeId, Rules rules, PaneSeries minutes, StaleAfter staleAfter) {
        List<Judge> judges = rules.rules().stream().map(rule -> new Judge(rules, rule)).toList();
        for (int i = 0; i < minutes.panes().size(); i++) {
            Pane minute = minutes.panes().get(i);
            Rolling hour = minutes.rolling(i, PaneSeries.HOUR);
            long stale = staleAfter.millisAt(minute.startMillis());
            judges.forEach(judge -> judge.judge(minute, hour, stale));
        }
        judges.forEach(judge -> transitions.addAll(judge.transitions()));
        for (Transition transition : transitions) {
            if (transition.step() != Step.NONE) {
                Episode episode = Episode.after(placeId, transition);
                episodes.put(episode.id(), episode);
            }
        }
    }

    public List<Transition> transitions() {
        return transitions;
    }

    /** By id. */
    public Map<String, Episode> episodes() {
        return episodes;
    }
}

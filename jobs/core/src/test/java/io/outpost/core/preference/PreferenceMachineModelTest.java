package io.outpost.core.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.condition.AlertKind;
import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionDiff;
import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Episode;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Of any preference and any list of panes the machine makes what their definition says. */
class PreferenceMachineModelTest {
    private static final int PANES_OF_PART = 15;

    @Provide
    Arbitrary<Long> seeds() {
        return RandomPreferences.seeds();
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 500)
    void saysAtEachPaneWhatTheModelSays(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        SignalTable table = new SignalTable();
        Preference preference = RandomPreferences.preference(random);
        PreferenceMachine machine = machine(preference, table);
        List<JudgedPane> panes = RandomPreferences.panes(random, table);
        PreferenceState state = machine.begin();
        List<Boolean> holds = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        for (JudgedPane pane : panes) {
            machine.step(JudgedPlace.SUBJECT, state.copy(), pane, transition -> {});
            machine.step(JudgedPlace.SUBJECT, state, pane, transitions::add);
            holds.add(machine.match(state, pane.values(), Outlook.NONE).holds());
        }
        PreferenceModel model = new PreferenceModel(preference, table, panes);
        assertEquals(model.holds(), holds);
        assertEquals(model.episodes(), episodes(transitions));
        Statistics.label("episodes")
                .collect(!episodes(transitions).isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
    }

    /**
     * Panes that come late, change, and are judged again from the state before their part: what
     * stands in the end, and what a reader of the alerts has, is as if all had come in order.
     */
    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 500)
    void correctionsComeToWhatTheirOrderWouldHaveBeen(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        SignalTable table = new SignalTable();
        PreferenceVersions versions = versions(random, table);
        List<JudgedPane> panes = RandomPreferences.panes(random, table);
        CorrectedPlace place = new CorrectedPlace(versions);
        List<JudgedPane> later = new ArrayList<>();
        for (JudgedPane pane : panes) {
            if (random.nextInt(6) == 0) {
                later.add(pane);
            } else {
                place.take(random.nextInt(8) == 0 ? wrong(pane, later) : pane);
            }
            if (!later.isEmpty() && random.nextInt(10) == 0) {
                place.take(later.remove(random.nextInt(later.size())));
            }
        }
        later.forEach(place::take);
        PreferenceState state = null;
        List<Transition> inOrder = new ArrayList<>();
        for (JudgedPane pane : panes) {
            state = versions.step(state, pane, inOrder::add);
        }
        assertEquals(inOrder, place.known());
        assertEquals(episodes(inOrder), place.ofReader());
        Statistics.label("corrected")
                .collect(place.corrections > 0)
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 10));
    }

    /** From the start on, and some more, one of them perhaps a removal. */
    private static PreferenceVersions versions(Random random, SignalTable table) {
        PreferenceVersions versions =
                PreferenceVersions.none(new PreferenceSubject("wish", Cadence.MINUTE));
        long from = JudgedPlace.START;
        for (int i = random.nextInt(4); i >= 0; i--) {
            boolean isRemoval = random.nextInt(5) == 0;
            PreferenceMachine machine = machine(RandomPreferences.preference(random), table);
            versions = versions.with(i + 1, from, isRemoval ? null : machine);
            from += random.nextInt(120) * JudgedPlace.MINUTE;
        }
        return versions;
    }

    private static JudgedPane wrong(JudgedPane pane, List<JudgedPane> later) {
        later.add(pane);
        double[] values = pane.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 - values[i];
        }
        return new JudgedPane(
                pane.atMillis(),
                pane.firstObservedAtMillis(),
                pane.lastObservedAtMillis(),
                pane.staleAfterMillis(),
                values);
    }

    private static PreferenceMachine machine(Preference preference, SignalTable table) {
        return new PreferenceMachine(CompiledPreference.of(preference, table));
    }

    private static List<List<Long>> episodes(List<Transition> transitions) {
        Map<Long, List<Long>> episodes = new TreeMap<>();
        for (Transition one : transitions) {
            if (one.step() != EpisodeStep.NONE) {
                long ended = one.step() == EpisodeStep.ENDED ? one.atMillis() : 0;
                episodes.put(
                        one.episodeStartedAtMillis(),
                        List.of(one.episodeStartedAtMillis(), ended, (long) one.peakLevel()));
            }
        }
        return List.copyOf(episodes.values());
    }

    /**
     * A place that keeps its panes by part, as it does quarter hours, with the state before each.
     */
    private static final class CorrectedPlace implements ConditionDiff.Listener {
        private final PreferenceVersions versions;
        private final TreeMap<Long, Part> parts = new TreeMap<>();
        private final Map<Long, List<Long>> read = new TreeMap<>();
        private PreferenceState state;
        private int corrections;

        private static final class Part {
            private final TreeMap<Long, JudgedPane> panes = new TreeMap<>();
            private List<Transition> transitions = new ArrayList<>();
            private PreferenceState before;
            private boolean wasJudged;
        }

        CorrectedPlace(PreferenceVersions versions) {
            this.versions = versions;
        }

        void take(JudgedPane pane) {
            long start = pane.atMillis() - JudgedPlace.MINUTE;
            long key = Math.floorDiv(start, PANES_OF_PART * JudgedPlace.MINUTE);
            Part part = parts.computeIfAbsent(key, none -> new Part());
            part.panes.put(pane.atMillis(), pane);
            List<Transition> emitted = new ArrayList<>();
            List<Transition> known = new ArrayList<>();
            PreferenceState again = stateBefore(key);
            for (Part each : parts.tailMap(key).values()) {
                emitted.addAll(each.transitions);
                each.before = again == null ? null : again.copy();
                each.wasJudged = true;
                each.transitions = new ArrayList<>();
                for (JudgedPane one : each.panes.values()) {
                    again = versions.step(again, one, each.transitions::add);
                }
                known.addAll(each.transitions);
            }
            state = again;
            ConditionState stands = state == null ? new ConditionState() : state.episode;
            new ConditionDiff(emitted, known, subject -> stands).report(this);
        }

        /** As the next part that has been judged has it. */
        private PreferenceState stateBefore(long key) {
            for (Part part : parts.tailMap(key).values()) {
                if (part.wasJudged) {
                    return part.before == null ? null : part.before.copy();
                }
            }
            return state == null ? null : state.copy();
        }

        List<Transition> known() {
            return parts.values().stream().flatMap(part -> part.transitions.stream()).toList();
        }

        List<List<Long>> ofReader() {
            return List.copyOf(read.values());
        }

        @Override
        public void onTransition(Transition change, boolean retracted) {
            // Episodes are read.
        }

        @Override
        public void onEpisode(Episode episode) {
            // Alerts are read.
        }

        @Override
        public void onAlert(AlertKind kind, long atMillis, Episode episode, List<Driver> drivers) {
            corrections += kind == AlertKind.CORRECTED || kind == AlertKind.RETRACTED ? 1 : 0;
            if (kind == AlertKind.RETRACTED) {
                read.remove(episode.startedAtMillis());
            } else {
                read.put(
                        episode.startedAtMillis(),
                        List.of(
                                episode.startedAtMillis(),
                                episode.endedAtMillis(),
                                (long) episode.peakLevel()));
            }
        }
    }
}

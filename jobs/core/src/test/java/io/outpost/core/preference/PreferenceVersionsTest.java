package io.outpost.core.preference;

import static io.outpost.core.preference.JudgedPlace.MINUTE;
import static io.outpost.core.preference.JudgedPlace.START;
import static io.outpost.core.preference.Wishes.CELSIUS;
import static io.outpost.core.preference.Wishes.atLeast;
import static io.outpost.core.preference.Wishes.compare;
import static io.outpost.core.preference.Wishes.preference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferenceVersionsTest {
    private final SignalTable table = new SignalTable();
    private final List<Transition> transitions = new ArrayList<>();
    private PreferenceVersions versions =
            PreferenceVersions.none(new PreferenceSubject("wish", Cadence.MINUTE));
    private PreferenceState state;
    private int number;

    private PreferenceMachine machine(Expression when) {
        return machine(preference(when));
    }

    /** It does not begin again within an hour. */
    private PreferenceMachine coolingDown(Expression when) {
        return machine(
                preference(when, Duration.ZERO, Duration.ZERO, Duration.ofHours(1), Wishes.NOTICE));
    }

    private PreferenceMachine machine(Preference preference) {
        return new PreferenceMachine(CompiledPreference.of(preference, table));
    }

    private void from(int minute, PreferenceMachine machine) {
        number++;
        versions = versions.with(number, start(minute), machine);
    }

    private static long start(int minute) {
        return START + minute * MINUTE;
    }

    private void judge(int from, int before, double celsius) {
        for (int i = from; i < before; i++) {
            state = versions.step(state, JudgedPlace.pane(i, celsius), transitions::add);
        }
    }

    private String steps() {
        StringBuilder steps = new StringBuilder();
        for (Transition one : transitions) {
            if (one.step() != EpisodeStep.NONE) {
                steps.append(one.step()).append('@').append((one.atMillis() - START) / MINUTE);
                steps.append(' ');
            }
        }
        return steps.toString().strip();
    }

    @Test
    void appliesFromItsPaneOn() {
        from(5, machine(atLeast(CELSIUS, 20)));
        judge(0, 5, 21);
        assertNull(state);
        judge(5, 10, 21);
        assertEquals("BEGAN@6", steps());
    }

    @Test
    void aFurtherVersionTakesOverTheEpisode() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(5, machine(atLeast(CELSIUS, 10)));
        from(10, machine(atLeast(CELSIUS, 30)));
        judge(0, 5, 21);
        judge(5, 10, 15);
        assertEquals("BEGAN@1", steps());
        judge(10, 15, 25);
        assertEquals("BEGAN@1 ENDED@11", steps());
    }

    @Test
    void aFurtherVersionTakesOverTheCooldown() {
        from(0, coolingDown(atLeast(CELSIUS, 20)));
        from(5, coolingDown(atLeast(CELSIUS, 15)));
        judge(0, 2, 21);
        judge(2, 5, 10);
        judge(5, 90, 16);
        assertEquals("BEGAN@1 ENDED@3 BEGAN@63", steps());
    }

    @Test
    void aFurtherVersionMakesAnEpisodeNoLessUrgent() {
        List<Preference.Step> critical =
                List.of(new Preference.Step(Severity.CRITICAL, Duration.ZERO));
        Expression when = atLeast(CELSIUS, 20);
        Duration none = Duration.ZERO;
        from(0, machine(preference(when, none, none, none, critical)));
        from(5, machine(when));
        judge(0, 10, 21);
        judge(10, 12, 10);
        judge(12, 14, 21);
        assertEquals("BEGAN@1 ENDED@11 BEGAN@13", steps());
        assertEquals(Severity.NOTICE.level(), transitions.get(2).level());
    }

    @Test
    void theCooldownAfterASilenceIsThatOfTheFurtherVersion() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(60, coolingDown(atLeast(CELSIUS, 15)));
        judge(0, 5, 21);
        judge(80, 120, 16);
        assertEquals("BEGAN@1 ENDED@35 BEGAN@95", steps());
    }

    @Test
    void whatIsTakenBackEndsAndMayComeAgain() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(5, null);
        from(10, machine(atLeast(CELSIUS, 20)));
        judge(0, 15, 21);
        assertEquals("BEGAN@1 ENDED@6 BEGAN@11", steps());
    }

    @Test
    void whatIsTakenBackLeavesNothingBehind() {
        from(0, coolingDown(atLeast(CELSIUS, 20)));
        from(5, null);
        from(10, coolingDown(atLeast(CELSIUS, 20)));
        judge(0, 7, 21);
        assertNull(state);
        judge(10, 15, 21);
        assertEquals("BEGAN@1 ENDED@6 BEGAN@11", steps());
    }

    @Test
    void aSilenceBeforeItEndsTheEpisode() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(100, machine(compare(CELSIUS, Operator.AT_LEAST, 20, 0, NoData.KEEP_LAST)));
        judge(0, 5, 21);
        judge(200, 205, 21);
        assertEquals("BEGAN@1 ENDED@35 BEGAN@201", steps());
        transitions.clear();
        judge(300, 301, 21);
        assertEquals("", steps());
    }

    @Test
    void aSilenceEndsWhatIsTakenBackAtItsTime() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(5, null);
        judge(0, 5, 21);
        judge(200, 205, 21);
        assertEquals("BEGAN@1 ENDED@35", steps());
    }

    /** As where a late observation changes a minute: from the state before it. */
    @Test
    void panesThatAreJudgedAgainKeepTheirVersion() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(5, machine(atLeast(CELSIUS, 10)));
        judge(0, 3, 15);
        PreferenceState before = state.copy();
        judge(3, 8, 15);
        assertEquals("BEGAN@6", steps());
        transitions.clear();
        state = before;
        judge(3, 4, 21);
        judge(4, 8, 15);
        assertEquals("BEGAN@4 ENDED@5 BEGAN@6", steps());
    }

    @Test
    void oneFromTheSamePaneReplacesTheOneBefore() {
        from(0, machine(atLeast(CELSIUS, 20)));
        from(0, machine(atLeast(CELSIUS, 10)));
        judge(0, 3, 15);
        assertEquals("BEGAN@1", steps());
    }

    /** A later version of the product may read the same document otherwise. */
    @Test
    void aStateWithOtherLeavesIsNotGoneOnFrom() {
        from(0, machine(atLeast(CELSIUS, 20)));
        judge(0, 3, 21);
        versions =
                PreferenceVersions.none(new PreferenceSubject("wish", Cadence.MINUTE))
                        .with(
                                number,
                                start(0),
                                machine(Wishes.all(atLeast(CELSIUS, 20), atLeast(CELSIUS, 25))));
        judge(3, 5, 21);
        assertEquals("BEGAN@1 ENDED@4", steps());
        assertEquals(2, state.truths.length);
    }
}

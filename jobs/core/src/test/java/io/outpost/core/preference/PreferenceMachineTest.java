package io.outpost.core.preference;

import static io.outpost.core.preference.Wishes.CELSIUS;
import static io.outpost.core.preference.Wishes.NOTICE;
import static io.outpost.core.preference.Wishes.PERCENT;
import static io.outpost.core.preference.Wishes.all;
import static io.outpost.core.preference.Wishes.any;
import static io.outpost.core.preference.Wishes.atLeast;
import static io.outpost.core.preference.Wishes.atMost;
import static io.outpost.core.preference.Wishes.compare;
import static io.outpost.core.preference.Wishes.forAtLeast;
import static io.outpost.core.preference.Wishes.not;
import static io.outpost.core.preference.Wishes.preference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.State;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import io.outpost.core.preference.Preference.Step;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceMachineTest {
    private static final double NONE = Double.NaN;
    private static final Duration NOTHING = Duration.ZERO;

    @Test
    void beginsAndEndsWithThePanesThatMatch() {
        JudgedPlace place = new JudgedPlace(preference(atLeast(CELSIUS, 20)));
        place.minute(0, 19.9).minute(1, 20).minute(2, 25).minute(3, 19.99);
        assertEquals("BEGAN@2 ENDED@4", place.steps());
    }

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 20, true", "AT_LEAST, 19.9999999999, true", "AT_LEAST, 19.99, false",
        "ABOVE, 20, false", "ABOVE, 20.0000000001, false", "ABOVE, 20.01, true",
        "AT_MOST, 20, true", "AT_MOST, 20.0000000001, true", "AT_MOST, 20.01, false",
        "BELOW, 20, false", "BELOW, 19.9999999999, false", "BELOW, 19.99, true"
    })
    void theLastDigitOfASumDoesNotDecide(Operator operator, double value, boolean holds) {
        JudgedPlace place =
                new JudgedPlace(preference(compare(CELSIUS, operator, 20, 0, NoData.UNKNOWN)));
        assertEquals(holds, place.minute(0, value).match().holds());
    }

    @Test
    void aValueThatMatchedMatchesUntilItIsBackBeyondTheHysteresis() {
        JudgedPlace rising =
                new JudgedPlace(
                        preference(compare(CELSIUS, Operator.AT_LEAST, 20, 1, NoData.UNKNOWN)));
        rising.minute(0, 19.5).minute(1, 20).minute(2, 19).minute(3, 18.9).minute(4, 19.5);
        assertEquals("BEGAN@2 ENDED@4", rising.steps());
        JudgedPlace falling =
                new JudgedPlace(
                        preference(compare(CELSIUS, Operator.BELOW, 20, 1, NoData.UNKNOWN)));
        falling.minute(0, 20).minute(1, 19).minute(2, 20.9).minute(3, 21).minute(4, 20);
        assertEquals("BEGAN@2 ENDED@4", falling.steps());
    }

    @Test
    void waitsAsLongAsPendingAndRecoverySay() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                atLeast(CELSIUS, 20),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(3),
                                NOTHING,
                                NOTICE));
        place.minutes(0, 5, 21).minute(5, 10); // too short
        place.minutes(6, 20, 21).minutes(20, 22, 10).minutes(22, 30, 21).minutes(30, 40, 10);
        assertEquals("BEGAN@12 ENDED@34", place.steps());
    }

    @Test
    void aHundredCrossingsInAnHourAreOneEpisodeWithHysteresisAndCooldown() {
        Preference preference =
                preference(
                        compare(CELSIUS, Operator.AT_LEAST, 20, 1, NoData.UNKNOWN),
                        NOTHING,
                        NOTHING,
                        Duration.ofHours(2),
                        NOTICE);
        JudgedPlace within = new JudgedPlace(preference);
        JudgedPlace beyond = new JudgedPlace(preference);
        JudgedPlace without = new JudgedPlace(preference(atLeast(CELSIUS, 20)));
        for (int i = 0; i < 100; i++) {
            within.minute(i, i % 2 == 0 ? 20.2 : 19.8);
            beyond.minute(i, i % 2 == 0 ? 22 : 18);
            without.minute(i, i % 2 == 0 ? 20.2 : 19.8);
        }
        assertEquals("BEGAN@1", within.steps());
        assertEquals("BEGAN@1 ENDED@2", beyond.steps());
        assertEquals(50, Stream.of(without.steps().split("BEGAN", -1)).count() - 1);
    }

    @Test
    void whatStillHoldsAfterTheCooldownBeginsThen() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                atLeast(CELSIUS, 20),
                                Duration.ofMinutes(5),
                                NOTHING,
                                Duration.ofMinutes(30),
                                NOTICE));
        place.minutes(0, 10, 21).minute(10, 10).minutes(11, 60, 21);
        assertEquals("BEGAN@6 ENDED@11 BEGAN@46", place.steps());
    }

    @Test
    void becomesMoreUrgentWithTime() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                atLeast(CELSIUS, 20),
                                NOTHING,
                                Duration.ofMinutes(10),
                                NOTHING,
                                List.of(
                                        new Step(Severity.NOTICE, NOTHING),
                                        new Step(Severity.WARNING, Duration.ofMinutes(10)),
                                        new Step(Severity.CRITICAL, Duration.ofMinutes(30)))));
        place.minutes(0, 25, 21).minutes(25, 34, 10).minutes(34, 50, 21).minutes(50, 70, 10);
        assertEquals("BEGAN@1 CHANGED@11 CHANGED@35 ENDED@61", place.steps());
        Transition last = place.transitions.get(place.transitions.size() - 1);
        assertEquals(Severity.CRITICAL.level(), last.peakLevel());
        assertEquals(EpisodeStep.ENDED, last.alertStep());
    }

    @Test
    void holdsForAtLeastSoLongBeginsAnewAfterABreak() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(forAtLeast(Duration.ofMinutes(10), atLeast(CELSIUS, 20))));
        place.minutes(0, 10, 21).minute(10, 19).minutes(11, 30, 21).minute(30, 19);
        assertEquals("BEGAN@22 ENDED@31", place.steps());
    }

    @Test
    void aSilenceEndsItOnceWhereNothingIsKnown() {
        JudgedPlace place = new JudgedPlace(preference(atLeast(CELSIUS, 20)));
        place.minute(0, 21).minute(300, 21).minute(301, 21);
        assertEquals("BEGAN@1 ENDED@30 BEGAN@301", place.steps());
        assertEquals(State.UNKNOWN, place.transitions.get(1).to());
        assertTrue(place.transitions.get(1).drivers().isEmpty());
    }

    @Test
    void aSilenceEndsItOnceWhereNoDataIsNoMatch() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                compare(CELSIUS, Operator.AT_LEAST, 20, 0, NoData.NOT_MATCHING)));
        place.minute(0, 21).minute(300, 21).minute(301, 21);
        assertEquals("BEGAN@1 ENDED@30 BEGAN@301", place.steps());
        assertEquals(State.OK, place.transitions.get(1).to());
    }

    @Test
    void aSilenceChangesNothingWhereTheLastIsKept() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(compare(CELSIUS, Operator.AT_LEAST, 20, 0, NoData.KEEP_LAST)));
        place.minute(0, 21).minute(300, 21).minute(301, 19);
        assertEquals("BEGAN@1 ENDED@302", place.steps());
    }

    @Test
    void aValueMayBeMissingForTheAllowedSilence() {
        JudgedPlace place =
                new JudgedPlace(preference(all(atLeast(CELSIUS, 20), atMost(PERCENT, 50))));
        place.minute(0, 21, 40).minutes(1, 30, 21, NONE).minute(30, 21, 40);
        assertEquals("BEGAN@1", place.steps());
        place.minutes(31, 80, 21, NONE);
        assertEquals("BEGAN@1 ENDED@62", place.steps());
    }

    @Test
    void aValueThatWasMissingBeforeASilenceIsMissingInIt() {
        JudgedPlace place =
                new JudgedPlace(preference(all(atLeast(CELSIUS, 20), atMost(PERCENT, 50))));
        place.minute(0, 21, 40).minute(30, 21, NONE).minute(300, 21, 40);
        assertEquals("BEGAN@1 ENDED@31 BEGAN@301", place.steps());
    }

    @Test
    void eachValueHasItsOwnPolicy() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                all(
                                        compare(
                                                CELSIUS,
                                                Operator.AT_LEAST,
                                                20,
                                                0,
                                                NoData.KEEP_LAST),
                                        atMost(PERCENT, 50))));
        place.minute(0, 21, 40).minutes(1, 90, NONE, 40);
        assertEquals("BEGAN@1", place.steps());
    }

    @Test
    void whatIsMissingNeverMatchesUnderNotEither() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                not(
                                        compare(
                                                CELSIUS,
                                                Operator.AT_LEAST,
                                                20,
                                                0,
                                                NoData.NOT_MATCHING))));
        place.minute(0, 15).minute(300, 15);
        assertEquals("BEGAN@1 ENDED@30 BEGAN@301", place.steps());
    }

    @ParameterizedTest
    @CsvSource({
        "21, 40, true, true", "21, 60, false, true", "19, 60, false, false",
        "21, NaN, , true", "19, NaN, false, ", "NaN, NaN, , "
    })
    void threeValuesAreJoinedAsKleeneSays(
            double celsius, double percent, Boolean all, Boolean any) {
        Expression warm = atLeast(CELSIUS, 20);
        Expression dry = atMost(PERCENT, 50);
        assertEquals(
                all,
                new JudgedPlace(preference(all(warm, dry)))
                        .minute(0, celsius, percent)
                        .match()
                        .holds());
        assertEquals(
                any,
                new JudgedPlace(preference(any(warm, dry)))
                        .minute(0, celsius, percent)
                        .match()
                        .holds());
        Boolean none = any == null ? null : !any;
        assertEquals(
                none,
                new JudgedPlace(preference(not(any(warm, dry))))
                        .minute(0, celsius, percent)
                        .match()
                        .holds());
    }

    @Test
    void saysTheScoreAndWhatItWasJudgedBy() {
        JudgedPlace place =
                new JudgedPlace(preference(all(atLeast(CELSIUS, 20), atMost(PERCENT, 50))));
        place.minute(0, 21, 40);
        assertEquals(
                List.of(
                        new Driver("score", 100, 0),
                        new Driver("air_temperature_celsius", 21, 0),
                        new Driver("relative_humidity_percent", 40, 0)),
                place.transitions.get(0).drivers());
    }

    @Test
    void aPaneThatChangesNothingAllocatesNothing() {
        JudgedPlace place =
                new JudgedPlace(preference(all(atLeast(CELSIUS, 20), atMost(PERCENT, 50))));
        JudgedPane[] panes = new JudgedPane[1_000];
        for (int i = 0; i < panes.length; i++) {
            panes[i] = JudgedPlace.pane(i, 21, 40);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Consumer<Transition> none = transition -> {};
        place.machine.step(JudgedPlace.SUBJECT, place.state, panes[0], none);
        place.machine.step(JudgedPlace.SUBJECT, place.state, panes[1], none);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 2; i < panes.length; i++) {
            place.machine.step(JudgedPlace.SUBJECT, place.state, panes[i], none);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < panes.length, allocated + " bytes");
    }

    @Test
    void aNewVersionTakesOverTheEpisode() {
        JudgedPlace before = new JudgedPlace(preference(atLeast(CELSIUS, 20)));
        before.minutes(0, 5, 21);
        JudgedPlace after = new JudgedPlace(preference(atLeast(CELSIUS, 15)));
        PreferenceState state = after.machine.takeOver(before.state);
        after.machine.step(
                JudgedPlace.SUBJECT, state, JudgedPlace.pane(5, 17), after.transitions::add);
        assertEquals("", after.steps());
        after.machine.step(
                JudgedPlace.SUBJECT, state, JudgedPlace.pane(6, 14), after.transitions::add);
        assertEquals("ENDED@7", after.steps());
        assertEquals(
                before.state.episode.episodeStartedAtMillis,
                after.transitions.get(after.transitions.size() - 1).episodeStartedAtMillis());
    }
}

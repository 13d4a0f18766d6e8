package io.outpost.core.preference;

import static io.outpost.core.preference.Wishes.CELSIUS;
import static io.outpost.core.preference.Wishes.PERCENT;
import static io.outpost.core.preference.Wishes.all;
import static io.outpost.core.preference.Wishes.any;
import static io.outpost.core.preference.Wishes.atLeast;
import static io.outpost.core.preference.Wishes.atMost;
import static io.outpost.core.preference.Wishes.compare;
import static io.outpost.core.preference.Wishes.forAtLeast;
import static io.outpost.core.preference.Wishes.not;
import static io.outpost.core.preference.Wishes.preference;
import static io.outpost.core.preference.Wishes.rain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.preference.Expression.Comparison;
import io.outpost.core.preference.Expression.Not;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final double ROUNDING = 1e-9;

    @Provide
    Arbitrary<Long> seeds() {
        return RandomPreferences.seeds();
    }

    @Property
    void isAHundredExactlyWhereItHolds(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        JudgedPlace place = new JudgedPlace(RandomPreferences.preference(random));
        for (JudgedPane pane : RandomPreferences.panes(random, place.table)) {
            place.machine.step(JudgedPlace.SUBJECT, place.state, pane, place.transitions::add);
            Match match = place.machine.match(place.state, pane.values(), Outlook.NONE);
            boolean holds = match.holds() != null && match.holds();
            assertEquals(holds, match.score() == 100);
            assertEquals(holds, match.missing().isEmpty());
            assertTrue(match.score() >= 0 && match.score() <= 100);
        }
    }

    /** More of what is wanted more of never makes the score lower. */
    @Property
    void isMonotone(@ForAll("seeds") long seed, @ForAll @IntRange(min = 0, max = 3) int changed) {
        Random random = new Random(seed);
        Expression when = rising(RandomPreferences.expression(random, 3), false);
        JudgedPlace place = new JudgedPlace(preference(when));
        double[] less = new double[place.table.size()];
        for (int i = 0; i < less.length; i++) {
            less[i] = random.nextInt(9) / 2.0 - 1;
        }
        double[] more = less.clone();
        more[changed % more.length] += random.nextInt(5) / 2.0;
        PreferenceState other = place.state.copy();
        place.machine.step(
                JudgedPlace.SUBJECT,
                place.state,
                JudgedPlace.pane(0, less),
                place.transitions::add);
        place.machine.step(
                JudgedPlace.SUBJECT, other, JudgedPlace.pane(0, more), place.transitions::add);
        assertTrue(
                place.machine.match(place.state, less, Outlook.NONE).score()
                        <= place.machine.match(other, more, Outlook.NONE).score());
    }

    /** With all comparisons so that more is better, also under a "not". */
    private static Expression rising(Expression node, boolean isNegated) {
        if (node instanceof Comparison leaf) {
            Operator operator = isNegated ? Operator.BELOW : Operator.AT_LEAST;
            return compare(leaf.signal(), operator, leaf.threshold().value(), 0, NoData.UNKNOWN);
        }
        List<Expression> parts =
                node.parts().stream()
                        .map(part -> rising(part, isNegated != node instanceof Not))
                        .toList();
        if (node instanceof Expression.All) {
            return new Expression.All(parts);
        } else if (node instanceof Expression.Any) {
            return new Expression.Any(parts);
        } else if (node instanceof Expression.ForAtLeast lasting) {
            return new Expression.ForAtLeast(lasting.lasting(), parts.get(0));
        }
        return new Not(parts.get(0));
    }

    @Test
    void isHalfAtTheHalfDistanceOfItsUnit() {
        JudgedPlace place = new JudgedPlace(preference(atLeast(CELSIUS, 20)));
        assertEquals(49.5, place.minute(0, 15).match().score(), ROUNDING);
        assertEquals(99, place.minute(1, 19.9999999).match().score(), 1e-5);
    }

    @Test
    void isTheMeanOfAllAndTheBestOfAny() {
        Expression warm = atLeast(CELSIUS, 20);
        Expression dry = atMost(PERCENT, 50);
        JudgedPlace all = new JudgedPlace(preference(all(warm, dry)));
        assertEquals(74.75, all.minute(0, 15, 40).match().score(), ROUNDING);
        JudgedPlace any = new JudgedPlace(preference(any(warm, dry)));
        assertEquals(66, any.minute(0, 15, 60).match().score(), ROUNDING);
        JudgedPlace neither = new JudgedPlace(preference(not(any(warm, dry))));
        assertEquals(74.75, neither.minute(0, 25, 60).match().score(), ROUNDING);
        JudgedPlace notBoth = new JudgedPlace(preference(not(all(warm, dry))));
        assertEquals(66, notBoth.minute(0, 25, 40).match().score(), ROUNDING);
    }

    @Test
    void whatIsNotKnownIsNotNear() {
        JudgedPlace place =
                new JudgedPlace(preference(all(atLeast(CELSIUS, 20), atMost(PERCENT, 50))));
        Match match = place.minute(0, 21, Double.NaN).match();
        assertEquals(50, match.score());
        assertEquals(1, match.missing().size());
        assertTrue(Double.isNaN(match.missing().get(0).distance()));
    }

    @Test
    void growsWithTheTimeThatItHasHeld() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(forAtLeast(Duration.ofMinutes(10), atLeast(CELSIUS, 20))));
        assertEquals(24.75, place.minute(0, 15).match().score(), ROUNDING);
        assertEquals(50, place.minute(1, 20).match().score(), ROUNDING);
        assertEquals(74.75, place.minute(6, 20).match().score(), ROUNDING);
        assertEquals(
                List.of(new Gap("/when", "duration", 0, 300, 600, 300, Scale.SECONDS, Double.NaN)),
                place.match().missing());
        assertEquals(100, place.minute(11, 20).match().score());
    }

    @Test
    void saysWhereWhatIsMissing() {
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                all(
                                        atLeast(CELSIUS, 20),
                                        any(atMost(PERCENT, 50), atLeast(CELSIUS, 30)),
                                        not(atLeast(CELSIUS, 10)))));
        assertEquals(
                List.of(
                        gap("/when/all/0", CELSIUS, 15, 20, 5),
                        gap("/when/all/1/any/0", PERCENT, 60, 50, 10),
                        gap("/when/all/2/not", CELSIUS, 15, 10, 5)),
                place.minute(0, 15, 60).match().missing());
    }

    /** Rain of 3 mm 50 hours ago, and of 1 mm 10 hours ago. */
    @Test
    void saysHowManyDryHoursItTakes() {
        long[] hours = {50, 90};
        double[] fallen = {3, 1};
        assertEquals(0, HourSpan.hoursUntilAtMost(4, hours, fallen, 72, 100));
        assertEquals(23, HourSpan.hoursUntilAtMost(1, hours, fallen, 72, 100));
        assertEquals(63, HourSpan.hoursUntilAtMost(0, hours, fallen, 72, 100));
        JudgedPlace place =
                new JudgedPlace(
                        preference(
                                all(
                                        atMost(rain(72), 1),
                                        not(
                                                compare(
                                                        CELSIUS,
                                                        Operator.ABOVE,
                                                        30,
                                                        2,
                                                        NoData.UNKNOWN)),
                                        atLeast(CELSIUS, 60))));
        double[] values = {4, 40};
        place.machine.step(
                JudgedPlace.SUBJECT,
                place.state,
                JudgedPane.ofHour(0, values),
                place.transitions::add);
        Outlook outlook =
                (signal, most) ->
                        signal.equals(rain(72))
                                ? HourSpan.hoursUntilAtMost(most, hours, fallen, 72, 100)
                                : most;
        List<Gap> gaps = place.machine.match(place.state, values, outlook).missing();
        assertEquals(
                List.of(23.0, 28.0, Double.NaN), gaps.stream().map(Gap::readyInHours).toList());
    }

    private static Gap gap(
            String pointer, Signal signal, double value, double threshold, double distance) {
        return new Gap(
                pointer, signal.name(), 0, value, threshold, distance, signal.scale(), Double.NaN);
    }
}

package io.outpost.core.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.condition.ConditionModel.Judged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The state machine makes of any list of instants what the rule says of the list as a whole. */
class StateMachineModelTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_000_000L;
    private static final long STALE_AFTER = 60 * MINUTE;

    /** An instant, from the one before it. */
    record Step(int minutes, int seconds, double value, double coverage) {}

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void changesAsTheRuleSaysOfTheWholeList(
            @ForAll("rules") Rule rule, @ForAll("steps") List<Step> steps) {
        List<Judged> instants = instants(rule, steps);
        List<Transition> changes = new ArrayList<>();
        StateMachine machine = new StateMachine(rule);
        ConditionState memory = new ConditionState();
        for (Judged judged : instants) {
            machine.step(memory.copy(), judged.evaluation(), judged::drivers, change -> {});
            machine.step(memory, judged.evaluation(), judged::drivers, changes::add);
        }
        assertEquals(ConditionModel.changes(rule, instants), changes);
        Statistics.label("episodes")
                .collect(changes.stream().anyMatch(c -> c.step() == Transition.EpisodeStep.ENDED))
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 10));
    }

    @Provide
    Arbitrary<Rule> rules() {
        Levels rising = new Levels(List.of("CAUTION", "DANGER"), List.of(27.0, 30.0), 1, true);
        Levels falling = new Levels(List.of("LOW", "MODERATE"), List.of(29.0, 27.0), 1, false);
        return Combinators.combine(
                        Arbitraries.of(rising, falling),
                        Arbitraries.of(1, 2),
                        Arbitraries.of(0, 5, 30),
                        Arbitraries.of(0, 5, 30),
                        Arbitraries.of(SilencePolicy.class))
                .as(
                        (levels, alertsFrom, pending, recovery, silence) ->
                                new Rule(
                                        Condition.HEAT,
                                        levels,
                                        alertsFrom,
                                        Duration.ofMinutes(pending),
                                        Duration.ofMinutes(recovery),
                                        0.6,
                                        silence));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> minutes =
                Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.integers().between(1, 12)),
                        Tuple.of(1, Arbitraries.integers().between(55, 70)));
        Arbitrary<Double> values = Arbitraries.integers().between(50, 62).map(v -> v / 2.0);
        return Combinators.combine(
                        minutes,
                        Arbitraries.integers().between(0, 59),
                        values,
                        Arbitraries.of(1.0, 1.0, 1.0, 0.6, Double.NaN, 0.59))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    private static List<Judged> instants(Rule rule, List<Step> steps) {
        List<Judged> instants = new ArrayList<>();
        long at = START;
        for (Step step : steps) {
            at += step.minutes * MINUTE;
            long last = at - step.seconds * 1000L;
            long first = last - Math.min(step.seconds, 60 - step.seconds) * 1000L;
            instants.add(
                    new Judged(
                            new ConditionInput(
                                    at,
                                    before -> rule.levels().heldBy(step.value, before),
                                    step.coverage,
                                    first,
                                    last,
                                    STALE_AFTER),
                            step.value,
                            List.of(new Driver("value", step.value, 60))));
        }
        return instants;
    }
}

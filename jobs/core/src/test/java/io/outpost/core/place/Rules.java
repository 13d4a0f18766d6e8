package io.outpost.core.place;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import java.time.Duration;
import java.util.List;

/** The rules that the tests judge by. */
final class Rules {
    static final Duration STALE_AFTER = Duration.ofHours(3);

    private Rules() {}

    static Conditions conditions() {
        return new Conditions(all(), STALE_AFTER);
    }

    static List<Rule> all() {
        return List.of(
                rule(
                        Condition.HEAT,
                        new Levels(
                                List.of("CAUTION", "EXTREME_CAUTION", "DANGER"),
                                List.of(27.0, 32.0, 39.0),
                                1,
                                true)),
                rule(
                        Condition.COLD,
                        new Levels(List.of("LOW", "MODERATE"), List.of(0.0, -10.0), 1, false)));
    }

    private static Rule rule(Condition condition, Levels levels) {
        Duration hour = Duration.ofHours(1);
        return new Rule(condition, levels, 1, hour, hour, 0.6, SilencePolicy.UNKNOWN);
    }
}

package io.outpost.archive.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Levels;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.place.Conditions;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.Origin;
import io.outpost.core.place.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random logs with everything in them, through the gate with the table's key, and through the
 * keeper of the conditions job.
 */
class SameAsConditionsTest {
    private static final int RECORDS = 5_000;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Long after all that is observed. */
    private static final Instant RECEIVED = Instant.parse("2030-01-01T00:00:00Z");

    private final CountedPlace place = new CountedPlace(conditions());
    private final Outcomes outcomes = new Outcomes();
    private PlaceGate gate = PlaceGate.UNKNOWN;
    private long receivedMillis = RECEIVED.toEpochMilli();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void acceptsWhatTheConditionsJobCountsAsAccepted(long seed) {
        Random random = new Random(seed);
        long now = RawObservations.NOON.toEpochMilli();
        for (int i = 0; i < RECORDS; i++) {
            now += random.nextInt(2_000);
            CountersRow counts = observe(random, now + drift(random));
            if (random.nextInt(200) == 0) {
                now += 8 * DAY_MILLIS;
            }
            assertEquals(counts.accepted(), outcomes.rows.size(), "accepted, at record " + i);
            assertEquals(counts.late(), outcomes.late, "late, at record " + i);
            assertEquals(counts.rejected(), outcomes.unconfirmed, "rejected, at record " + i);
            assertEquals(counts.clockMillis(), gate.clockMillis(), "clock, at record " + i);
        }
        assertTrue(outcomes.late > 0 && outcomes.unconfirmed > 0, "the log has everything");
        assertTrue(outcomes.passed > outcomes.rows.size(), "duplicates among it");
    }

    /** Mostly none; around the horizons to the millisecond; far back and far ahead. */
    private static long drift(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> -7 * DAY_MILLIS + random.nextInt(2_000) - 1_000;
            case 1 -> 7 * DAY_MILLIS + random.nextInt(2_000) - 1_000;
            case 2 -> -30 * DAY_MILLIS;
            case 3 -> random.nextInt(10) == 0 ? 400 * DAY_MILLIS : 0;
            case 4, 5, 6 -> -random.nextInt(3_000);
            default -> 0;
        };
    }

    private static Conditions conditions() {
        return new Conditions(
                List.of(rule(Condition.HEAT, 27), rule(Condition.COLD, 0)), Duration.ofHours(3));
    }

    private static Rule rule(Condition condition, double threshold) {
        boolean rises = condition == Condition.HEAT;
        Levels levels = new Levels(List.of("ONE"), List.of(threshold), 1, rises);
        Duration hour = Duration.ofHours(1);
        return new Rule(condition, levels, 1, hour, hour, 0.6, SilencePolicy.UNKNOWN);
    }

    private CountersRow observe(Random random, long at) {
        String sensor = "sensor-" + random.nextInt(3);
        RawObservation observation =
                RawObservations.observation().sensor(sensor).at(Instant.ofEpochMilli(at)).build();
        gate = gate.observe(observation, outcomes);
        receivedMillis += CountedPlace.COUNTERS_AFTER.toMillis() + 1;
        return place.observe(
                new Reading(
                        sensor.hashCode(),
                        sensor,
                        at,
                        receivedMillis,
                        60,
                        observation.values().clone(),
                        0,
                        random.nextInt(2),
                        Origin.of(0, 0)));
    }

    private static final class Outcomes implements PlaceGate.Outcome {
        private final Set<String> rows = new HashSet<>();
        private int passed;
        private int late;
        private int unconfirmed;

        @Override
        public void accepted(RawObservation observation) {
            passed++;
            rows.add(observation.sensorId() + "@" + observation.second());
        }

        @Override
        public void late(RawObservation observation) {
            late++;
        }

        @Override
        public void unconfirmed(RawObservation observation) {
            unconfirmed++;
        }
    }
}

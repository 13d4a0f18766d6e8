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
import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.Reading;
import io.outpost.core.place.ShareCount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Long after all that is observed. */
    private static final Instant RECEIVED = Instant.parse("2030-01-01T00:00:00Z");

    private static final PlaceBounds BOUNDS = new PlaceBounds(5, 2, 5, 1);
    private static final int[] PARALLELISMS = {1, 3, 2};

    private final Outcomes outcomes = new Outcomes();
    private long receivedMillis = RECEIVED.toEpochMilli();
    private long now = RawObservations.NOON.toEpochMilli();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void acceptsWhatTheConditionsJobCountsAsAccepted(long seed) throws Exception {
        Random random = new Random(seed);
        CountedPlace place = new CountedPlace(conditions(), BOUNDS);
        SensorsInMemory sensors = new SensorsInMemory();
        PlaceGate gate = PlaceGate.UNKNOWN;
        for (int i = 0; i < RECORDS; i++) {
            RawObservation next = next(random, "trailhead");
            gate = gate.observe(next, BOUNDS.mostSensors(), sensors, outcomes);
            CountersRow counts = place.observe(reading(next, random));
            assertEquals(i + 1, records(counts), "records, at record " + i);
            assertEquals(counts.accepted(), outcomes.rows.size(), "accepted, at record " + i);
            assertEquals(counts.late(), outcomes.late, "late, at record " + i);
            assertEquals(counts.waiting(), gate.waiting().size(), "waiting, at record " + i);
            assertEquals(
                    counts.rejected(),
                    outcomes.unconfirmed + outcomes.tooManySensors,
                    "rejected, at record " + i);
            assertEquals(counts.clockMillis(), gate.clockMillis(), "clock, at record " + i);
        }
        assertTrue(outcomes.late > 0 && outcomes.unconfirmed > 0, "the log has everything");
        assertTrue(outcomes.tooManySensors > 10, "sensors: " + outcomes.tooManySensors);
        assertTrue(outcomes.passed > outcomes.rows.size(), "duplicates among it");
        assertTrue(gate.shrunkMillis() != PlaceGate.UNSET, "it has shrunk");
    }

    /** Each record is in one of these. */
    private static long records(CountersRow counts) {
        return counts.accepted()
                + counts.duplicate()
                + counts.conflict()
                + counts.late()
                + counts.rejected()
                + counts.waiting();
    }

    /** Floods of places, through the operator, which is rescaled now and then. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void admitsTheSamePlacesAsTheConditionsJobAtAnyParallelism(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, CountedPlace> places = new HashMap<>();
        Map<String, CountersRow> counters = new HashMap<>();
        Map<Integer, ShareCount> shares = new HashMap<>();
        RunningAdmission operator = RunningAdmission.start(BOUNDS, 1, null);
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            int number = random.nextInt(1 + Math.min(i / 5, 200));
            RawObservation next = next(random, "place " + number);
            if (i % 37 == 36) {
                operator = operator.again(PARALLELISMS[i / 37 % PARALLELISMS.length]);
            }
            operator.process(next).forEach(outcomes::accepted);
            ShareCount share =
                    shares.computeIfAbsent(
                            RunningAdmission.keyGroup(next), key -> new ShareCount());
            if (places.containsKey(next.placeId())
                    || share.admit(next.receivedAtMillis(), BOUNDS)) {
                counters.put(
                        next.placeId(),
                        places.computeIfAbsent(
                                        next.placeId(),
                                        id -> new CountedPlace(conditions(), BOUNDS))
                                .observe(reading(next, random)));
            } else {
                refused++;
            }
            assertEquals(
                    counters.values().stream().mapToLong(CountersRow::accepted).sum(),
                    outcomes.rows.size(),
                    "accepted, at record " + i);
        }
        operator.close();
        assertTrue(refused > 50, "refused: " + refused);
        assertTrue(places.size() > 10, "places: " + places.size());
    }

    /** Time goes on, now and then by weeks, of what is observed or of the log alone. */
    private RawObservation next(Random random, String placeId) {
        now += random.nextInt(2_000);
        receivedMillis += CountedPlace.COUNTERS_AFTER.toMillis() + 1;
        receivedMillis += random.nextInt(300) == 0 ? 6 * DAY_MILLIS + random.nextInt(48) * HOUR : 0;
        String sensor = "sensor-" + random.nextInt(random.nextInt(20) == 0 ? 12 : 3);
        RawObservation made =
                RawObservations.observation()
                        .place(placeId)
                        .sensor(sensor)
                        .at(Instant.ofEpochMilli(now + drift(random)))
                        .receivedAt(Instant.ofEpochMilli(receivedMillis))
                        .recordBytes(random.nextInt(45_000))
                        .build();
        if (random.nextInt(200) == 0) {
            now += 8 * DAY_MILLIS;
        }
        return made;
    }

    /** Mostly none; around the horizons to the millisecond; far back and far ahead. */
    private static long drift(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> -7 * DAY_MILLIS + random.nextInt(2_000) - 1_000;
            case 1 -> 7 * DAY_MILLIS + random.nextInt(2_000) - 1_000;
            case 2 -> -30 * DAY_MILLIS;
            case 3 -> random.nextInt(10) == 0 ? (10 + random.nextInt(400)) * DAY_MILLIS : 0;
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

    private static Reading reading(RawObservation observation, Random random) {
        return new Reading(
                observation.sensorId().hashCode(),
                observation.sensorId(),
                observation.observedAtMillis(),
                observation.receivedAtMillis(),
                60,
                observation.values().clone(),
                0,
                random.nextInt(2),
                new Origin(0, 0, observation.recordBytes(), null, null, null, null));
    }

    private static final class Outcomes implements PlaceGate.Outcome {
        private final Set<String> rows = new HashSet<>();
        private int passed;
        private int late;
        private int unconfirmed;
        private int tooManySensors;

        @Override
        public void accepted(RawObservation observation) {
            passed++;
            rows.add(
                    observation.placeId()
                            + "/"
                            + observation.sensorId()
                            + "@"
                            + observation.second());
        }

        @Override
        public void late(RawObservation observation) {
            late++;
        }

        @Override
        public void unconfirmed(RawObservation observation) {
            unconfirmed++;
        }

        @Override
        public void tooManySensors(RawObservation observation) {
            tooManySensors++;
        }
    }
}

package io.outpost.cli.replay.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.replay.recording.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalOrderTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Duration BOUND = Duration.ofHours(2);

    @Test
    void mergesFilesByTimeAndKeepsTheOrderOfEqualTimes() {
        List<Reading> readings = new ArrayList<>();
        for (String place : List.of("a", "b", "c")) {
            readings.add(reading(place, 1));
            readings.add(reading(place, 2));
            readings.add(reading(place, 2));
        }

        ArrivalOrder.sort(readings, Arrival.ON_TIME);

        assertEquals(
                "a1 b1 c1 a2 a2 b2 b2 c2 c2",
                String.join(
                        " ",
                        readings.stream()
                                .map(r -> r.placeId() + r.observedAtMillis() / HOUR)
                                .toList()));
    }

    @Test
    void aShuffleNeverLetsAnyoneBeFurtherAheadThanTheBound() {
        List<Reading> readings = year();

        ArrivalOrder.sort(readings, new BoundedShuffle(BOUND, 42));

        long clock = Long.MIN_VALUE;
        long furthest = 0;
        for (Reading reading : readings) {
            clock = Math.max(clock, reading.observedAtMillis());
            furthest = Math.max(furthest, clock - reading.observedAtMillis());
        }
        assertTrue(furthest <= BOUND.toMillis());
        assertEquals(BOUND.toMillis(), furthest);
    }

    @Test
    void aShuffleIsDecidedByItsSeed() {
        assertEquals(hours(shuffled(1)), hours(shuffled(1)));
        assertNotEquals(hours(shuffled(1)), hours(shuffled(2)));
    }

    @Test
    void aShuffleKeepsTheFirstOfAnIdentityFirst() {
        List<Reading> readings = new ArrayList<>();
        for (int hour = 0; hour < 1000; hour++) {
            readings.add(new Reading("first", hour, hour * HOUR, new byte[0]));
            readings.add(new Reading("second", hour, hour * HOUR, new byte[0]));
        }

        ArrivalOrder.sort(readings, new BoundedShuffle(BOUND, 7));

        List<Long> seen = new ArrayList<>();
        for (Reading reading : readings) {
            assertEquals(reading.placeId().equals("second"), seen.contains(reading.identity()));
            seen.add(reading.identity());
        }
    }

    @Test
    void aShuffleWithoutRoomChangesNothing() {
        List<Reading> readings = year();

        ArrivalOrder.sort(readings, new BoundedShuffle(Duration.ZERO, 42));

        assertEquals(hours(year()), hours(readings));
    }

    @Test
    void aShuffleMovesManyReadings() {
        List<Integer> shuffled = hours(shuffled(3));
        int moved = 0;
        for (int i = 0; i < shuffled.size(); i++) {
            moved += shuffled.get(i) == i ? 0 : 1;
        }
        assertTrue(moved > shuffled.size() / 3, moved + " moved");
    }

    private static List<Reading> shuffled(long seed) {
        List<Reading> readings = year();
        ArrivalOrder.sort(readings, new BoundedShuffle(BOUND, seed));
        return readings;
    }

    private static List<Integer> hours(List<Reading> readings) {
        return readings.stream().map(r -> (int) (r.observedAtMillis() / HOUR)).toList();
    }

    private static List<Reading> year() {
        List<Reading> readings = new ArrayList<>();
        for (int hour = 0; hour < 8760; hour++) {
            readings.add(reading("a", hour));
        }
        return readings;
    }

    private static Reading reading(String place, int hour) {
        return new Reading(place, hour * 31L, hour * HOUR, new byte[0]);
    }
}

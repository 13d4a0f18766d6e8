package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The content of the last revision of every row does not depend on the order within the minute
 * horizon.
 */
class OrderTest {
    private static final int MINUTES = 3 * 24 * 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shufflingWithinTheMinuteHorizonEndsWithTheSameContent(long seed) {
        List<Reading> log = log(new Random(seed));
        List<Reading> shuffled = shuffledWithinTwoHours(log, new Random(seed + 1000));
        assertSameContent(keep(log, 0), keep(shuffled, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void duplicatesAndClosingsOfAnIdlePlaceChangeNothing(long seed) {
        List<Reading> log = log(new Random(seed));
        List<Reading> disturbed = new ArrayList<>();
        Random random = new Random(seed);
        for (Reading reading : shuffledWithinTwoHours(log, random)) {
            disturbed.add(reading);
            if (random.nextInt(5) == 0) {
                disturbed.add(
                        disturbed.get(
                                disturbed.size()
                                        - 1
                                        - random.nextInt(Math.min(50, disturbed.size()))));
            }
        }
        assertSameContent(keep(log, 0), keep(disturbed, 37));
    }

    @Test
    void aSavepointAtAnyPositionChangesNothing() {
        List<Reading> log =
                shuffledWithinTwoHours(log(new Random(5)), new Random(6)).subList(0, 800);
        KeptPlace kept = new KeptPlace();
        for (Reading reading : log) {
            kept.throughSavepoint();
            kept.replay(reading);
        }
        kept.idle();
        assertSameContent(keep(log, 0), kept.emitted);
    }

    @Test
    void aPlaceWithOneSensorAMinuteKeepsLessThan100KilobytesOfState() {
        KeptPlace kept = new KeptPlace();
        Random random = new Random(1);
        int largest = 0;
        for (int i = 0; i < 12 * 24 * 60; i++) {
            kept.replay(
                    reading()
                            .at(NOON.plusSeconds(60L * i))
                            .celsius(fromFahrenheit(60 + random.nextInt(300) / 10.0))
                            .humidity(random.nextInt(1000) / 10.0)
                            .with(
                                    Quantity.WIND_SPEED_METRES_PER_SECOND,
                                    random.nextInt(100) * 0.44704)
                            .with(
                                    Quantity.PRESSURE_HECTOPASCALS,
                                    1000 + random.nextInt(300) / 10.0));
            if (i > 8 * 24 * 60 && i % 997 == 0) {
                largest = Math.max(largest, kept.storedBytes());
            }
        }
        assertTrue(largest > 50_000, "the state is full: " + largest);
        assertTrue(largest < 100_000, largest + " bytes");
    }

    private static void assertSameContent(Emitted expected, Emitted actual) {
        Map<String, String> wanted = expected.content();
        Map<String, String> found = actual.content();
        assertTrue(wanted.size() > 100, "there are rows to compare");
        Set<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(found.keySet());
        List<String> differences =
                keys.stream()
                        .filter(key -> !Objects.equals(wanted.get(key), found.get(key)))
                        .map(key -> key + ":\n  " + wanted.get(key) + "\n  " + found.get(key))
                        .toList();
        assertEquals(
                0,
                differences.size(),
                () -> String.join("\n", differences.subList(0, Math.min(5, differences.size()))));
    }

    private static double fromFahrenheit(double fahrenheit) {
        return (fahrenheit - 32) / 1.8;
    }

    private static Emitted keep(List<Reading> log, int idleEvery) {
        KeptPlace kept = new KeptPlace();
        int i = 0;
        for (Reading reading : log) {
            kept.replay(reading);
            if (idleEvery > 0 && ++i % idleEvery == 0) {
                kept.idle();
            }
        }
        kept.idle();
        return kept.emitted;
    }

    /**
     * Three days of a hot and cold place with two sensors, gaps, a rain counter and missing values.
     */
    private static List<Reading> log(Random random) {
        List<Reading> log = new ArrayList<>();
        double counter = 100;
        int minute = 0;
        while (minute < MINUTES) {
            minute += random.nextInt(200) == 0 ? random.nextInt(300) : 1 + random.nextInt(6);
            Instant at = NOON.plusSeconds(60L * minute + random.nextInt(60));
            double celsius = 15 + 22 * Math.sin(minute / 400.0) + random.nextGaussian();
            counter = random.nextInt(100) == 0 ? 0 : counter + random.nextInt(3) * 0.2;
            Readings reading =
                    reading().of(random.nextBoolean() ? "a" : "b").at(at).celsius(celsius);
            if (random.nextInt(10) > 0) {
                reading.humidity(30 + random.nextInt(60));
            }
            if (random.nextInt(3) > 0) {
                reading.of("a").with(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, counter);
            }
            if (random.nextInt(2) == 0) {
                reading.with(Quantity.WIND_SPEED_METRES_PER_SECOND, random.nextInt(200) / 10.0);
            }
            if (random.nextInt(3) > 0) {
                reading.with(Quantity.WIND_DIRECTION_DEGREES, random.nextInt(3601) / 10.0);
            }
            log.add(reading.build());
        }
        return log.stream().filter(unique()).toList();
    }

    private static java.util.function.Predicate<Reading> unique() {
        java.util.Set<String> seen = new java.util.HashSet<>();
        return reading -> seen.add(reading.sensorId() + reading.observedAtMillis() / 1000);
    }

    /**
     * Any order in which no record comes when another is already more than two hours ahead of it.
     */
    private static List<Reading> shuffledWithinTwoHours(List<Reading> log, Random random) {
        List<Reading> left = new ArrayList<>(log);
        List<Reading> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            long limit = left.get(0).observedAtMillis() + Duration.ofHours(2).toMillis();
            int choices = 1;
            while (choices < left.size() && left.get(choices).observedAtMillis() <= limit) {
                choices++;
            }
            shuffled.add(left.remove(random.nextInt(choices)));
        }
        return shuffled;
    }
}

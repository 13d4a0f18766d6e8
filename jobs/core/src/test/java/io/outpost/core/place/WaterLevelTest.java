package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Driver;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** High water by the water level that a place measures. */
class WaterLevelTest {
    private static final Instant START = Instant.parse("2024-05-01T00:30:00Z");

    /** Twenty days of May, and those that have not left the horizon. */
    private static final int LEARNED_HOURS = 29 * 24;

    private final KeptPlace kept = new KeptPlace();

    @Test
    void aGaugeAloneIsJudgedByItsOwnLevels() {
        gauge(0, LEARNED_HOURS - 24, 1.02);
        assertTrue(kept.emitted.transitions.isEmpty(), "too little is learned");
        gauge(LEARNED_HOURS - 24, LEARNED_HOURS, 1.02);
        gauge(LEARNED_HOURS, LEARNED_HOURS + 5, 1.30);
        gauge(LEARNED_HOURS + 5, LEARNED_HOURS + 8, 1.06);
        // Held by less than 0.05 m below the threshold of 1.10, then left.
        gauge(LEARNED_HOURS + 8, LEARNED_HOURS + 10, 1.04);
        kept.idle();
        assertEquals(List.of("OK null", "ACTIVE VERY_HIGH", "OK VERY_HIGH"), levels());
        assertEquals(hourEnd(LEARNED_HOURS - 24), highWater().get(0).atMillis());
        assertEquals(hourEnd(LEARNED_HOURS + 8), highWater().get(2).atMillis());
        assertEquals(1.30, reason(1, "water_level_metres"), 1e-9);
        assertEquals(1.10, reason(1, "elevated_from_metres"), 1e-9);
        assertTrue(Double.isNaN(reason(1, "flow_millimetres_per_hour")));
        assertTrue(kept.emitted.models.isEmpty(), "no models without a position");
        assertEquals(1, kept.emitted.alerts.stream().filter(a -> a.kind().equals("BEGAN")).count());
    }

    @Test
    void theLevelComesBeforeTheFlowOfTheModels() {
        kept.describe(KeptPlace.withPosition());
        both(0, LEARNED_HOURS, 1.02, 0);
        // Much rain, and a level that does not rise.
        both(LEARNED_HOURS, LEARNED_HOURS + 48, 1.02, 10);
        kept.idle();
        List<String> since = levelsFrom(LEARNED_HOURS);
        assertTrue(since.stream().allMatch(level -> level.startsWith("OK")), since.toString());
    }

    @Test
    void aDayAfterTheLastLevelItIsTheFlowAgain() {
        kept.describe(KeptPlace.withPosition());
        both(0, LEARNED_HOURS, 1.02, 0);
        for (int hour = LEARNED_HOURS; hour < LEARNED_HOURS + 48; hour++) {
            kept.replay(weather(hour, 10));
        }
        kept.idle();
        List<TransitionRow> since =
                highWater().stream()
                        .filter(row -> row.atMillis() > hourEnd(LEARNED_HOURS))
                        .toList();
        assertEquals(hourEnd(LEARNED_HOURS + 24), since.get(0).atMillis());
        assertEquals("ACTIVE", since.get(0).state());
        assertTrue(Arrays.stream(since.get(0).drivers()).anyMatch(WaterLevelTest::isFlow));
    }

    @Test
    void aLevelThatComesLateIsTakenUpAsInOrder() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            List<Readings> all = new ArrayList<>();
            double metres = 2;
            for (int hour = 0; hour < 160 * 24; hour++) {
                metres += random.nextGaussian() / 10;
                if (random.nextInt(10) > 0 && hour / 50 % 9 != 0) {
                    all.add(level(hour, metres));
                } else if (random.nextBoolean()) {
                    all.add(weather(hour, random.nextInt(3)));
                }
            }
            KeptPlace inOrder = new KeptPlace();
            all.forEach(inOrder::replay);
            KeptPlace shuffled = new KeptPlace();
            for (int from = 0; from < all.size(); from += 80) {
                Collections.shuffle(all.subList(from, Math.min(all.size(), from + 80)), random);
            }
            for (int i = 0; i < all.size(); i++) {
                shuffled.replay(all.get(i));
                if (i % 13 == 0) {
                    shuffled.throughSavepoint();
                }
            }
            inOrder.idle();
            shuffled.idle();
            assertTrue(content(inOrder).size() > 10, content(inOrder).toString());
            assertEquals(content(inOrder), content(shuffled), "seed " + seed);
        }
    }

    private static Map<String, String> content(KeptPlace place) {
        Map<String, String> rows = place.emitted.content();
        rows.keySet().removeIf(key -> !key.contains("WATER"));
        return rows;
    }

    @Test
    void whatIsLearnedIsBoundedWhateverTheLevels() {
        Random random = new Random(5);
        int most = 0;
        for (int hour = 0; hour < 400 * 24; hour++) {
            kept.replay(level(hour, random.nextDouble(-20, 40)));
            if (hour > 300 && hour % 101 == 0) {
                most = Math.max(most, kept.storedModelBytes());
            }
        }
        assertTrue(most <= 16 * 1024, most + " bytes");
    }

    private static boolean isFlow(Driver reason) {
        return reason.measure().equals("flow_millimetres_per_hour") && reason.value() > 0.1;
    }

    private void gauge(int from, int until, double metres) {
        for (int hour = from; hour < until; hour++) {
            kept.replay(level(hour, metres));
        }
    }

    private void both(int from, int until, double metres, double millimetres) {
        for (int hour = from; hour < until; hour++) {
            kept.replay(weather(hour, millimetres).with(Quantity.WATER_LEVEL_METRES, metres));
        }
    }

    private static Readings level(int hour, double metres) {
        return report(hour).with(Quantity.WATER_LEVEL_METRES, metres);
    }

    private static Readings weather(int hour, double millimetres) {
        return report(hour).celsius(9).with(Quantity.PRECIPITATION_MILLIMETRES, millimetres);
    }

    private static Readings report(int hour) {
        return Readings.reading().at(START.plus(Duration.ofHours(hour))).every(Duration.ofHours(1));
    }

    private List<TransitionRow> highWater() {
        return kept.emitted.transitions.stream()
                .filter(row -> row.condition().equals("HIGH_WATER"))
                .toList();
    }

    private List<String> levels() {
        return highWater().stream().map(row -> row.state() + " " + row.level()).toList();
    }

    private List<String> levelsFrom(int hour) {
        return highWater().stream()
                .filter(row -> row.atMillis() > hourEnd(hour))
                .map(row -> row.state() + " " + row.level())
                .toList();
    }

    private double reason(int transition, String measure) {
        return Arrays.stream(highWater().get(transition).drivers())
                .filter(driver -> driver.measure().equals(measure))
                .mapToDouble(Driver::value)
                .findFirst()
                .orElseThrow();
    }

    private static long hourEnd(int hour) {
        return START.plus(Duration.ofHours(hour)).plusSeconds(30 * 60).toEpochMilli();
    }
}

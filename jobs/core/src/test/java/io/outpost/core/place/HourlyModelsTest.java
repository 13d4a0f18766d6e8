package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The models of a place, by what it emits. Hourly reports on the half hour. */
class HourlyModelsTest {
    private static final Instant START = Instant.parse("2024-05-01T00:30:00Z");
    private static final int CERTAIN_HOURS = 30 * 24;

    private final KeptPlace kept = new KeptPlace();

    @Test
    void aPlaceWithoutPositionHasNoModels() {
        hours(0, 40);
        assertTrue(kept.emitted.models.isEmpty());
        assertNull(kept.place.hourlyTip().get(0));
    }

    @Test
    void everyHourThatClosesHasARowAndBeginsUncertain() {
        kept.describe(KeptPlace.withPosition());
        hours(0, 48);
        kept.idle();
        assertEquals(48, kept.emitted.models.size());
        assertFalse(kept.emitted.models.get(47).hour().certainty().mud());
        assertTrue(states("MUD").get("last").startsWith("UNCERTAIN"));
    }

    @Test
    void thePositionCountsFromTheNextHourOn() {
        hours(0, 10);
        kept.describe(KeptPlace.withPosition());
        hours(10, 24);
        kept.idle();
        // Hour 9 is open still when the position comes.
        assertEquals(START.plus(Duration.ofHours(9)), startOfRow(0));
        assertEquals(15, kept.emitted.models.size());
    }

    @Test
    void stormThenDryDaysGoThroughTheLevels() {
        kept.describe(KeptPlace.withPosition());
        hours(0, CERTAIN_HOURS);
        for (int hour = CERTAIN_HOURS; hour < CERTAIN_HOURS + 6; hour++) {
            kept.replay(report(hour).with(Quantity.PRECIPITATION_MILLIMETRES, 15));
        }
        hours(CERTAIN_HOURS + 6, CERTAIN_HOURS + 20 * 24);
        kept.idle();
        List<String> levels = levelsOf("MUD", CERTAIN_HOURS);
        assertTrue(levels.contains("ACTIVE SATURATED"), levels.toString());
        int muddy = levels.indexOf("OK DAMP");
        assertTrue(
                muddy > 0 && levels.subList(muddy, levels.size()).contains("OK TACKY"),
                levels.toString());
        assertEquals(1, alerts("MUD", "BEGAN"));
        assertEquals(1, alerts("MUD", "ENDED"));
        List<Double> ready = readyInHours("MUD", CERTAIN_HOURS + 6);
        assertEquals(List.of(0.0), ready.subList(ready.size() - 1, ready.size()), ready.toString());
        for (int i = 1; i < ready.size(); i++) {
            assertTrue(ready.get(i) < ready.get(i - 1), "it comes closer: " + ready);
        }
    }

    @Test
    void rainThatComesThreeDaysLateIsTakenUpAndCorrected() {
        kept.describe(KeptPlace.withPosition());
        KeptPlace inTime = new KeptPlace();
        inTime.describe(KeptPlace.withPosition());
        int end = CERTAIN_HOURS + 7 * 24;
        int from = CERTAIN_HOURS + 24;
        for (int hour = 0; hour < end; hour++) {
            boolean isWet = hour >= from && hour < from + 5;
            inTime.replay(
                    isWet ? report(hour).with(Quantity.PRECIPITATION_MILLIMETRES, 12) : dry(hour));
            if (!isWet) {
                kept.replay(dry(hour));
            }
            if (hour == from + 72) {
                for (int late = from; late < from + 5; late++) {
                    kept.replay(report(late).with(Quantity.PRECIPITATION_MILLIMETRES, 12));
                }
            }
        }
        kept.idle();
        inTime.idle();
        assertEquals(modelContent(inTime), modelContent(kept));
        assertTrue(kept.emitted.models.size() > inTime.emitted.models.size());
        assertEquals(1, alerts("MUD", "BEGAN"), "the episode that was missed appears");
    }

    @Test
    void rainThatWasNotThereIsRetracted() {
        kept.describe(KeptPlace.withPosition());
        hours(0, CERTAIN_HOURS + 24);
        int from = CERTAIN_HOURS + 24;
        for (int hour = from; hour < from + 30; hour++) {
            kept.replay(
                    hour < from + 3
                            ? report(hour).with(Quantity.PRECIPITATION_MILLIMETRES, 20)
                            : dry(hour));
        }
        assertEquals(1, alerts("MUD", "BEGAN"));
        // Nine other sensors say that it was dry: the place's rain is the mean.
        for (int sensor = 0; sensor < 9; sensor++) {
            for (int hour = from; hour < from + 3; hour++) {
                kept.replay(dry(hour).of("other " + sensor));
            }
        }
        kept.idle();
        assertEquals(1, alerts("MUD", "RETRACTED"));
    }

    @Test
    void theLastContentDoesNotDependOnTheOrder() {
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            List<Readings> all = new ArrayList<>();
            for (int hour = 0; hour < 10 * 24; hour++) {
                if (random.nextInt(12) > 0) {
                    all.add(wild(hour, random.nextLong()));
                }
            }
            KeptPlace inOrder = new KeptPlace();
            KeptPlace shuffled = new KeptPlace();
            inOrder.describe(KeptPlace.withPosition());
            shuffled.describe(KeptPlace.withPosition());
            all.forEach(inOrder::replay);
            // Windows of 5 days at most: all within the hour horizon.
            for (int from = 0; from < all.size(); from += 100) {
                Collections.shuffle(all.subList(from, Math.min(all.size(), from + 100)), random);
            }
            for (int i = 0; i < all.size(); i++) {
                shuffled.replay(all.get(i));
                if (i % 17 == 0) {
                    shuffled.throughSavepoint();
                }
            }
            inOrder.idle();
            shuffled.idle();
            assertEquals(modelContent(inOrder), modelContent(shuffled), "seed " + seed);
        }
    }

    @Test
    void aGapOfHoursIsBridgedAndALongOneIsNot() {
        kept.describe(KeptPlace.withPosition());
        hours(0, 100);
        int afterGap = 100 + 10 * 24;
        for (int hour = afterGap; hour < afterGap + 3; hour++) {
            kept.replay(dry(hour));
        }
        kept.replay(dry(afterGap + 3));
        kept.idle();
        Map<Long, ModelRow> rows = new TreeMap<>();
        kept.emitted.models.forEach(row -> rows.put(row.startMillis(), row));
        ModelRow bridged = rows.get(hourStart(100 + 30));
        assertEquals(2, bridged.hour().temperatureDaysBack());
        assertTrue(bridged.hour().isPrecipitationMissing());
        assertEquals(100 + 7 * 24 + 4, rows.size(), "seven days are bridged");
        String unknown =
                kept.emitted.transitions.stream()
                        .filter(
                                row ->
                                        row.state().equals("UNKNOWN")
                                                && row.condition().equals("MUD"))
                        .map(row -> Instant.ofEpochMilli(row.atMillis()).toString())
                        .findFirst()
                        .orElseThrow();
        assertEquals(Instant.ofEpochMilli(hourStart(100 + 7 * 24 + 24)).toString(), unknown);
    }

    @Test
    void aLateHourLeavesTheConditionsOfTheMinuteAndALateMinuteThoseOfTheHour() {
        kept.describe(KeptPlace.withPosition());
        for (int hour = 0; hour < CERTAIN_HOURS; hour++) {
            kept.replay(hour < CERTAIN_HOURS - 2 ? dry(hour) : dry(hour).celsius(40).humidity(50));
        }
        kept.idle();
        int heat = transitions("HEAT");
        String state = states("HEAT").get("last");
        kept.replay(
                report(CERTAIN_HOURS - 60).of("late").with(Quantity.PRECIPITATION_MILLIMETRES, 50));
        kept.idle();
        assertEquals(heat, transitions("HEAT"));
        assertEquals(state, states("HEAT").get("last"));
        int mud = transitions("MUD");
        int rows = kept.emitted.models.size();
        kept.replay(
                Readings.reading()
                        .of("late")
                        .at(START.plus(Duration.ofHours(CERTAIN_HOURS - 1)).minusSeconds(40 * 60))
                        .celsius(39)
                        .humidity(50));
        kept.idle();
        assertEquals(mud, transitions("MUD"));
        assertTrue(kept.emitted.models.size() <= rows + 2, "from the changed hour on");
    }

    @Test
    void whatIsStoredIsLessThanFourKilobytesInAnOrdinaryYear() {
        kept.describe(KeptPlace.withPosition());
        Random random = new Random(3);
        long sum = 0;
        int samples = 0;
        for (int hour = 0; hour < 400 * 24; hour++) {
            kept.replay(ordinary(hour, random));
            if (hour > 300 && hour % 101 == 0) {
                sum += kept.storedModelBytes();
                samples++;
            }
        }
        assertTrue(sum / samples < 3 * 1024, sum / samples + " bytes");
    }

    @Test
    void whatIsStoredIsBoundedWhateverTheWeather() {
        kept.describe(KeptPlace.withPosition());
        Random random = new Random(3);
        int most = 0;
        for (int hour = 0; hour < 400 * 24; hour++) {
            kept.replay(wild(hour, random.nextLong()));
            if (hour > 300 && hour % 101 == 0) {
                most = Math.max(most, kept.storedModelBytes());
            }
        }
        assertTrue(most <= 8 * 1024, most + " bytes");
    }

    private void hours(int from, int until) {
        for (int hour = from; hour < until; hour++) {
            kept.replay(dry(hour));
        }
    }

    private static Readings dry(int hour) {
        return report(hour).with(Quantity.PRECIPITATION_MILLIMETRES, 0);
    }

    private static Readings report(int hour) {
        double celsius = 18 - 8 * Math.cos(2 * Math.PI * (hour % 24 - 3) / 24);
        return Readings.reading()
                .at(START.plus(Duration.ofHours(hour)))
                .every(Duration.ofHours(1))
                .celsius(celsius);
    }

    /** Days and nights, seasons, and storms of some hours every few days. */
    private static Readings ordinary(int hour, Random random) {
        double season = 8 - 12 * Math.cos(2 * Math.PI * (hour / 24.0 + 100) / 365);
        double day = -6 * Math.cos(2 * Math.PI * (hour % 24 - 3) / 24);
        boolean isStorm = hour / 12 * 7919 % 13 == 0;
        double rain = isStorm && random.nextBoolean() ? random.nextInt(40) / 10.0 : 0;
        return Readings.reading()
                .at(START.plus(Duration.ofHours(hour)))
                .every(Duration.ofHours(1))
                .celsius(season + day + random.nextGaussian())
                .humidity(60)
                .with(Quantity.PRECIPITATION_MILLIMETRES, rain);
    }

    /** Weather of any kind: storms, frost, wind, with what a station may leave out. */
    private static Readings wild(int hour, long seed) {
        Random random = new Random(seed);
        double celsius =
                12 * Math.cos(2 * Math.PI * hour / (40.0 * 24)) + 6 * random.nextGaussian();
        Readings reading =
                Readings.reading()
                        .at(START.plus(Duration.ofHours(hour)))
                        .every(Duration.ofHours(1))
                        .celsius(Math.rint(celsius * 10) / 10);
        if (random.nextInt(8) > 0) {
            reading.with(
                    Quantity.PRECIPITATION_MILLIMETRES,
                    random.nextInt(6) > 0 ? 0 : Math.rint(random.nextDouble() * 120) / 10);
        }
        if (random.nextBoolean()) {
            reading.humidity(30 + random.nextInt(65));
        }
        if (random.nextBoolean()) {
            reading.with(Quantity.WIND_SPEED_METRES_PER_SECOND, random.nextInt(18));
        }
        return reading;
    }

    private static Map<String, String> modelContent(KeptPlace place) {
        Map<String, String> rows = place.emitted.content();
        rows.keySet()
                .removeIf(
                        key ->
                                !key.startsWith("model")
                                        && !key.contains("MUD")
                                        && !key.contains("WATER")
                                        && !key.contains("SNOW"));
        return rows;
    }

    private static long hourStart(int hour) {
        return START.plus(Duration.ofHours(hour)).minusSeconds(30 * 60).toEpochMilli();
    }

    private Instant startOfRow(int number) {
        return Instant.ofEpochMilli(kept.emitted.models.get(number).startMillis())
                .plusSeconds(30 * 60);
    }

    private int transitions(String condition) {
        return (int)
                kept.emitted.transitions.stream()
                        .filter(row -> row.condition().equals(condition))
                        .count();
    }

    private long alerts(String subject, String kind) {
        return kept.emitted.alerts.stream()
                .filter(row -> row.subject().equals(subject) && row.kind().equals(kind))
                .count();
    }

    private Map<String, String> states(String condition) {
        Map<String, String> states = new TreeMap<>();
        kept.emitted.transitions.stream()
                .filter(row -> row.condition().equals(condition))
                .forEach(row -> states.put("last", row.state() + " " + row.level()));
        return states;
    }

    /** What transitions from an hour on say of when it is ready, until they say that it is. */
    private List<Double> readyInHours(String condition, int fromHour) {
        List<Double> hours = new ArrayList<>();
        for (TransitionRow row : kept.emitted.transitions) {
            boolean isSaid = hours.isEmpty() || hours.get(hours.size() - 1) > 0;
            if (isSaid
                    && row.condition().equals(condition)
                    && row.atMillis() >= hourStart(fromHour)) {
                hours.add(
                        Arrays.stream(row.drivers())
                                .filter(driver -> driver.measure().equals("ready_in_hours"))
                                .mapToDouble(Driver::value)
                                .findFirst()
                                .orElseThrow());
            }
        }
        return hours;
    }

    /** States with their levels, from an hour on. */
    private List<String> levelsOf(String condition, int fromHour) {
        return kept.emitted.transitions.stream()
                .filter(row -> row.condition().equals(condition))
                .filter(row -> row.atMillis() >= hourStart(fromHour))
                .map(row -> row.state() + " " + row.level())
                .toList();
    }
}

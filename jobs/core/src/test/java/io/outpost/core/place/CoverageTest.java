package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What observations cover, above all those of sensors that declare no interval. */
class CoverageTest {
    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    @Test
    void aSensorThatSlowsDownIsFollowedWithinHours() {
        Instant slowFrom = NOON.plus(Duration.ofDays(30));
        every(Duration.ofMinutes(1), NOON, slowFrom, 38);
        every(Duration.ofMinutes(10), slowFrom, slowFrom.plus(Duration.ofHours(24)), 38);
        kept.idle();
        assertEquals(0.1, coverageOfHeat(slowFrom.plus(Duration.ofHours(3))), 0.02);
        assertEquals(1, coverageOfHeat(slowFrom.plus(Duration.ofHours(8))));
        assertEquals("ACTIVE", heatAt(slowFrom.plus(Duration.ofHours(8))));
    }

    @Test
    void aSensorThatSpeedsUpIsFollowedWithinHours() {
        Instant fastFrom = NOON.plus(Duration.ofDays(3));
        every(Duration.ofMinutes(10), NOON, fastFrom, 30);
        every(Duration.ofMinutes(1), fastFrom, fastFrom.plus(Duration.ofHours(14)), 30);
        Instant sparseFrom = fastFrom.plus(Duration.ofHours(14));
        every(Duration.ofMinutes(5), sparseFrom, sparseFrom.plus(Duration.ofHours(1)), 30);
        kept.idle();
        assertEquals(16 / 60.0, coverageOfHeat(sparseFrom.plus(Duration.ofHours(1))), 1e-12);
    }

    @Test
    void theSpecialReportsOfAStormDoNotShrinkTheInterval() {
        Instant first = Instant.parse("2024-01-10T00:53:00Z");
        for (int hour = 0; hour < 12; hour++) {
            cold(first.plus(Duration.ofHours(hour)), 5);
        }
        for (int i = 1; i <= 18; i++) {
            cold(first.plus(Duration.ofHours(11)).plus(Duration.ofMinutes(10L * i)), 5);
        }
        for (int hour = 15; hour < 20; hour++) {
            cold(first.plus(Duration.ofHours(hour)), -12);
        }
        kept.idle();
        TransitionRow active =
                emitted.transitions.stream()
                        .filter(row -> row.condition().equals("COLD"))
                        .filter(row -> row.state().equals("ACTIVE"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                Instant.parse("2024-01-10T16:54:00Z"), Instant.ofEpochMilli(active.atMillis()));
    }

    @Test
    void lostReportsDoNotStretchTheInterval() {
        Random random = new Random(7);
        Instant last = NOON.plus(Duration.ofHours(20));
        for (Instant at = NOON; at.isBefore(last); at = at.plusSeconds(60)) {
            if (random.nextInt(5) > 0) {
                kept.replay(reading().at(at).celsius(30).humidity(50));
            }
        }
        kept.idle();
        assertEquals(0.8, coverageOfHeat(last), 0.1);
    }

    @Test
    void aSensorThatStopsDeclaringIsCoveredTheSameInAnyOrder() {
        List<Reading> log = new ArrayList<>();
        for (int minute = 0; minute < 10 * 60; minute++) {
            Readings reading =
                    reading().at(NOON.plusSeconds(60L * minute)).celsius(30).humidity(50);
            log.add((minute < 300 ? reading.every(Duration.ofMinutes(1)) : reading).build());
        }
        log.forEach(kept::replay);
        kept.idle();
        KeptPlace other = new KeptPlace();
        List<Reading> late = new ArrayList<>(log);
        late.add(320, late.remove(300));
        for (int from = 340; from < 580; from += 20) {
            Collections.shuffle(late.subList(from, from + 20), new Random(from));
        }
        late.forEach(other::replay);
        other.idle();
        SameContent.require(emitted.content(), other.emitted.content());
    }

    @Test
    void theCoverageOfAMeasureIsOfTheObservationsThatHaveIt() {
        for (int minute = 0; minute < 120; minute++) {
            Instant at = NOON.plusSeconds(60L * minute);
            kept.replay(
                    reading()
                            .of("gauge")
                            .at(at)
                            .every(Duration.ofMinutes(1))
                            .with(Quantity.WATER_LEVEL_METRES, 2));
            if (minute % 60 == 0) {
                kept.replay(
                        reading()
                                .of("thermometer")
                                .at(at.plusSeconds(1))
                                .every(Duration.ofMinutes(10))
                                .celsius(40)
                                .humidity(60));
            }
        }
        kept.idle();
        assertEquals(10 / 60.0, coverageOfHeat(NOON.plus(Duration.ofHours(2))), 1e-12);
        assertTrue(
                emitted.transitions.stream()
                        .filter(row -> row.condition().equals("HEAT"))
                        .allMatch(row -> row.state().equals("UNCERTAIN")));
    }

    @Test
    void aSensorThatReportsOnceADayIsKnownAfterThreeDays() {
        for (int day = 0; day < 5; day++) {
            kept.replay(reading().at(NOON.plus(Duration.ofDays(day))).celsius(30).humidity(50));
        }
        kept.idle();
        assertTrue(Double.isNaN(coverageOfHeat(NOON.plus(Duration.ofDays(1)).plusSeconds(60))));
        assertEquals(1, coverageOfHeat(NOON.plus(Duration.ofDays(4)).plusSeconds(60)));
    }

    private void every(Duration interval, Instant from, Instant until, double celsius) {
        for (Instant at = from; at.isBefore(until); at = at.plus(interval)) {
            kept.replay(reading().at(at).celsius(celsius).humidity(60));
        }
    }

    private void cold(Instant at, double celsius) {
        kept.replay(reading().at(at).celsius(celsius));
    }

    private double coverageOfHeat(Instant end) {
        return emitted.pane(
                        PaneWidth.MINUTE,
                        emitted.panes(PaneWidth.MINUTE).stream()
                                .mapToLong(PaneRow::startMillis)
                                .filter(start -> start < end.toEpochMilli())
                                .max()
                                .orElseThrow())
                .rolling()[1]
                .coverage(Quantity.HEAT_INDEX_CELSIUS);
    }

    private String heatAt(Instant instant) {
        return emitted.transitions.stream()
                .filter(row -> row.condition().equals("HEAT"))
                .filter(row -> row.atMillis() <= instant.toEpochMilli())
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .state();
    }
}

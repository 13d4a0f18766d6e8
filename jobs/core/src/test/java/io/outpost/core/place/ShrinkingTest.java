package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A place whose clock has not moved for 7 days: small, and what is newer finds all that it needs.
 */
class ShrinkingTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int TEN_DAYS_MINUTES = 10 * 24 * 60;
    private static final int MINUTES = 3 * 24 * 60;
    private static final Instant LAST = NOON.plusSeconds(60L * (MINUTES - 1));

    private final Random random = new Random(1);
    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    @Test
    void aPlaceThatReportedEveryMinuteForTenDaysKeepsASixth() {
        for (int i = 0; i < TEN_DAYS_MINUTES; i++) {
            kept.replay(report(NOON.plusSeconds(60L * i), random, Double.NaN));
        }
        kept.idle();
        int full = kept.storedBytes();
        kept.waitFor(WEEK);
        int shrunk = kept.storedBytes();
        assertTrue(full > 50_000 && full < 100_000, full + " bytes before");
        assertTrue(shrunk < 16_000, shrunk + " bytes after");
    }

    /** Intervals are declared: what sensors have shown is forgotten. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsNewerComesToTheSameAsWithoutShrinking(long seed) {
        KeptPlace never = new KeptPlace();
        keepThreeDays(kept, new Random(seed));
        keepThreeDays(never, new Random(seed));
        kept.idle();
        never.idle();
        kept.waitFor(WEEK);
        assertTrue(kept.place.clock.isShrunk());
        assertTrue(!never.place.clock.isShrunk());
        keepDayAfter(kept, new Random(seed));
        keepDayAfter(never, new Random(seed));
        SameContent.require(never.emitted.content(), emitted.content());
        assertTrue(emitted.content().size() > 5_000, "rows: " + emitted.content().size());
        assertEquals(never.emitted.counters().accepted(), emitted.counters().accepted());
        assertEquals(never.emitted.counters().rewrites(), emitted.counters().rewrites());
        assertEquals(0, emitted.counters().late());
    }

    @Test
    void isDueSevenDaysAfterTheEventThatMovedTheClockAndOnlyOnce() {
        kept.live(reading().at(NOON).celsius(20));
        kept.live(reading().at(NOON.minusSeconds(60)).receivedAfter(WEEK).celsius(20));
        Instant due = NOON.plus(WEEK);
        kept.watermark(due.minusMillis(1));
        long before = kept.revision();
        assertEquals(due.toEpochMilli(), kept.nextDeadlineMillis());
        kept.watermark(due);
        assertEquals(before + 1, kept.revision(), "an event of its own");
        assertTrue(kept.place.clock.isShrunk());
        kept.watermark(due.plus(WEEK).plus(WEEK));
        assertEquals(Place.NONE, kept.nextDeadlineMillis());
    }

    @Test
    void whatIsNotNewerThanTheClockWasIsLateToTheSecondAlsoOnceItHasMoved() {
        kept.replay(reading().at(NOON.plusMillis(300)).celsius(20));
        kept.replay(reading().of("b").at(NOON.minusSeconds(5)).celsius(20));
        kept.waitFor(WEEK);
        kept.replay(reading().at(NOON.plusMillis(900)).celsius(20));
        kept.replay(reading().of("b").at(NOON).celsius(20));
        kept.replay(reading().of("c").at(NOON.minus(WEEK)).celsius(20));
        assertEquals(3, emitted.late.size());
        kept.replay(reading().at(NOON.plusSeconds(1)).celsius(20));
        kept.replay(reading().at(NOON.plusSeconds(60)).celsius(20));
        kept.replay(reading().of("b").at(NOON.plusMillis(999)).celsius(20));
        assertEquals(4, emitted.late.size());
        assertEquals(NOON.plusSeconds(60).toEpochMilli(), emitted.late.get(3).clockMillis());
        kept.replay(reading().of("b").at(NOON.plusSeconds(1)).celsius(20));
        kept.idle();
        assertEquals(5, emitted.counters().accepted());
        assertEquals(4, emitted.counters().late());
    }

    /** What is older than the clock keeps coming until the place shrinks, and is emitted. */
    @Test
    void panesThatAreOpenWhenItShrinksCloseAsEver() {
        kept.replay(reading().at(NOON).celsius(20));
        kept.silence(WEEK.minusSeconds(2));
        for (int i = 0; i < 100; i++) {
            kept.replay(reading().at(NOON.minusSeconds(3600L * i + 60)).celsius(20 + i));
        }
        kept.waitFor(Duration.ofMillis(1500));
        assertTrue(kept.place.clock.isShrunk());
        assertTrue(kept.place.openPanes() > 0);
        kept.throughSavepoint();
        kept.idle();
        assertEquals(0, kept.place.openPanes());
        assertEquals(
                101,
                emitted.panes(PaneWidth.HOUR).stream()
                        .mapToLong(PaneRow::startMillis)
                        .distinct()
                        .count());
        assertEquals(1, kept.place.days().numbers().length);
        assertEquals(0, kept.place.seenHours().numbers().length);
    }

    /** The rain of a day is that of its hours, also of those before the silence. */
    @Test
    void theRainOfTheClocksDayStays() {
        Instant morning = Instant.parse("2024-07-01T01:00:00Z");
        for (int hour = 0; hour < 12; hour++) {
            Readings reading = reading().at(morning.plusSeconds(3600L * hour)).celsius(20);
            kept.replay(
                    hour % 3 == 0
                            ? reading.with(Quantity.PRECIPITATION_MILLIMETRES, 1.5)
                            : reading);
        }
        kept.waitFor(WEEK.plusSeconds(1));
        kept.throughSavepoint();
        kept.replay(
                reading()
                        .at(Instant.parse("2024-07-01T20:00:00Z"))
                        .with(Quantity.PRECIPITATION_MILLIMETRES, 1));
        kept.idle();
        PaneRow day = emitted.panes(PaneWidth.DAY).get(1);
        assertEquals(7, day.rainTotalMillimetres());
        assertEquals(5, day.rainCount());
    }

    /** Three days at one report a minute, with rain of a counter and heat and cold. */
    private static void keepThreeDays(KeptPlace place, Random random) {
        double counter = 100;
        for (int i = 0; i < MINUTES; i++) {
            counter += random.nextInt(40) == 0 ? 0.2 : 0;
            place.replay(report(NOON.plusSeconds(60L * i), random, counter));
            if (i % 1000 == 999) {
                place.throughSavepoint();
            }
        }
    }

    /** A day after the last report, from the same second on, now and then out of order. */
    private static void keepDayAfter(KeptPlace place, Random random) {
        double counter = 500;
        for (int i = 0; i < 24 * 60; i++) {
            int back = random.nextInt(20) == 0 ? random.nextInt(1 + Math.min(i, 100)) : 0;
            counter += random.nextInt(40) == 0 ? 0.2 : 0;
            Instant at = LAST.plusSeconds(1 + 60L * (i - back) + random.nextInt(50));
            place.replay(report(at, random, counter));
            if (i % 300 == 7) {
                place.throughSavepoint();
            }
        }
        place.idle();
    }

    private static Readings report(Instant at, Random random, double counter) {
        double warmth = 20 * Math.sin(at.getEpochSecond() / 30_000.0);
        return reading()
                .at(at)
                .every(Duration.ofMinutes(1))
                .celsius(15 + warmth + random.nextInt(20) / 10.0)
                .humidity(50 + random.nextInt(300) / 10.0)
                .with(Quantity.WIND_SPEED_METRES_PER_SECOND, random.nextInt(100) * 0.44704)
                .with(Quantity.PRESSURE_HECTOPASCALS, 1000 + random.nextInt(300) / 10.0)
                .with(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, counter);
    }
}

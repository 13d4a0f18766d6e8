package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Sensors of one place that do not agree. */
class SeveralSensorsTest {
    private static final Instant DEAD = Instant.parse("2020-01-01T00:00:00Z");

    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    @Test
    void aDeadClockBesideAGoodOneCostsTheGoodOneNothing() {
        for (int minute = 0; minute < 20; minute++) {
            observe("dead", DEAD.plusSeconds(60L * minute));
            observe("good", NOON.plusSeconds(60L * minute));
        }
        kept.idle();
        assertTrue(emitted.rejected.isEmpty());
        assertEquals(22, emitted.counters().accepted(), "20, and 2 before the jump was confirmed");
        assertEquals(18, emitted.counters().late());
    }

    @Test
    void aClockThatIsAheadForOnceIsRejectedWithItsNextReading() {
        observe("good", NOON);
        observe("ahead", NOON.plus(Duration.ofDays(40)));
        observe("good", NOON.plusSeconds(60));
        observe("ahead", NOON.plusSeconds(61));
        kept.idle();
        assertEquals(1, emitted.counters().rejected());
        assertEquals(3, emitted.counters().accepted());
    }

    @Test
    void threeSensorsConfirmAJumpThatNoneHasRepeated() {
        Instant later = NOON.plus(Duration.ofDays(20));
        observe("a", NOON);
        observe("a", later);
        observe("b", later.plusSeconds(1));
        kept.idle();
        assertEquals(2, emitted.counters().waiting());
        observe("c", later.plusSeconds(2));
        kept.idle();
        assertEquals(0, emitted.counters().waiting());
        assertEquals(4, emitted.counters().accepted());
    }

    @Test
    void clocksThatAreAheadByDifferentTimesDoNotConfirmEachOther() {
        observe("good", NOON);
        for (int i = 1; i <= 5; i++) {
            observe("ahead " + i, NOON.plus(Duration.ofDays(8L * i)));
        }
        observe("good", NOON.plusSeconds(60));
        kept.idle();
        assertEquals(5, emitted.counters().waiting());
        assertEquals(2, emitted.counters().accepted());
    }

    @Test
    void noMoreThanAHundredWait() {
        observe("good", NOON);
        for (int i = 0; i < 120; i++) {
            observe("ahead " + i, NOON.plus(Duration.ofDays(8L * (i + 1))));
        }
        kept.throughSavepoint();
        observe("good", NOON.plusSeconds(60));
        kept.idle();
        assertEquals(100, emitted.counters().waiting());
        assertEquals(20, emitted.counters().rejected());
        assertEquals(2, emitted.counters().accepted());
    }

    @Test
    void theRainOfADayIsThatOfItsHours() {
        Instant midnight = Instant.parse("2024-05-01T00:00:00Z");
        for (int hour = 0; hour < 24; hour++) {
            Instant at = midnight.plus(Duration.ofHours(hour));
            rain("a", at, 1);
            if (hour < 12) {
                rain("b", at.plusSeconds(1), 1);
            }
        }
        kept.idle();
        PaneRow day = emitted.pane(PaneWidth.DAY, midnight.toEpochMilli());
        assertEquals(24, day.rainTotalMillimetres());
        assertEquals(36, day.rainCount());
    }

    @Test
    void theRainOfADayKeepsTheHoursThatAreBehindTheHorizon() {
        Instant midnight = Instant.parse("2024-05-01T00:00:00Z");
        rain("a", midnight, 1);
        rain("a", midnight.plus(Duration.ofHours(20)), 2);
        rain("a", midnight.plus(Duration.ofDays(7)).plus(Duration.ofHours(10)), 0);
        rain("a", midnight.plus(Duration.ofHours(21)), 4);
        kept.idle();
        assertEquals(
                7, emitted.pane(PaneWidth.DAY, midnight.toEpochMilli()).rainTotalMillimetres());
    }

    private void observe(String sensor, Instant at) {
        kept.replay(reading().of(sensor).at(at).celsius(20));
    }

    private void rain(String sensor, Instant at, double millimetres) {
        kept.replay(
                reading().of(sensor).at(at).with(Quantity.PRECIPITATION_MILLIMETRES, millimetres));
    }
}

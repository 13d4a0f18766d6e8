package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorBoundTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final KeptPlace kept = new KeptPlace(2);
    private final Emitted emitted = kept.emitted;

    @Test
    void anObservationOfOneSensorMoreIsRejectedAndChangesNothing() {
        observe("a", NOON);
        observe("b", NOON);
        observe("c", NOON.plusSeconds(60));
        observe("a", NOON);
        DeadLetter letter = emitted.rejected.get(0);
        assertEquals(RejectionReason.TOO_MANY_SENSORS, letter.reason());
        assertEquals("trailhead", letter.placeId());
        assertEquals(3, letter.revision(), "an event of the place");
        kept.idle();
        assertEquals(1, emitted.counters().rejected());
        assertEquals(1, emitted.counters().duplicate(), "of a known sensor");
        assertEquals(NOON.toEpochMilli(), emitted.counters().clockMillis());
    }

    @Test
    void lateIsDecidedBefore() {
        observe("a", NOON);
        observe("b", NOON);
        observe("c", NOON.minus(WEEK).minusMillis(1));
        observe("c", NOON.minus(WEEK));
        assertEquals(1, emitted.late.size());
        assertEquals(1, emitted.rejected.size());
    }

    /** Both cut to the second, and looked at when the clock enters an hour. */
    @Test
    void aSensorThatIsMoreThanSevenDaysBehindTheClockMakesRoom() {
        observe("b", NOON.plusMillis(999));
        observe("a", NOON.plus(WEEK));
        observe("c", NOON.plus(WEEK));
        assertEquals(1, emitted.rejected.size(), "7 days to the second");
        observe("a", NOON.plus(WEEK).plusSeconds(1));
        observe("c", NOON.plus(WEEK));
        assertEquals(2, emitted.rejected.size(), "no new hour");
        kept.throughSavepoint();
        observe("a", NOON.plus(WEEK).plusSeconds(3600));
        observe("c", NOON.plus(WEEK));
        assertEquals(2, emitted.rejected.size());
        observe("b", NOON.plus(WEEK));
        assertEquals(3, emitted.rejected.size(), "it is not known any more");
    }

    @Test
    void oneThatHasWaitedIsDecidedWhenItIsConfirmed() {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        observe("a", NOON);
        observe("c", ahead);
        observe("b", NOON);
        observe("c", ahead.plusSeconds(60));
        assertEquals(
                List.of(RejectionReason.TOO_MANY_SENSORS, RejectionReason.TOO_MANY_SENSORS),
                emitted.rejected.stream().map(DeadLetter::reason).toList());
        observe("a", ahead);
        observe("a", ahead.plusSeconds(60));
        observe("c", ahead);
        assertEquals(2, emitted.rejected.size(), "the clock has left b, and a, behind");
    }

    @Test
    void sensorsWhoseIdsHaveTheSameHashCountEach() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        observe("Aa", NOON);
        observe("BB", NOON);
        observe("AaAa", NOON);
        assertEquals(1, emitted.rejected.size());
        observe("BB", NOON.plus(WEEK));
        observe("BB", NOON.plus(WEEK).plusSeconds(3600));
        observe("AaBB", NOON.plus(WEEK));
        assertEquals(1, emitted.rejected.size());
        observe("AaAa", NOON.plus(WEEK));
        assertEquals(2, emitted.rejected.size());
    }

    /** What waits is bounded in bytes, without that of the sensor's own. */
    @Test
    void noMoreThan64KibibytesWait() {
        Instant ahead = NOON.plus(Duration.ofDays(30));
        int half = 32 * 1024;
        observe("a", NOON);
        jump("b", ahead, half);
        jump("c", ahead.plus(WEEK).plusMillis(1), half + 1);
        assertEquals(RejectionReason.TIME_JUMP, emitted.rejected.get(0).reason());
        jump("c", ahead.plus(WEEK).plusMillis(1), half);
        jump("d", ahead.minus(WEEK).minusMillis(1), 1);
        assertEquals(2, emitted.rejected.size());
        jump("c", ahead.minus(WEEK).minusMillis(1), half);
        assertEquals(3, emitted.rejected.size(), "c's own, which it does not confirm");
        assertEquals(2, kept.place.waiting().size());
    }

    /**
     * Where its next one has no room, what it decides of the one before it is decided all the same.
     */
    @Test
    void oneThatHasNoRoomStillConfirmsOrRejectsTheOneBeforeIt() {
        observe("a", NOON);
        jump("b", NOON.plus(Duration.ofDays(30)), 30_000);
        jump("c", NOON.plus(Duration.ofDays(45)), 1_000);
        jump("c", NOON.plus(Duration.ofDays(37)), 60_000);
        assertEquals(2, emitted.rejected.size(), "not confirmed, and no room");
        assertEquals(NOON.toEpochMilli(), kept.place.clock.millis());
        jump("c", NOON.plus(Duration.ofDays(45)), 1_000);
        jump("c", NOON.plus(Duration.ofDays(60)), 60_000);
        assertEquals(3, emitted.rejected.size(), "no room");
        assertEquals(NOON.plus(Duration.ofDays(45)).toEpochMilli(), kept.place.clock.millis());
        assertEquals(1, kept.place.waiting().size());
    }

    private void jump(String sensor, Instant at, int bytes) {
        Reading made = reading().of(sensor).at(at).celsius(20).build();
        kept.replay(
                new Reading(
                        made.sensorKey(),
                        sensor,
                        made.observedAtMillis(),
                        made.receivedAtMillis(),
                        0,
                        made.values(),
                        0,
                        1,
                        new Origin(
                                0,
                                0,
                                new byte[1],
                                new byte[bytes - 1],
                                new String[0],
                                new byte[0][])));
    }

    private void observe(String sensor, Instant at) {
        kept.replay(reading().of(sensor).at(at).celsius(20));
    }
}

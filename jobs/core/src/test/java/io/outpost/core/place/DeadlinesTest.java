package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What falls due when, by the table of deadlines in docs/topology.md. */
class DeadlinesTest {
    private static final long MINUTE = 60_000;
    private static final long NOON_MILLIS = NOON.toEpochMilli();

    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    @Test
    void aMinuteOfALivePlaceClosesSixtySecondsAfterItsEnd() {
        kept.live(reading().at(NOON.plusSeconds(5)).celsius(20));
        kept.watermark(NOON_MILLIS + 2 * MINUTE - 1);
        assertTrue(emitted.panes.isEmpty());
        kept.watermark(NOON_MILLIS + 2 * MINUTE);
        PaneRow minute = emitted.panes(PaneWidth.MINUTE).get(0);
        assertEquals(3, minute.revision(), "the counters were an event before");
        assertEquals(NOON_MILLIS + 2 * MINUTE, minute.asOfMillis());
    }

    @Test
    void butNotBeforeFiveSecondsAfterTheObservationThatOpenedItWasReceived() {
        Duration delay = Duration.ofMinutes(10);
        kept.live(reading().at(NOON).receivedAfter(delay).celsius(20));
        kept.live(reading().at(NOON.plusSeconds(3)).receivedAfter(delay).celsius(20));
        assertEquals(NOON.plus(delay).plusSeconds(5).toEpochMilli(), kept.nextDeadlineMillis());
        kept.watermark(NOON.plus(delay).plusSeconds(5));
        assertEquals(
                NOON.plus(delay).plusSeconds(5).toEpochMilli(), emitted.panes.get(0).asOfMillis());
    }

    @Test
    void aDeadlineIsAppliedBeforeARecordThatIsReceivedLaterAndIsTheSameEvent() {
        KeptPlace byTimer = new KeptPlace();
        for (KeptPlace one : List.of(kept, byTimer)) {
            one.live(reading().at(NOON.plusSeconds(5)).celsius(20));
        }
        byTimer.watermark(NOON_MILLIS + 2 * MINUTE + 500);
        for (KeptPlace one : List.of(kept, byTimer)) {
            one.live(reading().at(NOON.plusSeconds(121)).celsius(21));
        }
        assertEquals(byTimer.emitted.content(), emitted.content());
        assertEquals(3, emitted.panes(PaneWidth.MINUTE).get(0).revision());
        assertEquals(NOON_MILLIS + 2 * MINUTE, emitted.panes(PaneWidth.MINUTE).get(0).asOfMillis());
        assertEquals(byTimer.emitted.panes.get(0).asOfMillis(), emitted.panes.get(0).asOfMillis());
        assertEquals(4, kept.revision());
    }

    @Test
    void aRecordAtExactlyTheDeadlineComesBeforeIt() {
        kept.live(reading().at(NOON.plusSeconds(5)).celsius(20));
        kept.live(
                reading()
                        .of("b")
                        .at(NOON.plusSeconds(6))
                        .receivedAfter(Duration.ofSeconds(114))
                        .celsius(30));
        assertTrue(emitted.panes.isEmpty());
        kept.watermark(NOON_MILLIS + 2 * MINUTE);
        assertEquals(2, emitted.panes(PaneWidth.MINUTE).get(0).observations());
        assertEquals(4, emitted.panes(PaneWidth.MINUTE).get(0).revision());
    }

    @Test
    void whatIsDueAtOneTimeIsOneEvent() {
        Instant lastMinute = NOON.plusSeconds(59 * 60);
        kept.live(reading().at(lastMinute).celsius(20));
        kept.watermark(NOON.plusSeconds(61 * 60));
        assertEquals(1, emitted.panes(PaneWidth.MINUTE).size());
        assertEquals(1, emitted.panes(PaneWidth.QUARTER_HOUR).size());
        assertEquals(1, emitted.panes(PaneWidth.HOUR).size());
        emitted.panes.forEach(row -> assertEquals(3, row.revision()));
        assertEquals(3, emitted.counters().revision());
    }

    @Test
    void aReplayedPlaceClosesAllWhenItIsIdleSixtySecondsBeforeTwoGapsAreKnown() {
        long first = KeptPlace.REPLAYED_AT.toEpochMilli() + 10;
        kept.replay(reading().at(NOON).celsius(20));
        assertEquals(first + 60_000, kept.nextDeadlineMillis());
        kept.replay(reading().at(NOON.plusSeconds(1)).celsius(20));
        assertEquals(first + 10 + 60_000, idleDeadline());
        kept.replay(reading().at(NOON.plusSeconds(2)).celsius(20));
        assertEquals(first + 20 + 5_000, kept.nextDeadlineMillis(), "3 x 10 ms is less than 5 s");
        kept.idle();
        assertEquals(1, emitted.panes(PaneWidth.DAY).size());
        assertEquals(first + 20 + 5_000, emitted.panes(PaneWidth.DAY).get(0).asOfMillis());
    }

    @Test
    void theIdleTimeoutIsThreeTimesTheGreatestOfTheLastEightGaps() {
        int[] gaps = {4, 20, 2, 2, 2, 2, 2, 2, 2};
        long at = KeptPlace.REPLAYED_AT.toEpochMilli();
        Duration old = Duration.ofDays(1000);
        Instant observed = KeptPlace.REPLAYED_AT.minus(old);
        kept.live(reading().at(observed).receivedAfter(old).celsius(20));
        for (int gap : gaps) {
            at += gap * 1000L;
            observed = observed.plusSeconds(gap);
            kept.live(reading().at(observed).receivedAfter(old).celsius(20));
        }
        assertEquals(at + 60_000, idleDeadline(), "the gap of 20 s is the eighth from the end");
        kept.live(reading().at(observed.plusSeconds(2)).receivedAfter(old).celsius(20));
        assertEquals(at + 2_000 + 6_000, idleDeadline(), "it has gone");
    }

    @Test
    void changedRowsAreEmittedSixtySecondsAfterTheFirstChangeOfThem() {
        kept.live(reading().at(NOON).celsius(20));
        kept.watermark(NOON_MILLIS + 3 * MINUTE);
        int before = emitted.panes.size();
        kept.live(late("b", 1, 200));
        kept.live(late("c", 2, 250));
        kept.watermark(NOON.plusSeconds(1 + 200 + 60).minusMillis(1));
        assertEquals(before, emitted.panes.size());
        kept.watermark(NOON.plusSeconds(1 + 200 + 60));
        PaneRow again = emitted.pane(PaneWidth.MINUTE, NOON_MILLIS);
        assertEquals(3, again.observations());
        assertEquals(NOON.plusSeconds(261).toEpochMilli(), again.asOfMillis());
    }

    @Test
    void anObservationChangesTheRowsOfTheMinutesThatStartLessThanAnHourAfterItsOwn() {
        kept.replay(reading().at(NOON).celsius(20));
        kept.replay(reading().at(NOON.plusSeconds(59 * 60)).celsius(20));
        kept.replay(reading().at(NOON.plusSeconds(60 * 60)).celsius(20));
        kept.idle();
        int before = emitted.panes(PaneWidth.MINUTE).size();
        kept.replay(reading().of("b").at(NOON.plusSeconds(30)).celsius(30));
        kept.idle();
        List<PaneRow> again =
                emitted.panes(PaneWidth.MINUTE)
                        .subList(before, emitted.panes(PaneWidth.MINUTE).size());
        assertEquals(
                List.of(NOON_MILLIS, NOON_MILLIS + 59 * MINUTE),
                again.stream().map(PaneRow::startMillis).toList());
        assertEquals(
                7,
                emitted.counters().rewrites(),
                "two minutes, three quarter hours, an hour and a day");
    }

    @Test
    void noDataOfALivePlaceIsDueByWhenItWasReceivedAndBeginsByTheClock() {
        Duration delay = Duration.ofMinutes(20);
        kept.live(reading().at(NOON).receivedAfter(delay).celsius(20));
        kept.watermark(NOON.plus(delay).plus(Rules.STALE_AFTER).minusMillis(1));
        assertTrue(emitted.alerts.isEmpty());
        kept.watermark(NOON.plus(delay).plus(Rules.STALE_AFTER));
        AlertRow began = emitted.alerts.get(0);
        assertEquals("BEGAN", began.kind());
        assertEquals(NOON.plus(Rules.STALE_AFTER).toEpochMilli(), began.startedAtMillis());
        assertTrue(began.provisional());
        kept.watermark(NOON.plus(Duration.ofDays(3)));
        assertEquals(1, emitted.alerts.size(), "not again until the clock moves");
        kept.live(reading().at(NOON.plus(Duration.ofDays(3))).celsius(20));
        assertEquals(List.of("BEGAN", "ENDED"), emitted.alertKinds());
    }

    @Test
    void noDataOfASilenceThatWasOnlyADelayIsRetracted() {
        kept.live(reading().at(NOON).celsius(20));
        kept.watermark(NOON.plus(Rules.STALE_AFTER));
        kept.live(
                reading()
                        .at(NOON.plus(Duration.ofHours(2)))
                        .receivedAfter(Duration.ofMinutes(70))
                        .celsius(20));
        assertEquals(List.of("BEGAN", "RETRACTED"), emitted.alertKinds());
    }

    @Test
    void noDataGoesByTheNewestParameters() {
        kept.live(reading().at(NOON).celsius(20));
        kept.watermark(NOON.plusSeconds(300));
        kept.describe(600);
        kept.watermark(NOON.plusSeconds(600));
        assertEquals(List.of("BEGAN"), emitted.alertKinds());
        assertEquals(NOON.plusSeconds(600).toEpochMilli(), emitted.alerts.get(0).asOfMillis());
    }

    @Test
    void aDeadlineThatComesIntoBeingTooLateIsDueAtTheEventThatMadeIt() {
        kept.live(reading().at(NOON).celsius(20));
        kept.watermark(NOON.plusSeconds(900));
        long before = kept.revision();
        kept.describe(600);
        assertEquals(NOON.plusSeconds(900).toEpochMilli(), kept.nextDeadlineMillis());
        kept.watermark(NOON.plusSeconds(901));
        assertEquals(NOON.plusSeconds(900).toEpochMilli(), emitted.alerts.get(0).asOfMillis());
        assertEquals(before + 2, emitted.alerts.get(0).revision());
    }

    @Test
    void aReplayedPlaceRaisesNoSilence() {
        kept.replay(reading().at(NOON).celsius(20));
        kept.waitFor(Duration.ofDays(30));
        assertTrue(emitted.alerts.isEmpty());
    }

    @Test
    void livenessIsThatOfBeforeTheEvent() {
        kept.live(reading().at(NOON).celsius(20));
        // An hour and a second late: with it the place is replayed, but the deadlines before it are
        // those of a live place.
        kept.live(
                reading()
                        .at(NOON.plusSeconds(200))
                        .receivedAfter(Duration.ofSeconds(3601))
                        .celsius(20));
        PaneRow minute = emitted.panes(PaneWidth.MINUTE).get(0);
        assertEquals(NOON_MILLIS + 2 * MINUTE, minute.asOfMillis());
        assertEquals(3, minute.revision());
        long last = NOON.plusSeconds(3801).toEpochMilli();
        assertEquals(last + 60_000, idleDeadline());
    }

    @Test
    void theCountersAreEmittedSixtySecondsAfterTheFirstCountThatWasNot() {
        kept.live(reading().at(NOON).celsius(20));
        kept.live(reading().at(NOON).receivedAfter(Duration.ofSeconds(30)).celsius(20));
        kept.watermark(NOON_MILLIS + MINUTE - 1);
        assertTrue(emitted.counters.isEmpty());
        kept.watermark(NOON_MILLIS + MINUTE);
        assertEquals(1, emitted.counters().duplicate());
        assertEquals(NOON_MILLIS + MINUTE, emitted.counters().asOfMillis());
        assertEquals(3, emitted.counters().revision());
    }

    @Test
    void everyRecordThatNamesThePlaceRaisesTheRevisionByOne() {
        kept.live(reading().at(NOON).celsius(20));
        kept.live(reading().at(NOON).celsius(20));
        kept.live(reading().at(NOON).celsius(21));
        kept.live(
                reading()
                        .at(NOON.minus(Duration.ofDays(8)))
                        .receivedAfter(Duration.ofDays(8))
                        .celsius(21));
        kept.reject();
        kept.describe(7200);
        kept.live(
                reading()
                        .at(NOON.plus(Duration.ofDays(9)))
                        .receivedAfter(Duration.ofDays(-9))
                        .celsius(21));
        assertEquals(7, kept.revision());
        assertEquals(5, emitted.rejected.get(0).revision());
        assertEquals(4, emitted.late.get(0).revision());
        assertEquals(6, emitted.places.get(0).revision());
    }

    @Test
    void timersAfterASavepointFindTheSameDeadline() {
        kept.live(reading().at(NOON).celsius(20));
        kept.live(reading().at(NOON.plusSeconds(100)).celsius(20));
        long next = kept.nextDeadlineMillis();
        kept.throughSavepoint();
        assertEquals(next, kept.nextDeadlineMillis());
        kept.idle();
        kept.throughSavepoint();
        kept.watermark(NOON.plus(Rules.STALE_AFTER).plusSeconds(100));
        assertEquals(List.of("BEGAN"), emitted.alertKinds());
    }

    /** An observation of the first minute that is received seconds after it was made. */
    private static Readings late(String sensor, int second, int receivedAfterSeconds) {
        return reading()
                .of(sensor)
                .at(NOON.plusSeconds(second))
                .receivedAfter(Duration.ofSeconds(receivedAfterSeconds))
                .celsius(20);
    }

    /** The counters of a test may be due before the place is idle. */
    private long idleDeadline() {
        return kept.place.clock.idleFromMillis();
    }
}

package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What becomes of each record of a replayed log: records, accepted, duplicate, conflict, late ...
 */
class PlaceFoldTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");

    private final HandMadeLog log = new HandMadeLog().replayed(LATER, Duration.ofMillis(10));

    @Test
    void takesTheFirstOfASecondAndKeepsDuplicatesAndConflictsApart() {
        log.at("PT0S", 20).at("PT0.5S", 20).at("PT0.9S", 21).at("PT1S", 21);
        assertEquals("counters 4=2+1+1+0+0+0, 0 changed, 0 open", lastCounters());
    }

    @Test
    void knowsSensorsApart() {
        log.at("PT0S", 20).sensor("b").at("PT0S", 20);
        assertEquals("counters 2=2+0+0+0+0+0, 0 changed, 0 open", lastCounters());
    }

    @Test
    void takesAnotherDeclaredIntervalForAConflict() {
        log.at("PT0S", 20).interval(30).at("PT0S", 20);
        assertEquals("counters 2=1+0+1+0+0+0, 0 changed, 0 open", lastCounters());
    }

    @Test
    void isLateFromAWeekBehindTheClockOnEvenAsADuplicate() {
        log.at("PT0S", 20).at("PT168H", 20).at("PT0S", 20).at("PT168H1S", 20).at("PT0S", 20);
        assertEquals("counters 5=3+1+0+1+0+0", lastCounters().substring(0, 22));
        assertEquals(
                List.of("late behind 06-08T12:00:01"),
                Emitted.of(Table.LATE, log.emissionsUntil("PT9999H")));
    }

    @Test
    void leavesTheMinuteTierAfterTwoHours() {
        log.at("PT0S", 20).at("PT2H", 20).at("PT1S", 20).at("PT2H2S", 20).at("PT1.5S", 21);
        log.sensor("b").at("PT1S", 20);
        assertEquals(1, counters().hourTierOnly());
        assertEquals(1, counters().conflict());
    }

    @Test
    void aPlaceIsMadeByWhatIsAcceptedAndNotByWhatIsRejected() {
        log.rejected("PT0S").at("PT1S", 20).rejected("PT2S");
        List<String> lines = Emitted.lines(log.emissionsUntil("PT9999H"));
        assertEquals("0 08-01T00:00:00 rejected 0:0 NO_QUANTITY", lines.get(0));
        assertEquals("2 08-01T00:00:00.020 rejected 0:2 NO_QUANTITY", lines.get(1));
    }

    @Test
    void everyRecordThatNamesThePlaceIsAnEventAndRejectedOnesAreNotCounted() {
        log.at("PT0S", 20).at("PT0S", 20).at("PT0S", 21).at("PT300H", 20).rejected("PT0S");
        log.parameters("PT0S", 600);
        assertEquals(6, log.revisionAt("PT0S"));
        assertEquals(4, counters().records());
        assertEquals(1, counters().waiting());
    }

    @Test
    void aConfirmedJumpIsOneEventThatAppliesBoth() {
        log.at("PT0S", 20).at("PT400H", 20).at("PT232H", 20);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(3, counters().accepted());
        assertEquals(1, counters().hourTierOnly());
        // The third event closes what the first had open, and the hour and day of 232 h.
        List<String> third =
                Emitted.lines(emissions).stream().filter(line -> line.startsWith("3 ")).toList();
        assertEquals(
                List.of(
                        "3 08-01T00:00:00.020 minute 12:00:00",
                        "3 08-01T00:00:00.020 quarter 12:00:00",
                        "3 08-01T00:00:00.020 hour 12:00:00",
                        "3 08-01T00:00:00.020 hour 06-11T04:00:00",
                        "3 08-01T00:00:00.020 day",
                        "3 08-01T00:00:00.020 day",
                        "3 08-01T00:00:00.020 counters 3=3+0+0+0+0+0, 0 changed, 4 open"),
                third);
    }

    @Test
    void rejectsAJumpThatIsNotConfirmedByTheEventOfTheNext() {
        log.at("PT0S", 20).at("PT400H", 20).at("PT1M", 20).at("PT500H", 20).at("PT200H", 20);
        assertEquals("counters 5=2+0+0+0+2+1", lastCounters().substring(0, 22));
        assertEquals(
                List.of(
                        "3 08-01T00:00:00.020 rejected 0:1 TIME_JUMP",
                        "5 08-01T00:00:00.040 rejected 0:3 TIME_JUMP"),
                Emitted.lines(log.emissionsUntil("PT9999H")).stream()
                        .filter(line -> line.contains("rejected"))
                        .toList());
    }

    @Test
    void countsFlagsOfAcceptedOnesOnly() {
        log.at("PT0S", Measure.RELATIVE_HUMIDITY_PERCENT, -9999)
                .at("PT0S", Measure.RELATIVE_HUMIDITY_PERCENT, -9999)
                .at("PT1S", Measure.RELATIVE_HUMIDITY_PERCENT, 101)
                .at("PT2S", Measure.RELATIVE_HUMIDITY_PERCENT, Double.NaN);
        assertEquals(
                Map.of(
                        "RELATIVE_HUMIDITY_PERCENT",
                        Map.of("SENTINEL", 1L, "OUT_OF_RANGE", 1L, "NOT_A_NUMBER", 1L)),
                counters().flagged());
    }

    @Test
    void findsTheIntervalInWhatIsFinal() {
        log.interval(0);
        for (int minute = 0; minute < 190; minute += 5) {
            log.at("PT" + minute + "M", 20);
        }
        List<Accepted> accepted = new ArrayList<>();
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, Rules.defaults(), e -> {}, accepted::add);
        log.records.forEach(fold::take);
        assertEquals(0, accepted.get(35).coveredSeconds(), "14:55, nothing is final");
        assertEquals(300, accepted.get(36).coveredSeconds(), "15:00, from the hour of noon");
    }

    @Test
    void rejectsNoGoodObservationBesideASensorWithADeadClock() {
        for (int minute = 0; minute < 20; minute++) {
            log.sensor("dead").at("PT" + (minute - 6 * 365 * 24 * 60) + "M", 20);
            log.sensor("good").at("PT" + minute + "M", 20);
        }
        CountersContent counters = counters();
        assertEquals(0, counters.rejected());
        // The good clock holds from its second observation on.
        assertEquals(18, counters.late());
        assertEquals(22, counters.accepted());
    }

    @Test
    void aPlaceIsNotMovedByTwoSensorsThatAreAheadOnce() {
        log.at("PT0S", 20).sensor("b").at("PT400H", 20).sensor("c").at("PT401H", 20);
        log.sensor("a").at("PT1M", 20).sensor("b").at("PT2M", 20).sensor("c").at("PT2M", 20);
        assertEquals("counters 6=4+0+0+0+2+0", lastCounters().substring(0, 22));
    }

    @Test
    void threeSensorsThatAreAheadConfirmEachOther() {
        log.at("PT0S", 20).sensor("b").at("PT400H", 20).sensor("c").at("PT568H", 20);
        log.sensor("d").at("PT900H", 20).sensor("e").at("PT500H", 20);
        assertEquals(4, counters().accepted());
        assertEquals(1, counters().waiting());
        assertEquals(HandMadeLog.millis("PT568H"), counters().clockMillis());
    }

    @Test
    void threeSensorsThatAreFurtherApartWait() {
        log.at("PT0S", 20).sensor("b").at("PT400H", 20).sensor("c").at("PT569H", 20);
        log.sensor("e").at("PT500H", 20);
        assertEquals(3, counters().waiting());
    }

    @Test
    void whatWaitsHas64KibibytesTogetherAtMost() {
        log.at("PT0S", 20).recordBytes(40_000).sensor("b").at("PT400H", 20);
        log.recordBytes(25_536).sensor("c").at("PT800H", 20);
        assertEquals(2, counters().waiting());
        log.recordBytes(1).sensor("d").at("PT1200H", 20);
        assertEquals("counters 4=1+0+0+0+1+2", lastCounters().substring(0, 22));
        assertEquals(
                List.of("rejected 0:3 TIME_JUMP"),
                Emitted.of(Table.REJECTED, log.emissionsUntil("PT9999H")));
    }

    @Test
    void theOneOfItsOwnSensorDoesNotCount() {
        log.at("PT0S", 20).recordBytes(65_536).sensor("b").at("PT600H", 20);
        // Earlier by more than a week: the first is rejected, and this one waits instead.
        log.at("PT400H", 20);
        assertEquals("counters 3=1+0+0+0+1+1", lastCounters().substring(0, 22));
        // Later by more than a week: the first is confirmed, and this one waits.
        log.at("PT800H", 20);
        assertEquals("counters 4=2+0+0+0+1+1", lastCounters().substring(0, 22));
    }

    @Test
    void oneThatIsConfirmedMayBeOfAnySize() {
        log.at("PT0S", 20).recordBytes(65_536).sensor("b").at("PT400H", 20).at("PT401H", 20);
        assertEquals(3, counters().accepted());
    }

    @Test
    void oneThatAloneIsLargerDoesNotWait() {
        log.at("PT0S", 20).recordBytes(65_537).sensor("b").at("PT400H", 20);
        assertEquals(1, counters().rejected());
    }

    @Test
    void aHundredSensorsWaitAtMost() {
        log.at("PT0S", 20);
        for (int i = 1; i <= 101; i++) {
            log.sensor("s" + i).at("PT" + i * 400 + "H", 20);
        }
        assertEquals(100, counters().waiting());
        assertEquals(1, counters().rejected());
        log.sensor("s100").at("PT20H", 20);
        assertEquals(99, counters().waiting());
    }

    private String lastCounters() {
        List<String> counters = Emitted.of(Table.PLACE_COUNTERS, log.emissionsUntil("PT9999H"));
        return counters.get(counters.size() - 1);
    }

    private CountersContent counters() {
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, Rules.defaults(), e -> {}, a -> {});
        log.records.forEach(fold::take);
        return fold.counters();
    }
}

package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.log.PartitionCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What falls due by the log's time, and when: the table of deadlines in docs/topology.md. */
class DeadlinesTest {
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    private final HandMadeLog log = new HandMadeLog();

    @Test
    void aPaneOfALivePlaceClosesAMinuteAfterItsEndAndCountersAMinuteAfterTheFirst() {
        log.at("PT10S", 20);
        assertEquals(
                List.of(
                        "2 12:01:10 counters 1=1+0+0+0+0+0, 0 changed, 4 open",
                        "3 12:02:00 minute 12:00:00",
                        "4 12:16:00 quarter 12:00:00",
                        "5 13:01:00 hour 12:00:00",
                        "5 13:01:00 counters 1=1+0+0+0+0+0, 0 changed, 1 open"),
                lines("PT2H"));
    }

    @Test
    void notBeforeFiveSecondsAfterItsFirstObservationWasReceived() {
        log.received("PT30M").at("PT0S", 20);
        assertEquals(
                List.of("2 12:30:05 minute 12:00:00", "2 12:30:05 quarter 12:00:00"),
                lines("PT30M59S"));
    }

    @Test
    void aWatermarkPassesWhatIsDueAtItsTime() {
        log.at("PT10S", 20);
        assertEquals(List.of(), lines("PT1M9.999S"));
        assertEquals(1, lines("PT1M10S").size());
    }

    @Test
    void whatIsDueAtOneTimeIsOneEvent() {
        log.received("PT1M").at("PT30S", 20);
        assertEquals(
                List.of(
                        "2 12:02:00 minute 12:00:00",
                        "2 12:02:00 counters 1=1+0+0+0+0+0, 0 changed, 3 open"),
                lines("PT3M"));
    }

    @Test
    void aRecordAtExactlyThatTimeComesFirst() {
        log.at("PT0S", 20).at("PT1M", 21);
        assertEquals(
                List.of("3 12:01:00 counters 2=2+0+0+0+0+0, 0 changed, 5 open"), lines("PT1M30S"));
    }

    @Test
    void aRecordAMillisecondLaterComesAfterIt() {
        log.at("PT0S", 20).received("PT1M0.001S").at("PT1M", 21);
        assertEquals(
                List.of("2 12:01:00 counters 1=1+0+0+0+0+0, 0 changed, 4 open"), lines("PT1M30S"));
        assertEquals(3, log.revisionAt("PT1M30S"));
    }

    @Test
    void isLiveAsItStoodBeforeTheEvent() {
        log.at("PT0S", 20).received("PT2H").at("PT5M", 21);
        assertEquals(
                List.of(
                        "2 12:01:00 counters 1=1+0+0+0+0+0, 0 changed, 4 open",
                        "3 12:02:00 minute 12:00:00",
                        "4 12:16:00 quarter 12:00:00",
                        "5 13:01:00 hour 12:00:00",
                        "5 13:01:00 counters 1=1+0+0+0+0+0, 0 changed, 1 open",
                        // 12:05 was received after more than an hour: the idle timeout from now on
                        "7 14:01:00 minute 12:05:00",
                        "7 14:01:00 quarter 12:00:00",
                        "7 14:01:00 hour 12:00:00",
                        "7 14:01:00 day",
                        "7 14:01:00 counters 2=2+0+0+0+0+0, 2 changed, 0 open"),
                lines("PT3H"));
    }

    @Test
    void anHourIsLiveStill() {
        log.received("PT1H").at("PT0S", 20);
        assertEquals("2 13:00:05 minute 12:00:00", lines("PT2H").get(0));
    }

    @Test
    void aReplayedPlaceClosesAfterAMinuteWhileFewerThanTwoGapsAreKnown() {
        log.replayed(JULY, Duration.ofSeconds(1)).at("PT0S", 20).at("PT5S", 20);
        assertEquals(
                List.of(
                        // A minute after the first count, and after the last observation.
                        "3 07-01T00:01:00 counters 2=2+0+0+0+0+0, 0 changed, 4 open",
                        "4 07-01T00:01:01 minute 12:00:00",
                        "4 07-01T00:01:01 quarter 12:00:00",
                        "4 07-01T00:01:01 hour 12:00:00",
                        "4 07-01T00:01:01 day",
                        "4 07-01T00:01:01 counters 2=2+0+0+0+0+0, 0 changed, 0 open"),
                lines("PT1000H"));
    }

    @Test
    void aReplayedPlaceClosesAfterThreeTimesItsGreatestGap() {
        log.replayed(JULY, Duration.ofSeconds(7)).at("PT0S", 20).at("PT5S", 20).at("PT9S", 20);
        // Received at 0, 7 and 14 s: 21 s after the last.
        assertEquals("4 07-01T00:00:35 minute 12:00:00", lines("PT1000H").get(0));
    }

    @Test
    void theIdleTimeoutIsFiveSecondsAtLeastAndTenMinutesAtMost() {
        log.replayed(JULY, Duration.ofMillis(10)).at("PT0S", 20).at("PT5S", 20).at("PT9S", 20);
        assertEquals("4 07-01T00:00:05.020 minute 12:00:00", lines("PT1000H").get(0));
        IdleTimeout idle = new IdleTimeout();
        idle.accepted(0);
        idle.accepted(300_000);
        idle.accepted(600_000);
        assertEquals(600_000 + 600_000, idle.dueMillis());
    }

    @Test
    void onlyTheLastEightGapsCount() {
        IdleTimeout idle = new IdleTimeout();
        idle.accepted(0);
        idle.accepted(100_000);
        for (int i = 1; i <= 7; i++) {
            idle.accepted(100_000 + i * 2_000);
        }
        assertEquals(114_000 + 300_000, idle.dueMillis(), "the long gap is the eighth");
        idle.accepted(116_000);
        assertEquals(116_000 + 6_000, idle.dueMillis(), "it is forgotten");
    }

    @Test
    void changedRowsComeAMinuteAfterTheFirstChange() {
        log.received("PT700H").at("PT0S", 20);
        log.received("PT700H10S").at("PT5M", 20);
        log.received("PT700H20S").at("PT6M", 20);
        // Idle 30 s after 20 s all is closed; these two change the same closed rows.
        log.received("PT701H").at("PT6M30S", 21);
        log.received("PT701H50S").at("PT6M40S", 22);
        List<String> lines = lines("PT702H");
        assertEquals(
                List.of(
                        "06-30T17:01:00 minute 12:06:00",
                        "06-30T17:01:00 quarter 12:00:00",
                        "06-30T17:01:00 hour 12:00:00",
                        "06-30T17:01:00 day",
                        "06-30T17:01:00 counters 5=5+0+0+0+0+0, 4 changed, 0 open"),
                lines.subList(lines.size() - 5, lines.size()).stream()
                        .map(line -> line.substring(2))
                        .toList());
    }

    @Test
    void receivedNeverStepsBackWithinAPartition() {
        PartitionCounts partition = new PartitionCounts();
        assertEquals(5000, partition.receive(5000));
        assertEquals(5000, partition.receive(3000));
        assertEquals(5001, partition.receive(5001));
    }

    private List<String> lines(String until) {
        List<Emission> emissions = log.emissionsUntil(until);
        return Emitted.lines(emissions);
    }
}

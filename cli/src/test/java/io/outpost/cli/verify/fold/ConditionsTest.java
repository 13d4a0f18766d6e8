package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each change of a state, by cold: with hourly values the mean of an hour is the one value. */
class ConditionsTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");

    private final HandMadeLog log =
            new HandMadeLog().replayed(LATER, Duration.ofMillis(10)).interval(3600);

    @Test
    void isActiveAfterTheTimeOfPendingAndOverAfterThatOfRecovery() {
        hourly(5, -1, -1, -11, -11, 5, 5, 5);
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > OK null",
                        "13:01 OK > PENDING null",
                        "14:01 PENDING > ACTIVE LOW",
                        "15:01 ACTIVE > ACTIVE MODERATE",
                        "17:01 ACTIVE > RECOVERING MODERATE",
                        "18:01 RECOVERING > OK MODERATE"),
                transitions());
        assertEquals(
                List.of(
                        "COLD from 14:01:00 to now, LOW, peak LOW",
                        "COLD from 14:01:00 to now, MODERATE, peak MODERATE",
                        "COLD from 14:01:00 to 18:01:00, MODERATE, peak MODERATE"),
                Emitted.of(Table.CONDITION_EPISODES, emissions()));
        assertEquals(
                List.of(
                        "COLD BEGAN 14:01:00 of 14:01:00, LOW, ended no",
                        "COLD CHANGED 15:01:00 of 14:01:00, MODERATE, ended no",
                        "COLD ENDED 18:01:00 of 14:01:00, MODERATE, ended 18:01:00"),
                alerts());
    }

    @Test
    void leavesALevelOnlyBeyondTheHysteresis() {
        hourly(-11, -11, -9, -8.99, 0.5, 1, 1.01, -1);
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > PENDING null",
                        "13:01 PENDING > ACTIVE MODERATE",
                        "15:01 ACTIVE > ACTIVE LOW",
                        "18:01 ACTIVE > RECOVERING LOW",
                        "19:01 RECOVERING > ACTIVE LOW"),
                transitions());
    }

    @Test
    void isUnknownFromTheEndOfTheAllowedSilence() {
        hourly(-1, -1);
        log.at("PT4H0.001S", -1);
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > PENDING null",
                        "13:01 PENDING > ACTIVE LOW",
                        "16:00 ACTIVE > UNKNOWN LOW",
                        "16:01 UNKNOWN > PENDING null"),
                transitions());
        assertEquals("COLD ENDED 16:00:00 of 13:01:00, LOW, ended 16:00:00", alerts().get(1));
    }

    @Test
    void allowsTheSilenceThatAVersionOfThePlaceSays() {
        log.parameters("PT-1H", 3599);
        hourly(5, 5);
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > OK null",
                        "12:59 OK > UNKNOWN null",
                        "13:01 UNKNOWN > OK null"),
                transitions());
    }

    @Test
    void isUncertainWithTooLittleCoverageAndKeepsTheEpisode() {
        hourly(-1, -1);
        log.interval(60).at("PT2H", 20).interval(3600).at("PT4H", -1);
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > PENDING null",
                        "13:01 PENDING > ACTIVE LOW",
                        "14:01 ACTIVE > UNCERTAIN LOW",
                        "16:01 UNCERTAIN > ACTIVE LOW"),
                transitions());
    }

    @Test
    void takesBackAnEpisodeThatALateObservationUndoes() {
        hourly(-1, -1);
        log.at("PT70M", -1).sensor("b").at("PT1H10S", 30).at("PT65M", 30);
        List<Emission> emissions = emissions();
        assertEquals(
                List.of(
                        "COLD BEGAN 13:01:00 of 13:01:00, LOW, ended no",
                        "COLD RETRACTED 13:01:00 of 13:01:00, LOW, ended no"),
                Emitted.of(Table.ALERTS, emissions));
        assertEquals(
                List.of(
                        "COLD 12:01:00 UNKNOWN > PENDING null",
                        "COLD 13:01:00 PENDING > ACTIVE LOW",
                        "COLD 13:01:00 PENDING > OK null"),
                Emitted.of(Table.CONDITION_TRANSITIONS, emissions));
    }

    @Test
    void correctsAnEpisodeWhoseStepsWereOthers() {
        hourly(-1, -1, -11, -11);
        log.at("PT190M", -11).sensor("b").at("PT2H10S", -1).at("PT185M", -11);
        // The mean of the hour to 14:01 was -11, and is -6.
        assertEquals(
                List.of(
                        "COLD BEGAN 13:01:00 of 13:01:00, LOW, ended no",
                        "COLD CHANGED 14:01:00 of 13:01:00, MODERATE, ended no",
                        "COLD CORRECTED 15:01:00 of 13:01:00, MODERATE, ended no"),
                alerts());
        // Its row comes with each of its alerts, also as it was.
        assertEquals(
                List.of(
                        "COLD from 13:01:00 to now, LOW, peak LOW",
                        "COLD from 13:01:00 to now, MODERATE, peak MODERATE",
                        "COLD from 13:01:00 to now, MODERATE, peak MODERATE"),
                Emitted.of(Table.CONDITION_EPISODES, emissions()));
        assertEquals(
                List.of(
                        "COLD 14:01:00 ACTIVE > ACTIVE MODERATE, retracted",
                        "COLD 15:01:00 ACTIVE > ACTIVE MODERATE"),
                Emitted.of(Table.CONDITION_TRANSITIONS, emissions()).subList(3, 5));
    }

    private void hourly(double... celsius) {
        for (int hour = 0; hour < celsius.length; hour++) {
            log.at("PT" + hour + "H", celsius[hour]);
        }
    }

    private List<Emission> emissions() {
        return log.emissionsUntil("PT9999H");
    }

    private List<String> transitions() {
        return Emitted.of(Table.CONDITION_TRANSITIONS, emissions()).stream()
                .map(line -> line.substring(5, 10) + line.substring(line.indexOf(" ", 6)))
                .toList();
    }

    private List<String> alerts() {
        return Emitted.of(Table.ALERTS, emissions());
    }
}

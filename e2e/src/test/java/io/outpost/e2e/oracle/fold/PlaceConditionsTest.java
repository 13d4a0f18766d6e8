package io.outpost.e2e.oracle.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.e2e.oracle.HandMadeLog;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each change of a state, by cold: with hourly values the mean of an hour is the one value. */
class PlaceConditionsTest {
    private static final long THREE_HOURS = 3 * PaneSeries.HOUR;

    private final HandMadeLog log = new HandMadeLog().interval(3600);

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
        Episode episode = conditions().episodes().values().iterator().next();
        assertEquals(Instant.parse("2026-06-01T18:01:00Z").toEpochMilli(), episode.endedMillis());
        assertEquals("MODERATE", episode.peakLevel());
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
    void leavesPendingAtOnce() {
        hourly(-1, 5);
        assertEquals(
                List.of("12:01 UNKNOWN > PENDING null", "13:01 PENDING > OK null"), transitions());
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
    }

    @Test
    void allowsTheSilenceThatAVersionOfThePlaceSays() {
        hourly(5, 5);
        StaleAfter hour = new StaleAfter(THREE_HOURS);
        hour.add(new StaleAfter.Version(Long.MIN_VALUE, 3599));
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > OK null",
                        "12:59 OK > UNKNOWN null",
                        "13:01 UNKNOWN > OK null"),
                transitions(hour));
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

    private void hourly(double... celsius) {
        for (int hour = 0; hour < celsius.length; hour++) {
            log.at("PT" + hour + "H", celsius[hour]);
        }
    }

    private List<String> transitions() {
        return transitions(new StaleAfter(THREE_HOURS));
    }

    private List<String> transitions(StaleAfter staleAfter) {
        return conditions(staleAfter).transitions().stream()
                .map(
                        t ->
                                "%s %s > %s %s"
                                        .formatted(
                                                Instant.ofEpochMilli(t.atMillis())
                                                        .toString()
                                                        .substring(11, 16),
                                                t.from(),
                                                t.to(),
                                                t.level()))
                .toList();
    }

    private PlaceConditions conditions() {
        return conditions(new StaleAfter(THREE_HOURS));
    }

    private PlaceConditions conditions(StaleAfter staleAfter) {
        return new PlaceConditions(
                HandMadeLog.PLACE,
                Rules.defaults(),
                new PlacePanes(log.fold().accepted()).minutes(),
                staleAfter);
    }
}

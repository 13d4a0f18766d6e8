package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NO_DATA, and from when parameters apply. */
class SilenceTest {
    private final HandMadeLog log = new HandMadeLog();

    @Test
    void beginsAfterTheAllowedSilenceAndEndsWithTheNextObservation() {
        log.received("PT1M").at("PT0S", 20).at("PT4H", 20);
        assertEquals(
                List.of(
                        "15:01:00 NO_DATA BEGAN 15:00:00 of 15:00:00, null, ended no",
                        "16:00:00 NO_DATA ENDED 16:00:00 of 15:00:00, null, ended 16:00:00"),
                alerts("PT5H"));
    }

    @Test
    void isRetractedByOneThatOnlyCameLate() {
        log.at("PT0S", 20).received("PT3H30M").at("PT3H", 20);
        assertEquals(
                List.of(
                        "15:00:00 NO_DATA BEGAN 15:00:00 of 15:00:00, null, ended no",
                        "15:30:00 NO_DATA RETRACTED 15:00:00 of 15:00:00, null, ended no"),
                alerts("PT5H"));
    }

    @Test
    void isNotRaisedAgainUntilTheClockMoves() {
        log.at("PT10S", 20).received("PT4H").at("PT5S", 20).at("PT4H1M", 20);
        assertEquals(
                List.of(
                        "15:00:10 NO_DATA BEGAN 15:00:10 of 15:00:10, null, ended no",
                        "16:01:00 NO_DATA ENDED 16:01:00 of 15:00:10, null, ended 16:01:00",
                        "19:01:00 NO_DATA BEGAN 19:01:00 of 19:01:00, null, ended no"),
                alerts("PT12H"));
    }

    @Test
    void isNotRaisedAtAReplayedPlace() {
        log.received("PT1H0.001S").at("PT0S", 20);
        assertEquals(List.of(), alerts("PT99H"));
    }

    @Test
    void isDueAtTheTimeOfParametersThatAllowLess() {
        log.at("PT0S", 20).parameters("PT2H", 3600);
        assertEquals(
                List.of("14:00:00 NO_DATA BEGAN 13:00:00 of 13:00:00, null, ended no"),
                alerts("PT5H"));
    }

    @Test
    void allowsTheDefaultWhenParametersAreTakenBack() {
        log.at("PT0S", 20).parameters("PT1S", 600).removed("PT2S");
        assertEquals("15:00:00", alerts("PT5H").get(0).substring(0, 8));
    }

    @Test
    void aVersionAppliesFromTheMinuteAfterTheLatestClosedOne() {
        log.parameters("PT-1M", 600).parameters("PT-30S", 700).at("PT0S", 20);
        log.parameters("PT5M", 800);
        assertEquals(
                List.of("version from first", "version from first", "version from 12:01:00"),
                Emitted.of(Table.PLACE_VERSIONS, log.emissionsUntil("PT6M")));
    }

    private List<String> alerts(String until) {
        List<Emission> emissions = log.emissionsUntil(until);
        return Emitted.lines(emissions.stream().filter(one -> one.table() == Table.ALERTS).toList())
                .stream()
                .map(line -> line.replaceFirst("^\\d+ ", ""))
                .toList();
    }
}

package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A place that has been silent for a week, by the log's time. */
class ShrinkingTest {
    private static final String WEEK = "PT168H";

    private final HandMadeLog log = new HandMadeLog();

    @Test
    void isAnEventAWeekAfterTheOneThatLastMovedTheClockAndEmitsNothing() {
        log.at("PT0S", 20);
        long before = log.revisionAt("PT167H59M59.999S");
        assertEquals(before + 1, log.revisionAt(WEEK));
        assertEquals(before + 1, log.revisionAt("PT9999H"), "not again");
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertTrue(emissions.stream().allMatch(e -> e.revision() <= before));
    }

    @Test
    void aRecordAtExactlyThatTimeComesFirst() {
        log.at("PT0S", 20).received(WEEK).at("PT-1S", 20);
        assertEquals("2=2+0+0+0+0+0", counts());
        log.records.remove(1);
        log.received("PT168H0.001S").at("PT-1S", 20);
        assertEquals("2=1+0+0+1+0+0", counts());
    }

    @Test
    void onlyWhatMovesTheClockPutsItOff() {
        log.at("PT0S", 20);
        // Accepted, duplicate, parameters, rejected, waiting: none of them moves it.
        log.received("PT100H").at("PT-1M", 20).received("PT101H").at("PT0S", 20);
        log.parameters("PT102H", 600).rejected("PT103H");
        log.sensor("b").received("PT104H").at("PT400H", 20).sensor("a");
        log.received("PT168H0.001S").at("PT-2M", 20);
        assertEquals("5=2+1+0+1+0+1", counts());
    }

    @Test
    void isCountedFromTheEventAndNotFromWhenTheObservationCame() {
        log.at("PT0S", 20).received("PT1S").at("PT400H", 20);
        // Confirmed an hour later by one that is older: the first moves the clock, in this event.
        log.received("PT1H").at("PT399H", 20);
        log.received("PT168H59M").at("PT398H", 20);
        assertEquals("4=4+0+0+0+0+0", counts());
        log.received("PT169H0.001S").at("PT397H", 20);
        assertEquals("5=4+0+0+1+0+0", counts());
    }

    @Test
    void whatIsNotNewerIsLateFromThenOnAlsoWhenTheClockHasMoved() {
        log.at("PT0S", 20).received("PT200H").at("PT0S", 20);
        log.sensor("b").received("PT200H1M").at("PT0S", 20);
        log.received("PT200H2M").at("PT1M", 20).received("PT200H3M").at("PT-5M", 20);
        // To the second.
        log.received("PT200H4M").at("PT0.999S", 20).received("PT200H5M").at("PT1S", 20);
        assertEquals("7=3+0+0+4+0+0", counts());
        assertEquals(
                List.of(
                        "late behind 12:00:00",
                        "late behind 12:00:00",
                        "late behind 12:01:00",
                        "late behind 12:01:00"),
                Emitted.of(Table.LATE, log.emissionsUntil("PT9999H")));
    }

    @Test
    void shrinksAgainWhenTheClockHasMoved() {
        log.at("PT0S", 20).received("PT200H").at("PT160H", 20).received("PT300H").at("PT159H", 21);
        assertEquals("3=3+0+0+0+0+0", counts());
        log.received("PT368H0.001S").at("PT158H", 21);
        assertEquals("4=3+0+0+1+0+0", counts());
    }

    @Test
    void aDuplicateOfAForgottenSecondIsLateWhateverItsMilliseconds() {
        log.at("PT0.1S", 20).received("PT200H").at("PT0.2S", 20);
        assertEquals("2=1+0+0+1+0+0", counts());
    }

    @Test
    void whatWaitsGoesOnWaitingAndIsLateWhenTheClockHasComeBeyondIt() {
        log.at("PT0S", 20).sensor("b").received("PT1H").at("PT170H", 20);
        log.sensor("a").received("PT2H").at("PT100H", 20).received("PT3H").at("PT200H", 20);
        assertEquals("4=3+0+0+0+0+1", counts());
        // Nearly 8 days on, b's next one is ahead too: the first of b is applied, and late.
        log.sensor("b").received("PT300H").at("PT370H", 20);
        assertEquals("5=3+0+0+1+0+1", counts());
        assertEquals(
                List.of("late behind 06-09T20:00:00"),
                Emitted.of(Table.LATE, log.emissionsUntil("PT9999H")));
    }

    @Test
    void forgetsGapsButNotTheIntervalsOfHoursThatHaveBegun() {
        log.interval(0);
        for (int minute = 0; minute <= 190; minute += 5) {
            log.at("PT" + minute + "M", 20);
        }
        log.received("PT400H").at("PT195M", 20).received("PT400H1M").at("PT240M", 20);
        List<Accepted> accepted = accepted();
        assertEquals(300, accepted.get(38).coveredSeconds(), "15:10");
        assertEquals(300, accepted.get(39).coveredSeconds(), "15:15, found before");
        assertEquals(0, accepted.get(40).coveredSeconds(), "16:00, of gaps that are forgotten");
    }

    @Test
    void theStateOfRainStays() {
        log.at("PT0S", Measure.PRECIPITATION_COUNTER_MILLIMETRES, 10);
        log.received("PT200H").at("PT30M", Measure.PRECIPITATION_COUNTER_MILLIMETRES, 12.5);
        assertEquals(
                2.5,
                Emitted.value(
                        log.emissionsUntil("PT9999H"),
                        Table.HOUR_AGGREGATES,
                        "PT0S",
                        "precipitation_millimetres_total"));
    }

    @Test
    void windowsReachBackAsBefore() {
        log.at("PT0S", 20).at("PT10M", 30).received("PT200H").at("PT20M", 40);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(30.0, mean(emissions));
        assertEquals(
                3.0,
                Emitted.value(
                        emissions, Table.HOUR_AGGREGATES, "PT0S", "air_temperature_celsius_n"));
    }

    @Test
    void comesLastOfWhatIsDueAtOneTimeInOneEvent() {
        // The no-data alert of a place that may be silent for a week is due at the same time.
        log.parameters("PT-1S", 604_800).at("PT0S", 20);
        long before = log.revisionAt("PT167H59M59.999S");
        assertEquals(before + 1, log.revisionAt("PT9999H"));
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(before + 1, emissions.get(emissions.size() - 1).revision());
        assertEquals(Table.ALERTS, emissions.get(emissions.size() - 1).table());
    }

    @Test
    void aPlaceWithoutAClockDoesNotShrink() {
        log.parameters("PT0S", 600);
        assertEquals(1, log.revisionAt("PT9999H"));
    }

    private static double mean(List<Emission> emissions) {
        return Emitted.value(
                emissions, Table.MINUTE_AGGREGATES, "PT20M", "air_temperature_celsius_mean_1h");
    }

    private List<Accepted> accepted() {
        List<Accepted> accepted = new ArrayList<>();
        fold(accepted);
        return accepted;
    }

    private String counts() {
        CountersContent c = fold(new ArrayList<>()).counters();
        return "%d=%d+%d+%d+%d+%d+%d"
                .formatted(
                        c.records(),
                        c.accepted(),
                        c.duplicate(),
                        c.conflict(),
                        c.late(),
                        c.rejected(),
                        c.waiting());
    }

    private PlaceFold fold(List<Accepted> accepted) {
        PlaceFold fold = new PlaceFold(HandMadeLog.PLACE, Rules.defaults(), e -> {}, accepted::add);
        log.records.forEach(fold::take);
        return fold;
    }
}

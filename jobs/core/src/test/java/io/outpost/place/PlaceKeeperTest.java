package io.outpost.place;

import static io.outpost.place.Readings.NOON;
import static io.outpost.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.weather.HeatIndex;
import io.outpost.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceKeeperTest {
    private final InMemoryPlace memory = new InMemoryPlace();
    private final Told told = new Told();
    private final PlaceKeeper keeper = new PlaceKeeper(Rules.conditions(), memory, told);

    @Test
    void closesAMinuteTenSecondsAfterItsEnd() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plusSeconds(69)).celsius(21));
        assertTrue(told.panes(Tier.MINUTE).isEmpty());
        observe(reading().at(NOON.plusSeconds(70)).celsius(22));
        assertEquals(1, told.panes(Tier.MINUTE).size());
        assertEquals(NOON.toEpochMilli(), told.panes(Tier.MINUTE).get(0).startMillis());
    }

    @Test
    void keepsCountMinimumMaximumAndSumOfAnHour() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plusSeconds(600)).celsius(23));
        observe(reading().at(NOON.plusSeconds(1200)).celsius(21.5));
        keeper.closeAll(memory.place);
        PaneRow hour = told.pane(Tier.HOUR, NOON.toEpochMilli());
        assertEquals(3, hour.counts()[0]);
        assertEquals(20, hour.mins()[0]);
        assertEquals(23, hour.maxs()[0]);
        assertEquals(64.5, hour.sums()[0]);
    }

    @Test
    void rollingMeanIsTheMeanOfHeatIndicesInPanesThatStartInTheWindow() {
        observe(reading().at(NOON.minusSeconds(3600)).celsius(40).humidity(50));
        observe(reading().at(NOON.minusSeconds(3540)).celsius(30).humidity(50));
        observe(reading().at(NOON.minusSeconds(1)).celsius(34).humidity(50));
        keeper.closeAll(memory.place);
        RollingMeans hour =
                told.pane(Tier.MINUTE, NOON.minusSeconds(60).toEpochMilli()).rolling()[1];
        assertEquals(3, hour.counts()[RollingMeans.HEAT_INDEX]);
        double expected =
                (HeatIndex.celsius(40, 50) + HeatIndex.celsius(30, 50) + HeatIndex.celsius(34, 50))
                        / 3;
        assertEquals(expected, hour.means()[RollingMeans.HEAT_INDEX], 1e-12);
        observe(reading().at(NOON).celsius(34).humidity(50));
        keeper.closeAll(memory.place);
        assertEquals(
                3,
                told.pane(Tier.MINUTE, NOON.toEpochMilli()).rolling()[1].counts()[0],
                "the pane that starts an hour and a minute before the end has left the window");
    }

    @Test
    void countsADuplicateAndAConflictAndKeepsTheFirst() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plusMillis(999)).celsius(25));
        keeper.closeAll(memory.place);
        assertEquals(1, told.tally().accepted());
        assertEquals(1, told.tally().duplicate());
        assertEquals(1, told.tally().conflict());
        assertEquals(20, told.pane(Tier.HOUR, NOON.toEpochMilli()).maxs()[0]);
    }

    @Test
    void sendsWhatIsMoreThanSevenDaysBehindToLateEvenIfItIsADuplicate() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(4))).celsius(21));
        observe(reading().at(NOON.plus(Duration.ofDays(7))).celsius(22));
        observe(reading().at(NOON).celsius(20));
        assertTrue(told.late.isEmpty(), "exactly seven days is not late");
        observe(reading().at(NOON.minusSeconds(1)).celsius(19));
        keeper.closeAll(memory.place);
        assertEquals(1, told.late.size());
        assertEquals(1, told.tally().duplicate());
        assertEquals(1, told.tally().late());
    }

    @Test
    void refusesAJumpThatTheNextObservationDoesNotConfirm() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).celsius(99));
        observe(reading().at(NOON.plusSeconds(60)).celsius(21));
        keeper.closeAll(memory.place);
        assertEquals(1, told.rejected.size());
        assertEquals(2, told.tally().accepted());
        assertEquals(1, told.tally().rejected());
        assertEquals(3, told.tally().records());
    }

    @Test
    void acceptsAJumpThatTheNextObservationConfirms() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).celsius(21));
        observe(reading().at(NOON.plus(Duration.ofDays(30)).plusSeconds(60)).celsius(22));
        keeper.closeAll(memory.place);
        assertTrue(told.rejected.isEmpty());
        assertEquals(3, told.tally().accepted());
    }

    @Test
    void tellsTheCountOfTheObservationThatConfirmsAJump() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).celsius(21));
        observe(reading().at(NOON.plus(Duration.ofDays(30)).plusSeconds(1)).celsius(22));
        keeper.tell(memory.place);
        assertEquals(3, told.tally().accepted());
    }

    @Test
    void acceptsEachObservationOfASensorThatReportsEveryTenDaysAndLetsTheLastWait() {
        for (int i = 0; i < 5; i++) {
            observe(reading().at(NOON.plus(Duration.ofDays(10L * i))).celsius(20 + i));
        }
        keeper.closeAll(memory.place);
        assertEquals(4, told.tally().accepted());
        assertEquals(1, told.tally().waiting());
        assertEquals(5, told.tally().records());
    }

    @Test
    void putsWhatIsOlderThanTwoHoursIntoTheHourTierOnly() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.minus(Duration.ofHours(2))).celsius(18));
        observe(reading().at(NOON.minus(Duration.ofHours(2)).minusSeconds(1)).celsius(17));
        keeper.closeAll(memory.place);
        assertEquals(1, told.tally().hourTierOnly());
        assertEquals(2, told.panes(Tier.MINUTE).size());
        assertEquals(3, told.pane(Tier.DAY, Tier.DAY.startOf(NOON.toEpochMilli())).counts()[0]);
    }

    @Test
    void writesAnHourAgainWhenALateObservationChangesIt() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofHours(5))).celsius(21));
        long before = told.pane(Tier.HOUR, NOON.toEpochMilli()).revision();
        observe(reading().at(NOON.plusSeconds(1)).celsius(10));
        observe(reading().at(NOON.plus(Duration.ofHours(6)).plusSeconds(10)).celsius(21));
        PaneRow again = told.pane(Tier.HOUR, NOON.toEpochMilli());
        assertEquals(10, again.mins()[0]);
        assertTrue(again.revision() > before);
        keeper.closeAll(memory.place);
        assertEquals(1, told.tally().retractions());
    }

    @Test
    void hasNoRetractionInOrder() {
        for (int i = 0; i < 3000; i++) {
            observe(reading().at(NOON.plusSeconds(60L * i)).celsius(20 + i % 20).humidity(60));
        }
        keeper.closeAll(memory.place);
        assertEquals(0, told.tally().retractions());
        assertEquals(3000, told.panes(Tier.MINUTE).size());
        assertEquals(50, told.panes(Tier.HOUR).size());
    }

    @Test
    void emitsHeatOnsetAfterTwoHotHoursAndItsEndAfterTwoCoolOnes() {
        for (int hour = 0; hour < 8; hour++) {
            double celsius = hour >= 2 && hour < 5 ? 34 : 20;
            observe(hourly(hour, celsius));
        }
        keeper.closeAll(memory.place);
        assertEquals(
                List.of("OK", "PENDING", "ACTIVE", "RECOVERING", "OK"),
                told.transitions.stream()
                        .filter(row -> row.condition().equals("HEAT"))
                        .map(TransitionRow::state)
                        .toList());
        assertEquals(List.of("BEGAN", "ENDED"), told.alerts.stream().map(AlertRow::kind).toList());
        assertEquals(
                NOON.plus(Duration.ofHours(3)).plusSeconds(60).toEpochMilli(),
                told.alerts.get(0).startedAtMillis());
    }

    @Test
    void retractsAnEpisodeThatALateObservationShowsDidNotHappen() {
        observe(hourly(0, 20));
        observe(hourly(1, 34));
        observe(hourly(2, 34));
        observe(hourly(3, 34));
        assertEquals(List.of("BEGAN"), told.alerts.stream().map(AlertRow::kind).toList());
        Instant second = NOON.plus(Duration.ofHours(2));
        for (int i = 1; i < 30; i++) {
            observe(
                    reading()
                            .of("other")
                            .at(second.minusSeconds(60L * i))
                            .every(Duration.ofMinutes(1))
                            .celsius(5)
                            .humidity(50));
        }
        keeper.closeAll(memory.place);
        assertEquals("RETRACTED", told.alerts.get(1).kind());
        assertEquals(told.alerts.get(0).episodeId(), told.alerts.get(1).episodeId());
        assertTrue(told.episodes.get(told.episodes.size() - 1).retracted());
    }

    @Test
    void neverTellsTheSameAlertTwice() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            double celsius = 25 + 12 * Math.sin(i / 40.0);
            observe(reading().at(NOON.plusSeconds(60L * i)).celsius(celsius).humidity(60));
            if (i % 7 == 0) {
                observe(
                        reading()
                                .of("slow")
                                .at(NOON.plusSeconds(60L * i - 3000))
                                .celsius(celsius - 8)
                                .humidity(60));
            }
            if (i % 90 == 0) {
                keeper.closeAll(memory.place);
            }
        }
        assertTrue(told.alerts.size() > 10);
        told.alerts.forEach(row -> assertTrue(ids.add(row.alertId()), row.toString()));
    }

    @Test
    void isUnknownFromTheEndOfTheAllowedSilenceToTheNextObservation() {
        observe(hourly(0, 34));
        observe(hourly(1, 34));
        observe(hourly(9, 20));
        keeper.closeAll(memory.place);
        TransitionRow unknown =
                told.transitions.stream()
                        .filter(
                                row ->
                                        row.state().equals("UNKNOWN")
                                                && row.condition().equals("HEAT"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                NOON.plus(Duration.ofHours(1)).plus(Rules.STALE_AFTER).toEpochMilli(),
                unknown.atMillis());
        assertEquals(List.of("BEGAN", "ENDED"), told.alerts.stream().map(AlertRow::kind).toList());
    }

    @Test
    void isUncertainWhileTooLittleIsCovered() {
        for (int i = 0; i < 60; i++) {
            observe(
                    reading()
                            .at(NOON.plusSeconds(60L * i))
                            .every(Duration.ofSeconds(30))
                            .celsius(20)
                            .humidity(50));
        }
        keeper.closeAll(memory.place);
        assertEquals("UNCERTAIN", told.transitions.get(0).state());
    }

    @Test
    void learnsTheIntervalOfASensorThatDeclaresNone() {
        for (int i = 0; i < 12 * 30; i++) {
            observe(reading().at(NOON.plusSeconds(300L * i)).celsius(20));
        }
        keeper.closeAll(memory.place);
        assertTrue(Double.isNaN(told.pane(Tier.HOUR, NOON.toEpochMilli()).coverage()));
        assertEquals(
                1, told.pane(Tier.HOUR, NOON.plus(Duration.ofHours(20)).toEpochMilli()).coverage());
    }

    @Test
    void turnsARainCounterIntoIncrementsInAnyOrderAndGivesNoValueAtAReset() {
        observe(counter(0, 100));
        observe(counter(2, 103));
        observe(counter(1, 101));
        observe(counter(3, 0.5));
        observe(counter(4, 2));
        keeper.closeAll(memory.place);
        PaneRow hour = told.pane(Tier.HOUR, NOON.toEpochMilli());
        assertEquals(4.5, hour.rainTotalMillimetres(), 1e-12);
        assertEquals(3, hour.rainCount());
    }

    @Test
    void rainIsTheMeanOfTheSensorsTotals() {
        observe(reading().of("a").at(NOON).with(Quantity.PRECIPITATION_MILLIMETRES, 3));
        observe(
                reading()
                        .of("a")
                        .at(NOON.plusSeconds(600))
                        .with(Quantity.PRECIPITATION_MILLIMETRES, 1));
        observe(reading().of("b").at(NOON).with(Quantity.PRECIPITATION_MILLIMETRES, 2));
        keeper.closeAll(memory.place);
        assertEquals(3, told.pane(Tier.HOUR, NOON.toEpochMilli()).rainTotalMillimetres());
    }

    @Test
    void tellsTheSilenceOfALivePlaceAndEndsItWithTheNextObservation() {
        observe(reading().at(NOON).celsius(20));
        assertEquals(
                NOON.plus(Rules.STALE_AFTER).toEpochMilli(), keeper.silentFromMillis(memory.place));
        keeper.tellSilence(memory.place);
        assertEquals(Long.MAX_VALUE, keeper.silentFromMillis(memory.place));
        observe(reading().at(NOON.plus(Duration.ofHours(4))).celsius(20));
        assertEquals(List.of("BEGAN", "ENDED"), told.alerts.stream().map(AlertRow::kind).toList());
        assertTrue(told.alerts.get(0).provisional());
    }

    @Test
    void retractsASilenceThatWasOnlyADelay() {
        observe(reading().at(NOON).celsius(20));
        keeper.tellSilence(memory.place);
        observe(
                reading()
                        .at(NOON.plus(Duration.ofHours(1)))
                        .receivedAfter(Duration.ofHours(3))
                        .celsius(20));
        assertEquals("RETRACTED", told.alerts.get(1).kind());
    }

    @Test
    void watchesNoSilenceOfAReplay() {
        observe(reading().at(NOON).receivedAfter(Duration.ofDays(400)).celsius(20));
        assertEquals(Long.MAX_VALUE, keeper.silentFromMillis(memory.place));
        assertFalse(memory.place.isLive());
    }

    @Test
    void appliesParametersFromTheNextPaneAndSaysSo() {
        PlaceVersion version = new PlaceVersion("Trailhead", 40, -74, 10, "UTC", 7200, false);
        keeper.parameterise(memory.place, version, 1);
        assertEquals(Long.MIN_VALUE, told.places.get(0).appliedFromMillis());
        observe(hourly(0, 20));
        observe(hourly(1, 20));
        keeper.parameterise(memory.place, version, 2);
        assertEquals(NOON.plusSeconds(60).toEpochMilli(), told.places.get(1).appliedFromMillis());
        assertEquals(2 * 3_600_000L, Rules.conditions().staleAfterMillis(memory.place, 0));
    }

    private static Readings hourly(int hour, double celsius) {
        return reading()
                .at(NOON.plus(Duration.ofHours(hour)))
                .every(Duration.ofHours(1))
                .celsius(celsius)
                .humidity(50);
    }

    private static Readings counter(int minute, double millimetres) {
        return reading()
                .at(NOON.plusSeconds(60L * minute))
                .with(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, millimetres);
    }

    private void observe(Readings reading) {
        keeper.observe(memory.place, reading.build());
    }
}

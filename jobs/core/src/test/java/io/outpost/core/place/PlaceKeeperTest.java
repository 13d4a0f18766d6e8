package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.WindChill;
import io.outpost.core.weather.WindHeight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceKeeperTest {
    private final KeptPlace kept = new KeptPlace();
    private final Emitted emitted = kept.emitted;

    @Test
    void closesAMinuteTenSecondsAfterItsEnd() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plusSeconds(69)).celsius(21));
        assertTrue(emitted.panes(PaneWidth.MINUTE).isEmpty());
        observe(reading().at(NOON.plusSeconds(70)).celsius(22));
        assertEquals(1, emitted.panes(PaneWidth.MINUTE).size());
        assertEquals(NOON.toEpochMilli(), emitted.panes(PaneWidth.MINUTE).get(0).startMillis());
    }

    @Test
    void keepsCountMinimumMaximumAndSumOfAnHour() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plusSeconds(600)).celsius(23));
        observe(reading().at(NOON.plusSeconds(1200)).celsius(21.5));
        kept.idle();
        PaneRow hour = emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli());
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
        kept.idle();
        RollingMeans hour =
                emitted.pane(PaneWidth.MINUTE, NOON.minusSeconds(60).toEpochMilli()).rolling()[1];
        assertEquals(
                3, hour.counts()[RollingMeans.QUANTITIES.indexOf(Quantity.HEAT_INDEX_CELSIUS)]);
        double expected =
                (HeatIndex.celsius(40, 50) + HeatIndex.celsius(30, 50) + HeatIndex.celsius(34, 50))
                        / 3;
        assertEquals(expected, hour.mean(Quantity.HEAT_INDEX_CELSIUS), 1e-12);
        observe(reading().at(NOON).celsius(34).humidity(50));
        kept.idle();
        assertEquals(
                3,
                emitted.pane(PaneWidth.MINUTE, NOON.toEpochMilli()).rolling()[1].counts()[0],
                "the pane that starts an hour and a minute before the end has left the window");
    }

    @Test
    void countsADuplicateAndAConflictAndKeepsTheFirst() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plusMillis(999)).celsius(25));
        kept.idle();
        assertEquals(1, emitted.counters().accepted());
        assertEquals(1, emitted.counters().duplicate());
        assertEquals(1, emitted.counters().conflict());
        assertEquals(20, emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli()).maxs()[0]);
    }

    @Test
    void sendsWhatIsMoreThanSevenDaysBehindToLateEvenIfItIsADuplicate() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(4))).celsius(21));
        observe(reading().at(NOON.plus(Duration.ofDays(7))).celsius(22));
        observe(reading().at(NOON).celsius(20));
        assertTrue(emitted.late.isEmpty(), "exactly seven days is not late");
        observe(reading().at(NOON.minusSeconds(1)).celsius(19));
        kept.idle();
        assertEquals(1, emitted.late.size());
        assertEquals(1, emitted.counters().duplicate());
        assertEquals(1, emitted.counters().late());
    }

    @Test
    void refusesAJumpThatTheNextObservationDoesNotConfirm() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).celsius(99));
        observe(reading().at(NOON.plusSeconds(60)).celsius(21));
        kept.idle();
        assertEquals(1, emitted.rejected.size());
        assertEquals(2, emitted.counters().accepted());
        assertEquals(1, emitted.counters().rejected());
        assertEquals(3, emitted.counters().records());
    }

    @Test
    void anObservationThatWaitsHoldsNoBytesButThoseOfItsRecord() {
        byte[] parcel = {1, 2, 3, 4, 5};
        Origin origin =
                new Origin(0, 1, 3, parcel, 0, 1, parcel, 2, 2, new String[0], new byte[0][]);
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).from(origin));
        Origin waiting = kept.place.waiting().get(0).origin();
        assertArrayEquals(new byte[] {1}, waiting.keyBytes());
        assertArrayEquals(new byte[] {3, 4}, waiting.valueBytes());
        observe(reading().at(NOON.plusSeconds(60)).celsius(21));
        assertArrayEquals(new byte[] {3, 4}, emitted.rejected.get(0).origin().value());
    }

    @Test
    void acceptsAJumpThatTheNextObservationConfirms() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).celsius(21));
        observe(reading().at(NOON.plus(Duration.ofDays(30)).plusSeconds(60)).celsius(22));
        kept.idle();
        assertTrue(emitted.rejected.isEmpty());
        assertEquals(3, emitted.counters().accepted());
    }

    @Test
    void aConfirmedJumpIsOneEventWithTheObservationThatConfirmsIt() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofDays(30))).celsius(21));
        assertEquals(2, kept.revision());
        observe(reading().at(NOON.plus(Duration.ofDays(30)).plusSeconds(1)).celsius(22));
        assertEquals(3, kept.revision());
        kept.idle();
        assertEquals(3, emitted.counters().accepted());
    }

    @Test
    void acceptsEachObservationOfASensorThatReportsEveryTenDaysAndLetsTheLastWait() {
        for (int i = 0; i < 5; i++) {
            observe(reading().at(NOON.plus(Duration.ofDays(10L * i))).celsius(20 + i));
        }
        kept.idle();
        assertEquals(4, emitted.counters().accepted());
        assertEquals(1, emitted.counters().waiting());
        assertEquals(5, emitted.counters().records());
    }

    @Test
    void putsWhatIsOlderThanTwoHoursIntoTheHourTierOnly() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.minus(Duration.ofHours(2))).celsius(18));
        observe(reading().at(NOON.minus(Duration.ofHours(2)).minusSeconds(1)).celsius(17));
        kept.idle();
        assertEquals(1, emitted.counters().hourTierOnly());
        assertEquals(2, emitted.panes(PaneWidth.MINUTE).size());
        assertEquals(
                3,
                emitted.pane(PaneWidth.DAY, PaneWidth.DAY.startOf(NOON.toEpochMilli()))
                        .counts()[0]);
    }

    @Test
    void writesAnHourAgainWhenALateObservationChangesIt() {
        observe(reading().at(NOON).celsius(20));
        observe(reading().at(NOON.plus(Duration.ofHours(5))).celsius(21));
        long before = emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli()).revision();
        observe(reading().at(NOON.plusSeconds(1)).celsius(10));
        observe(reading().at(NOON.plus(Duration.ofHours(6)).plusSeconds(10)).celsius(21));
        PaneRow again = emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli());
        assertEquals(10, again.mins()[0]);
        assertTrue(again.revision() > before);
        kept.idle();
        assertEquals(1, emitted.counters().rewrites());
    }

    @Test
    void hasNoRetractionInOrder() {
        for (int i = 0; i < 3000; i++) {
            observe(reading().at(NOON.plusSeconds(60L * i)).celsius(20 + i % 20).humidity(60));
        }
        kept.idle();
        assertEquals(0, emitted.counters().rewrites());
        assertEquals(3000, emitted.panes(PaneWidth.MINUTE).size());
        assertEquals(50, emitted.panes(PaneWidth.HOUR).size());
    }

    @Test
    void emitsHeatOnsetAfterTwoHotHoursAndItsEndAfterTwoCoolOnes() {
        for (int hour = 0; hour < 8; hour++) {
            double celsius = hour >= 2 && hour < 5 ? 34 : 20;
            observe(hourly(hour, celsius));
        }
        kept.idle();
        assertEquals(
                List.of("OK", "PENDING", "ACTIVE", "RECOVERING", "OK"),
                emitted.transitions.stream()
                        .filter(row -> row.condition().equals("HEAT"))
                        .map(TransitionRow::state)
                        .toList());
        assertEquals(
                List.of("BEGAN", "ENDED"), emitted.alerts.stream().map(AlertRow::kind).toList());
        assertEquals(
                NOON.plus(Duration.ofHours(3)).plusSeconds(60).toEpochMilli(),
                emitted.alerts.get(0).startedAtMillis());
    }

    @Test
    void retractsAnEpisodeThatALateObservationShowsDidNotHappen() {
        observe(hourly(0, 20));
        observe(hourly(1, 34));
        observe(hourly(2, 34));
        observe(hourly(3, 34));
        assertEquals(List.of("BEGAN"), emitted.alerts.stream().map(AlertRow::kind).toList());
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
        kept.idle();
        assertEquals("RETRACTED", emitted.alerts.get(1).kind());
        assertEquals(emitted.alerts.get(0).episodeId(), emitted.alerts.get(1).episodeId());
        assertTrue(emitted.episodes.get(emitted.episodes.size() - 1).retracted());
    }

    @Test
    void neverEmitsTheSameAlertTwice() {
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
                kept.idle();
            }
        }
        assertTrue(emitted.alerts.size() > 10);
        emitted.alerts.forEach(row -> assertTrue(ids.add(row.alertId()), row.toString()));
    }

    @Test
    void isUnknownFromTheEndOfTheAllowedSilenceToTheNextObservation() {
        observe(hourly(0, 34));
        observe(hourly(1, 34));
        observe(hourly(9, 20));
        kept.idle();
        TransitionRow unknown =
                emitted.transitions.stream()
                        .filter(
                                row ->
                                        row.state().equals("UNKNOWN")
                                                && row.condition().equals("HEAT"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                NOON.plus(Duration.ofHours(1)).plus(Rules.STALE_AFTER).toEpochMilli(),
                unknown.atMillis());
        assertEquals(
                List.of("BEGAN", "ENDED"), emitted.alerts.stream().map(AlertRow::kind).toList());
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
        kept.idle();
        assertEquals("UNCERTAIN", emitted.transitions.get(0).state());
    }

    @Test
    void learnsTheIntervalOfASensorThatDeclaresNone() {
        for (int i = 0; i < 12 * 30; i++) {
            observe(reading().at(NOON.plusSeconds(300L * i)).celsius(20));
        }
        kept.idle();
        assertTrue(Double.isNaN(emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli()).coverage()));
        assertEquals(
                1,
                emitted.pane(PaneWidth.HOUR, NOON.plus(Duration.ofHours(20)).toEpochMilli())
                        .coverage());
    }

    @Test
    void turnsARainCounterIntoIncrementsInAnyOrderAndGivesNoValueAtAReset() {
        observe(counter(0, 100));
        observe(counter(2, 103));
        observe(counter(1, 101));
        observe(counter(3, 0.5));
        observe(counter(4, 2));
        kept.idle();
        PaneRow hour = emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli());
        assertEquals(4.5, hour.rainTotalMillimetres(), 1e-12);
        assertEquals(3, hour.rainCount());
    }

    @Test
    void anHourIntoWhichNoRainMovesIsNotWrittenAgain() {
        observe(counter(30, 100));
        observe(counter(61, 100));
        kept.idle();
        long next = NOON.plus(Duration.ofHours(1)).toEpochMilli();
        long before = emitted.pane(PaneWidth.HOUR, next).revision();
        observe(counter(59, 100));
        kept.idle();
        assertEquals(before, emitted.pane(PaneWidth.HOUR, next).revision());
        observe(counter(58, 99));
        observe(counter(60, 101));
        kept.idle();
        assertTrue(emitted.pane(PaneWidth.HOUR, next).revision() > before);
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
        kept.idle();
        assertEquals(3, emitted.pane(PaneWidth.HOUR, NOON.toEpochMilli()).rainTotalMillimetres());
    }

    @Test
    void keepsTwoSensorsApartWhoseIdsHaveTheSameHash() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        observe(reading().of("Aa").at(NOON).celsius(20));
        observe(reading().of("BB").at(NOON).celsius(30));
        kept.throughSavepoint();
        observe(reading().of("BB").at(NOON).celsius(30));
        observe(reading().of("Aa").at(NOON).celsius(25));
        kept.idle();
        assertEquals(2, emitted.counters().accepted());
        assertEquals(1, emitted.counters().duplicate());
        assertEquals(1, emitted.counters().conflict());
    }

    @Test
    void forgetsOneOfTwoSensorsWithTheSameHashAlone() {
        observe(reading().of("Aa").at(NOON).celsius(20));
        observe(reading().of("BB").at(NOON.plus(Duration.ofDays(2))).celsius(30));
        observe(reading().of("other").at(NOON.plus(Duration.ofDays(8))).celsius(30));
        observe(reading().of("BB").at(NOON.plus(Duration.ofDays(2))).celsius(30));
        kept.idle();
        assertEquals(1, emitted.counters().duplicate());
    }

    @Test
    void appliesParametersFromTheMinuteAfterTheLatestThatHasClosedAndSaysSo() {
        kept.describe(7200);
        assertEquals(Long.MIN_VALUE, emitted.places.get(0).appliedFromMillis());
        assertEquals(Long.MIN_VALUE, emitted.places.get(0).hourAppliedFromMillis());
        observe(hourly(0, 20));
        observe(hourly(1, 20));
        kept.describe(7200);
        assertEquals(
                NOON.plusSeconds(60).toEpochMilli(), emitted.places.get(1).appliedFromMillis());
        assertEquals(Long.MIN_VALUE, emitted.places.get(1).hourAppliedFromMillis());
        assertEquals(2 * 3_600_000L, Rules.conditions().staleAfterMillis(kept.place, 0));
        observe(hourly(2, 20));
        kept.describe(7200);
        assertEquals(
                NOON.plusSeconds(3660).toEpochMilli(), emitted.places.get(2).appliedFromMillis());
        assertEquals(
                NOON.plusSeconds(3600).toEpochMilli(),
                emitted.places.get(2).hourAppliedFromMillis());
    }

    @Test
    void minutesThatAreJudgedAgainKeepTheVersionThatAppliedToThem() {
        observe(hourly(0, 20));
        observe(hourly(1, 20));
        kept.describe(600);
        observe(hourly(2, 20));
        observe(hourly(3, 20));
        kept.describe(86_400);
        observe(hourly(4, 20));
        Conditions conditions = Rules.conditions();
        long noon = NOON.toEpochMilli();
        assertEquals(Rules.STALE_AFTER.toMillis(), conditions.staleAfterMillis(kept.place, noon));
        assertEquals(600_000, conditions.staleAfterMillis(kept.place, noon + 2 * 3_600_000));
        assertEquals(86_400_000, conditions.staleAfterMillis(kept.place, noon + 4 * 3_600_000));
    }

    @Test
    void aVersionThatAppliesFromTheSameMinuteReplacesTheOneBefore() {
        observe(hourly(0, 20));
        observe(hourly(1, 20));
        for (int i = 0; i < 1000; i++) {
            kept.describe(600 + i);
        }
        assertTrue(kept.storedBytes() < 2000, kept.storedBytes() + " bytes");
        assertEquals(
                1_599_000,
                Rules.conditions()
                        .staleAfterMillis(kept.place, NOON.plusSeconds(60).toEpochMilli()));
    }

    @Test
    void aVersionMayApplyToAnHourOfWhichNoMinuteHasClosed() {
        observe(hourly(0, 20));
        observe(hourly(-3, 20));
        kept.describe(600);
        PlaceRow row = emitted.places.get(0);
        assertEquals(Long.MIN_VALUE, row.appliedFromMillis());
        assertEquals(NOON.minus(Duration.ofHours(2)).toEpochMilli(), row.hourAppliedFromMillis());
    }

    @Test
    void windChillIsOfTheHeightThatAppliesToTheMinuteOfAnObservation() {
        windy(0);
        kept.describe(anemometerAt(2));
        windy(20);
        windy(60);
        kept.describe(anemometerAt(0.5));
        windy(19);
        windy(40);
        windy(100);
        kept.describe(PlaceVersion.removal("trailhead"));
        windy(80);
        windy(120);
        kept.idle();
        assertEquals(chillOf(5), chill(0), 1e-9, "there was no version yet");
        double fromTwoMetres = chillOf(5 * WindHeight.factorTo10Metres(2));
        assertEquals(fromTwoMetres, chill(19), 1e-9, "closed when the second version came");
        assertEquals(fromTwoMetres, chill(20), 1e-9);
        assertEquals(fromTwoMetres, chill(60), 1e-9, "was there before the second version");
        double fromHalfAMetre = chillOf(5 * WindHeight.factorTo10Metres(0.5));
        assertEquals(fromHalfAMetre, chill(40), 1e-9);
        assertEquals(fromHalfAMetre, chill(100), 1e-9);
        assertEquals(chillOf(5), chill(80), 1e-9, "taken back");
        assertEquals(chillOf(5), chill(120), 1e-9);
    }

    private static double chillOf(double metresPerSecondAt10Metres) {
        return WindChill.celsius(-10, metresPerSecondAt10Metres);
    }

    /** The mean over the 15 minutes that end with a minute after noon. */
    private double chill(int minute) {
        return emitted.pane(PaneWidth.MINUTE, NOON.plusSeconds(60L * minute).toEpochMilli())
                .rolling()[0]
                .mean(Quantity.WIND_CHILL_CELSIUS);
    }

    private void windy(int minute) {
        observe(
                reading()
                        .at(NOON.plusSeconds(60L * minute))
                        .celsius(-10)
                        .with(Quantity.WIND_SPEED_METRES_PER_SECOND, 5));
    }

    private static PlaceVersion anemometerAt(double metres) {
        return new PlaceVersion(
                "Hut", 46, 7, 2000, "UTC", 0, null, null, Double.NaN, metres, false);
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
        kept.replay(reading.build());
    }
}

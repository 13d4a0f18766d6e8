package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each change of a state, by cold: with hourly values the mean of an hour is the one value. */
class ConditionsTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");

    @TempDir private Path folder;

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
                        "COLD BEGAN 15:01:00 of 14:01:00, MODERATE, ended no",
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
        hourly(-11, -11);
        log.at("PT4H0.001S", -11);
        assertEquals(
                List.of(
                        "12:01 UNKNOWN > PENDING null",
                        "13:01 PENDING > ACTIVE MODERATE",
                        "16:00 ACTIVE > UNKNOWN MODERATE",
                        "16:01 UNKNOWN > PENDING null"),
                transitions());
        assertEquals("COLD ENDED 16:00:00 of 13:01:00, MODERATE, ended 16:00:00", alerts().get(1));
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
        hourly(-11, -11);
        log.at("PT70M", -11).sensor("b").at("PT1H10S", 30).at("PT65M", 30);
        List<Emission> emissions = emissions();
        assertEquals(
                List.of(
                        "COLD BEGAN 13:01:00 of 13:01:00, MODERATE, ended no",
                        "COLD RETRACTED 13:01:00 of 13:01:00, MODERATE, ended no"),
                Emitted.of(Table.ALERTS, emissions));
        assertEquals(
                List.of(
                        "COLD 12:01:00 UNKNOWN > PENDING null",
                        "COLD 13:01:00 PENDING > ACTIVE MODERATE",
                        "COLD 13:01:00 PENDING > OK null"),
                Emitted.of(Table.CONDITION_TRANSITIONS, emissions));
    }

    @Test
    void correctsAnEpisodeWhoseStepsWereOthers() {
        hourly(-11, -11, -30, -30);
        log.at("PT190M", -30).sensor("b").at("PT2H10S", -11).at("PT185M", -30);
        // The mean of the hour to 14:01 was -30, and is -20.5.
        assertEquals(
                List.of(
                        "COLD BEGAN 13:01:00 of 13:01:00, MODERATE, ended no",
                        "COLD CHANGED 14:01:00 of 13:01:00, FROSTBITE_IN_30_MIN, ended no",
                        "COLD CORRECTED 15:01:00 of 13:01:00, FROSTBITE_IN_30_MIN, ended no"),
                alerts());
        // Its row comes with each of its alerts, also as it was.
        String frostbite =
                "COLD from 13:01:00 to now, FROSTBITE_IN_30_MIN, peak FROSTBITE_IN_30_MIN";
        assertEquals(
                List.of("COLD from 13:01:00 to now, MODERATE, peak MODERATE", frostbite, frostbite),
                Emitted.of(Table.CONDITION_EPISODES, emissions()));
        assertEquals(
                List.of(
                        "COLD 14:01:00 ACTIVE > ACTIVE FROSTBITE_IN_30_MIN, retracted",
                        "COLD 15:01:00 ACTIVE > ACTIVE FROSTBITE_IN_30_MIN"),
                Emitted.of(Table.CONDITION_TRANSITIONS, emissions()).subList(3, 5));
    }

    @Test
    void alertsNotAboutAnEpisodeOfMildLevels() {
        hourly(-1, -1, -1, 5, 5, 5);
        assertEquals(List.of(), alerts());
        assertEquals(2, Emitted.of(Table.CONDITION_EPISODES, emissions()).size());
    }

    @Test
    void retractsTheAlertOfAnEpisodeThatStandsWithMildLevelsOnly() {
        hourly(-1, -1, -11);
        log.at("PT130M", -11).sensor("b").at("PT2H10S", -1).at("PT125M", -11);
        assertEquals(
                List.of(
                        "COLD BEGAN 14:01:00 of 13:01:00, MODERATE, ended no",
                        "COLD RETRACTED 13:01:00 of 13:01:00, MODERATE, ended no"),
                alerts());
        assertEquals(
                List.of(
                        "COLD from 13:01:00 to now, LOW, peak LOW",
                        "COLD from 13:01:00 to now, MODERATE, peak MODERATE",
                        "COLD from 13:01:00 to now, LOW, peak LOW"),
                Emitted.of(Table.CONDITION_EPISODES, emissions()));
    }

    @Test
    void correctsNothingWhereOnlyStepsBeforeTheAlertAreOthers() throws IOException {
        hourly(-1, -1, -11, -30);
        log.at("PT190M", -30).sensor("b").at("PT2H10S", -1).at("PT185M", -30);
        List<Emission> emissions = emissions("cold.alerts-from: FROSTBITE_IN_30_MIN");
        assertEquals(
                List.of("COLD BEGAN 15:01:00 of 13:01:00, FROSTBITE_IN_30_MIN, ended no"),
                Emitted.of(Table.ALERTS, emissions));
        assertEquals(
                "COLD 14:01:00 ACTIVE > ACTIVE MODERATE, retracted",
                Emitted.of(Table.CONDITION_TRANSITIONS, emissions).get(4));
        assertEquals(
                List.of(
                        "COLD from 13:01:00 to now, LOW, peak LOW",
                        "COLD from 13:01:00 to now, MODERATE, peak MODERATE",
                        "COLD from 13:01:00 to now, FROSTBITE_IN_30_MIN, peak FROSTBITE_IN_30_MIN",
                        "COLD from 13:01:00 to now, FROSTBITE_IN_30_MIN, peak FROSTBITE_IN_30_MIN"),
                Emitted.of(Table.CONDITION_EPISODES, emissions),
                "the row goes with each of its steps");
    }

    @Test
    void fallsByColdAlsoWithOneLevel() throws IOException {
        hourly(20, -6, -6);
        List<Emission> emissions = emissions("cold.levels-celsius: {FROST: -5}");
        assertEquals(
                List.of("COLD BEGAN 14:01:00 of 14:01:00, FROST, ended no"),
                Emitted.of(Table.ALERTS, emissions));
    }

    @Test
    void isJudgedByTheCoverageOfItsMeasure() {
        log.interval(60);
        for (int minute = 0; minute < 120; minute++) {
            log.at("PT" + minute + "M", Measure.PRECIPITATION_MILLIMETRES, 0);
        }
        log.sensor("b").at("PT2H", -11);
        // A gauge once a minute covers the hour; the thermometer a minute of it.
        assertEquals(List.of("14:01 UNKNOWN > UNCERTAIN null"), transitions());
        assertEquals(
                1,
                Emitted.value(emissions(), Table.MINUTE_AGGREGATES, "PT2H", "coverage_1h"),
                0.001);
    }

    @Test
    void isTrustedWithinHoursOfAChangeOfTheInterval() {
        log.interval(0);
        for (int minute = -3 * 24 * 60; minute < 0; minute++) {
            log.at("PT" + minute + "M", 20);
        }
        for (int minute = 0; minute <= 24 * 60; minute += 10) {
            log.at("PT" + minute + "M", hot());
        }
        List<String> heat =
                Emitted.of(Table.CONDITION_TRANSITIONS, emissions()).stream()
                        .filter(line -> line.startsWith("HEAT"))
                        .toList();
        assertEquals("HEAT 20:31:00 PENDING > ACTIVE EXTREME_DANGER", heat.get(heat.size() - 1));
    }

    @Test
    void trustsTheHourlyReportsAfterAStorm() {
        log.interval(0);
        for (int hour = 0; hour < 12; hour++) {
            log.at("PT" + ((hour - 12) * 60 + 53) + "M", 5);
        }
        for (int minute = 3; minute < 180; minute += 10) {
            log.at("PT" + minute + "M", 5);
        }
        log.at("PT233M", -12).at("PT293M", -12).at("PT353M", -12);
        assertEquals(
                "16:54 PENDING > ACTIVE MODERATE", transitions().get(transitions().size() - 1));
    }

    private static Map<Measure, Double> hot() {
        return Map.of(
                Measure.AIR_TEMPERATURE_CELSIUS, 38.0, Measure.RELATIVE_HUMIDITY_PERCENT, 60.0);
    }

    private void hourly(double... celsius) {
        for (int hour = 0; hour < celsius.length; hour++) {
            log.at("PT" + hour + "H", celsius[hour]);
        }
    }

    private List<Emission> emissions() {
        return log.emissionsUntil("PT9999H");
    }

    private List<Emission> emissions(String setting) throws IOException {
        Path settings = folder.resolve("outpost.yaml");
        Files.writeString(settings, setting);
        return log.emissionsUntil("PT9999H", Rules.read(settings));
    }

    private List<String> transitions() {
        return Emitted.of(Table.CONDITION_TRANSITIONS, emissions()).stream()
                .filter(line -> line.startsWith("COLD"))
                .map(line -> line.substring(5, 10) + line.substring(line.indexOf(" ", 6)))
                .toList();
    }

    private List<String> alerts() {
        return Emitted.of(Table.ALERTS, emissions());
    }
}

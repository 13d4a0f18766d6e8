package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * High water by gauges. Hours count from June 1, 12:00. By the month it is judged on June 30, when
 * June 1 to 21 are learned; on July 1 there is nothing to judge by.
 */
class WaterLevelTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final int DAY = 24;

    /** First hour of June 30. */
    private static final int JUDGED = 29 * DAY - 12;

    private final HandMadeLog log =
            new HandMadeLog().replayed(LATER, Duration.ofMillis(10)).interval(3600);

    @Test
    void aGaugeAloneIsJudgedWithoutAPosition() {
        steps(0, JUDGED + 2);
        levels(JUDGED + 2, 0.5, 2.5, 2.5, 3.5, 3.06, 2.94, 0.5, 0.5);
        List<Emission> emissions = emissions();
        assertEquals(List.of(), Emitted.of(Table.HOURLY_MODELS, emissions));
        assertEquals(
                List.of(
                        "HIGH_WATER 06-30T01:00:00 UNKNOWN > OK null",
                        "HIGH_WATER 06-30T04:00:00 OK > ACTIVE HIGH",
                        "HIGH_WATER 06-30T06:00:00 ACTIVE > ACTIVE VERY_HIGH",
                        "HIGH_WATER 06-30T08:00:00 ACTIVE > ACTIVE HIGH",
                        "HIGH_WATER 06-30T09:00:00 ACTIVE > OK HIGH"),
                transitions(emissions));
        assertEquals(
                List.of(
                        "HIGH_WATER BEGAN 06-30T04:00:00 of 06-30T04:00:00, HIGH, ended no",
                        "HIGH_WATER CHANGED 06-30T06:00:00 of 06-30T04:00:00, VERY_HIGH, ended no",
                        "HIGH_WATER CHANGED 06-30T08:00:00 of 06-30T04:00:00, HIGH, ended no",
                        "HIGH_WATER ENDED 06-30T09:00:00 of 06-30T04:00:00, HIGH, ended"
                                + " 06-30T09:00:00"),
                Emitted.of(Table.ALERTS, emissions));
        assertEquals(2.5, reason(emissions, 4, "water_level_metres"), 1e-12);
        assertEquals(1.10, reason(emissions, 4, "elevated_from_metres"), 1e-12);
        assertEquals(Double.NaN, reason(emissions, 4, "flow_millimetres_per_hour"));
        assertEquals(Double.NaN, reason(emissions, 4, "ready_in_hours"));
    }

    /** Of three readings, whose mean has another last digit than they have. */
    @Test
    void aLevelThatNeverChangesIsNeverHigh() {
        for (int hour = 0; hour < JUDGED + DAY; hour++) {
            for (int minute = 10; minute < 60; minute += 20) {
                log.at("PT%dH%dM".formatted(hour, minute), level(minute / 200.0));
            }
        }
        levels(JUDGED + DAY, 0.5);
        assertEquals(
                List.of("HIGH_WATER 06-30T01:00:00 UNKNOWN > OK null"), transitions(emissions()));
    }

    @Test
    void aLateLevelChangesWhatWasJudged() {
        steps(0, JUDGED + 2);
        levels(JUDGED + 2, 2.5, 0.5);
        log.at("PT%dH50M".formatted(JUDGED + 2), level(0.1));
        levels(JUDGED + 4, 0.5, 0.5);
        List<Emission> emissions = emissions();
        assertEquals(
                List.of(
                        "HIGH_WATER BEGAN 06-30T03:00:00 of 06-30T03:00:00, HIGH, ended no",
                        "HIGH_WATER RETRACTED 06-30T03:00:00 of 06-30T03:00:00, HIGH, ended no"),
                Emitted.of(Table.ALERTS, emissions));
        assertEquals(1.3, reason(emissions, 3, "water_level_metres"), 1e-12);
    }

    /** By its flow all of it is uncertain: the place is new, and its flow was never learned. */
    @Test
    void theGaugeComesFirstAndTheFlowADayAfterIt() {
        log.parameters("PT0S", 7200);
        for (int hour = 0; hour < JUDGED + 3 * DAY; hour++) {
            boolean isFlood = hour == JUDGED + 5 || hour == JUDGED + DAY + 10;
            log.at(
                    "PT%dH30M".formatted(hour),
                    Map.of(
                            Measure.AIR_TEMPERATURE_CELSIUS,
                            10.0,
                            Measure.PRECIPITATION_MILLIMETRES,
                            isFlood ? 90.0 : 0,
                            Measure.WATER_LEVEL_METRES,
                            hour < JUDGED ? step(hour) : 0.5));
        }
        assertEquals(
                List.of(
                        "HIGH_WATER 13:00:00 UNKNOWN > UNCERTAIN null",
                        "HIGH_WATER 06-30T01:00:00 UNCERTAIN > OK null",
                        "HIGH_WATER 07-02T01:00:00 OK > UNCERTAIN VERY_HIGH"),
                transitions(emissions()).subList(0, 3));
    }

    @Test
    void anEpisodeGoesOnFromTheGaugeToTheFlow() {
        log.parameters("PT0S", 7200);
        for (int hour = 0; hour < JUDGED + 3 * DAY; hour++) {
            log.at(
                    "PT%dH30M".formatted(hour),
                    Map.of(
                            Measure.AIR_TEMPERATURE_CELSIUS,
                            10.0,
                            Measure.PRECIPITATION_MILLIMETRES,
                            0.0,
                            Measure.WATER_LEVEL_METRES,
                            hour < JUDGED ? step(hour) : 1.5));
        }
        assertEquals(
                List.of(
                        "HIGH_WATER 13:00:00 UNKNOWN > UNCERTAIN null",
                        "HIGH_WATER 06-30T01:00:00 UNCERTAIN > ACTIVE ELEVATED",
                        "HIGH_WATER 07-02T01:00:00 ACTIVE > UNCERTAIN ELEVATED"),
                transitions(emissions()));
    }

    @Test
    void hoursThatAreNotJudgedAreASilence() {
        int learned = 99 * DAY;
        steps(0, learned);
        levels(learned, 0.5);
        // 24 h between the end of the one and the start of the other, and then 25.
        levels(learned + 25, 0.5);
        levels(learned + 51, 0.5);
        assertEquals(
                List.of(
                        "HIGH_WATER 09-10T14:00:00 OK > UNKNOWN null",
                        "HIGH_WATER 09-10T16:00:00 UNKNOWN > OK null"),
                transitions(emissions()).stream()
                        .filter(line -> line.compareTo("HIGH_WATER 09-09") > 0)
                        .toList());
    }

    /** Of 100 hours 76 at 1 m, 14 at 2, 9 at 3 and the last at 4, each somewhat above. */
    private static double step(int hour) {
        int of100 = hour % 100;
        return 0.02 + (of100 < 76 ? 1 : of100 < 90 ? 2 : of100 < 99 ? 3 : 4);
    }

    private void steps(int from, int to) {
        for (int hour = from; hour < to; hour++) {
            log.at("PT%dH30M".formatted(hour), level(hour < JUDGED ? step(hour) : 0.5));
        }
    }

    private void levels(int from, double... metres) {
        for (int i = 0; i < metres.length; i++) {
            log.at("PT%dH30M".formatted(from + i), level(metres[i]));
        }
    }

    private static Map<Measure, Double> level(double metres) {
        return Map.of(Measure.WATER_LEVEL_METRES, metres);
    }

    private List<Emission> emissions() {
        return log.emissionsUntil("PT9999H");
    }

    /** Of the last transition so many hours after the beginning of June 30. */
    private static double reason(List<Emission> emissions, int hours, String measure) {
        return Emitted.reason(emissions, "HIGH_WATER", "PT%dH".formatted(JUDGED + hours), measure);
    }

    private static List<String> transitions(List<Emission> emissions) {
        return Emitted.of(Table.CONDITION_TRANSITIONS, emissions).stream()
                .filter(line -> line.startsWith("HIGH_WATER"))
                .toList();
    }
}

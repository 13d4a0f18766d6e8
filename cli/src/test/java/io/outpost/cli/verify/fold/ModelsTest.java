package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.HourlyContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The models of a place through its hours: which rows and conditions come with which event. */
class ModelsTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final int DAY = 24;
    private static final int MONTH = 30 * DAY;

    private final HandMadeLog log =
            new HandMadeLog().replayed(LATER, Duration.ofMillis(10)).interval(3600);

    @Test
    void stepsEachHourThatClosesAndJudgesIt() {
        log.parameters("PT0S", 7200);
        hours(0, 4, 10, 0);
        List<Emission> emissions = emissions();
        assertEquals(
                List.of("models 12:00:00", "models 13:00:00", "models 14:00:00", "models 15:00:00"),
                Emitted.of(Table.HOURLY_MODELS, emissions));
        assertEquals(
                List.of(
                        "MUD 13:00:00 UNKNOWN > UNCERTAIN DRY",
                        "HIGH_WATER 13:00:00 UNKNOWN > UNCERTAIN null",
                        "SNOWPACK 13:00:00 UNKNOWN > UNCERTAIN null"),
                ofHours(emissions));
        assertEquals(1 / 3.0, row(emissions, 3, "wetness"), 1e-9);
    }

    @Test
    void stepsNothingWithoutAPosition() {
        hours(0, 4, 10, 0);
        assertEquals(List.of(), Emitted.of(Table.HOURLY_MODELS, emissions()));
        // The hour from 15:00 is open.
        log.parameters("PT4H", 7200);
        hours(4, 2, 10, 0);
        log.removed("PT6H");
        hours(6, 2, 10, 0);
        assertEquals(
                List.of("models 15:00:00", "models 16:00:00"),
                Emitted.of(Table.HOURLY_MODELS, emissions()));
    }

    @Test
    void stepsAgainFromTheHourThatHasChanged() {
        log.parameters("PT0S", 7200);
        hours(0, 2, 10, 0);
        hours(3, 2, 10, 0);
        log.at("PT2H40M", values(20, 5));
        hours(5, 2, 10, 0);
        assertEquals(
                List.of(
                        "models 12:00:00",
                        "models 13:00:00",
                        "models 15:00:00",
                        "models 14:00:00",
                        "models 15:00:00",
                        "models 16:00:00",
                        "models 17:00:00",
                        "models 18:00:00"),
                Emitted.of(Table.HOURLY_MODELS, emissions()));
    }

    /** The change of 12:00 comes at 15:20, when nothing closes for more than a minute. */
    @Test
    void stepsAgainAMinuteAfterTheFirstChange() {
        HandMadeLog live = new HandMadeLog().interval(3600);
        live.parameters("PT0S", 7200);
        for (int hour = 0; hour < 4; hour++) {
            live.at("PT%dH10M".formatted(hour), values(10, 0));
        }
        live.received("PT3H20M").at("PT30M", values(20, 3));
        live.received("PT3H20M30S").at("PT31M", values(20, 3));
        live.at("PT3H50M", values(10, 0));
        List<Emission> again =
                live.emissionsUntil("PT3H30M").stream()
                        .filter(e -> e.table() == Table.HOURLY_MODELS)
                        .filter(e -> e.asOfMillis() == HandMadeLog.millis("PT3H21M"))
                        .toList();
        assertEquals(
                List.of("models 12:00:00", "models 13:00:00", "models 14:00:00"),
                Emitted.of(Table.HOURLY_MODELS, again));
    }

    @Test
    void aDayStandsInForSevenAndThenTheHoursArePassedOver() {
        log.parameters("PT0S", 7200);
        hours(0, DAY, 10, 0);
        for (int hour = DAY; hour <= 9 * DAY; hour++) {
            log.at("PT%dH30M".formatted(hour), Measure.PRECIPITATION_MILLIMETRES, 0);
        }
        hours(9 * DAY + 1, 2, 10, 0);
        List<Emission> emissions = emissions();
        assertEquals(8 * DAY + 2, rows(emissions).size());
        assertEquals(7, content(emissions, 7 * DAY).daysBack());
        assertEquals(0, content(emissions, 9 * DAY + 1).daysBack());
        assertArrayEquals(
                state(emissions, 8 * DAY - 1),
                state(emissions, 9 * DAY + 1),
                0.5,
                "the state stays but for the step of an hour");
        assertEquals(
                List.of(
                        "MUD 06-10T12:00:00 UNCERTAIN > UNKNOWN null",
                        "MUD 06-10T14:00:00 UNKNOWN > UNCERTAIN DRY"),
                ofHours(emissions).stream().filter(l -> l.startsWith("MUD 06-10")).toList());
    }

    @Test
    void beginsAnewAfterThirtyDaysWithoutAStep() {
        log.parameters("PT0S", 7200);
        hours(0, 3, 10, 20);
        for (int hour = 3; hour < 7 * DAY + MONTH + 4; hour++) {
            log.at("PT%dH30M".formatted(hour), Measure.PRECIPITATION_MILLIMETRES, 0);
        }
        hours(7 * DAY + MONTH + 4, 1, 10, 0);
        List<Emission> emissions = emissions();
        // 3 h, and these on seven days.
        assertEquals(8 * 3 + 1, rows(emissions).size());
        assertEquals(60 / 2.0, row(emissions, 7 * DAY + MONTH + 4, "surface_water_millimetres"), 1);
        assertTrue(row(emissions, 7 * DAY + 2, "surface_water_millimetres") > 40);
    }

    @Test
    void alertsAboutMudOnceThePlaceIsKnown() {
        mud();
        hours(MONTH + 2, 3, 10, 0);
        List<Emission> emissions = emissions();
        assertEquals(
                List.of(
                        "MUD 07-01T13:00:00 UNCERTAIN > OK DRY",
                        "MUD 07-01T14:00:00 OK > ACTIVE SATURATED"),
                ofHours(emissions).stream().filter(l -> l.startsWith("MUD 07-01")).toList());
        assertEquals(
                List.of("MUD BEGAN 07-01T14:00:00 of 07-01T14:00:00, SATURATED, ended no"),
                Emitted.of(Table.ALERTS, emissions));
    }

    /** A second sensor has seen no rain in the hour, so half of it is the place's. */
    @Test
    void takesBackAnEpisodeThatALateObservationUndoes() {
        mud();
        hours(MONTH + 2, 1, 10, 0);
        log.sensor("b").at("PT%dH40M".formatted(MONTH + 1), values(10, 0)).sensor("a");
        hours(MONTH + 3, 2, 10, 0);
        List<Emission> emissions = emissions();
        assertEquals(
                List.of(
                        "MUD BEGAN 07-01T14:00:00 of 07-01T14:00:00, SATURATED, ended no",
                        "MUD RETRACTED 07-01T14:00:00 of 07-01T14:00:00, SATURATED, ended no"),
                Emitted.of(Table.ALERTS, emissions));
    }

    @Test
    void anEpisodeEndsWithItsLevelAndTheTransitionSaysTheNext() {
        mud();
        hours(MONTH + 2, 10 * DAY, 25, 0);
        List<Emission> emissions = emissions();
        List<String> lines =
                ofHours(emissions).stream().filter(l -> l.contains("ACTIVE > OK")).toList();
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).endsWith("ACTIVE > OK DAMP"), lines.get(0));
        List<String> alerts = Emitted.of(Table.ALERTS, emissions);
        assertTrue(alerts.get(alerts.size() - 1).contains("MUDDY"), alerts.toString());
    }

    /** 6 mm of snow, and a day later the difference of two temperatures in tenths. */
    @Test
    void isEightKelvinWarmerInTenths() {
        log.parameters("PT0S", 7200);
        hours(0, 6, -9.1, 1);
        hours(6, DAY, -9.1, 0);
        hours(6 + DAY, 3, -1.1, 0);
        List<String> snow = ofHours(emissions());
        assertEquals(
                "SNOWPACK 06-02T19:00:00 UNCERTAIN > UNCERTAIN WARMING", snow.get(snow.size() - 1));
    }

    /** As numbers fifty tenths come to less than 5. */
    @Test
    void fiveMillimetresOfSnowLieAfterFiftyTenths() {
        log.parameters("PT0S", 7200);
        hours(0, 52, -20, 0.1);
        List<Emission> emissions = emissions();
        assertTrue(row(emissions, 49, "snow_water_equivalent_millimetres") < 5);
        assertEquals(
                List.of(
                        "MUD 06-03T14:00:00 UNCERTAIN > UNCERTAIN SNOW_COVERED",
                        "SNOWPACK 06-03T14:00:00 UNCERTAIN > UNCERTAIN SETTLED"),
                ofHours(emissions).stream().filter(line -> line.contains("06-03")).toList());
    }

    @Test
    void anyOrderWithinTheMinuteHorizonLeavesTheSameContent() {
        List<Integer> order = new ArrayList<>();
        for (int hour = 0; hour < 40 * DAY; hour++) {
            order.add(hour);
        }
        Map<String, String> inOrder = lastContents(order);
        Random random = new Random(7);
        for (int from = 0; from + 2 <= order.size(); from += 2) {
            if (random.nextBoolean()) {
                Collections.swap(order, from, from + 1);
            }
        }
        assertEquals(inOrder, lastContents(order));
        assertTrue(inOrder.size() > 40 * DAY);
    }

    private static Map<String, String> lastContents(List<Integer> order) {
        HandMadeLog shuffled =
                new HandMadeLog().replayed(LATER, Duration.ofMillis(10)).interval(3600);
        shuffled.parameters("PT0S", 7200);
        for (int hour : order) {
            double celsius = 5 + 8 * Math.sin(hour / 17.0);
            shuffled.at("PT%dH30M".formatted(hour), values(celsius, hour % 90 < 12 ? 2 : 0));
        }
        Map<String, String> last = new TreeMap<>();
        for (Emission one : shuffled.emissionsUntil("PT9999H")) {
            if (one.content() instanceof HourlyContent hourly) {
                last.put(one.key().toString(), text(hourly));
            } else if (one.table() == Table.CONDITION_EPISODES) {
                last.put(one.key().toString(), one.content().toString());
            }
        }
        last.values().removeIf(text -> text.contains("retracted=true"));
        return last;
    }

    private static String text(HourlyContent hourly) {
        StringBuilder text = new StringBuilder();
        for (double number : hourly.numbers()) {
            text.append(Math.round(number * 1e6)).append(' ');
        }
        return text.append(hourly.isMudCertain()).append(hourly.daysBack()).toString();
    }

    /** Dry for a month, then 80 mm in an hour. */
    private void mud() {
        log.parameters("PT0S", 7200);
        hours(0, MONTH + 1, 10, 0);
        hours(MONTH + 1, 1, 10, 80);
    }

    private void hours(int from, int count, double celsius, double millimetres) {
        for (int hour = from; hour < from + count; hour++) {
            log.at("PT%dH30M".formatted(hour), values(celsius, millimetres));
        }
    }

    private static Map<Measure, Double> values(double celsius, double millimetres) {
        return Map.of(
                Measure.AIR_TEMPERATURE_CELSIUS,
                celsius,
                Measure.PRECIPITATION_MILLIMETRES,
                millimetres);
    }

    private List<Emission> emissions() {
        return log.emissionsUntil("PT9999H");
    }

    private static List<String> ofHours(List<Emission> emissions) {
        return Emitted.of(Table.CONDITION_TRANSITIONS, emissions).stream()
                .filter(line -> !line.startsWith("COLD") && !line.startsWith("HEAT"))
                .toList();
    }

    private static Map<Long, HourlyContent> rows(List<Emission> emissions) {
        Map<Long, HourlyContent> rows = new TreeMap<>();
        emissions.stream()
                .filter(e -> e.table() == Table.HOURLY_MODELS)
                .forEach(e -> rows.put(e.key().number(), (HourlyContent) e.content()));
        return rows;
    }

    private static HourlyContent content(List<Emission> emissions, int hour) {
        return rows(emissions).get(HandMadeLog.millis("PT%dH".formatted(hour)));
    }

    private static double[] state(List<Emission> emissions, int hour) {
        return Arrays.copyOf(content(emissions, hour).numbers(), 12);
    }

    private static double row(List<Emission> emissions, int hour, String column) {
        return content(emissions, hour).numbers()[HourlyContent.NUMBERS.indexOf(column)];
    }
}

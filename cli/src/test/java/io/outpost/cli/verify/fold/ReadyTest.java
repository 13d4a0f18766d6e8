package io.outpost.cli.verify.fold;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/**
 * When mud and high water are said to be over: after days that are as they usually are and without
 * rain, that is when they are.
 */
class ReadyTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
    private static final int DAY = 24;

    /** Of the eighth day, so that seven whole ones are before it. */
    private static final int STORM = 8 * DAY;

    private final HandMadeLog log =
            new HandMadeLog().replayed(LATER, Duration.ofMillis(10)).interval(3600);

    @Test
    void mudIsReadyWhenItSaid() {
        dryDaysAndAStorm(10, 25);
        List<Emission> emissions = emissions();
        List<Double> said =
                ready(emissions, "MUD", column(emissions, "wetness"), wetness -> wetness < 2 / 3.0);
        assertTrue(said.size() > 4 && said.contains(0.0), said.toString());
        assertTrue(said.stream().anyMatch(hours -> hours > 2 * DAY), said.toString());
    }

    @Test
    void highWaterIsOverWhenItSaid() {
        dryDaysAndAStorm(10, 25);
        List<Emission> emissions = emissions();
        List<Double> said =
                ready(
                        emissions,
                        "HIGH_WATER",
                        column(emissions, "flow_millimetres_per_hour"),
                        flow -> flow < 0.06);
        assertTrue(said.size() > 2 && said.contains(0.0), said.toString());
        assertTrue(said.stream().anyMatch(hours -> hours > DAY), said.toString());
    }

    @Test
    void wetGroundUnderSnowIsNotReadyWithinThirtyDays() {
        log.parameters("PT0S", 7200);
        hours(0, STORM, -25, -10, 0);
        log.at("PT%dH30M".formatted(STORM), weather(4, 90));
        hours(STORM + 1, 3, -25, -10, 90);
        assertEquals(0, ready("MUD", 1));
        assertEquals(0, ready("HIGH_WATER", 1));
        assertEquals(Double.NaN, ready("MUD", STORM + 2), "snow lies on wet ground");
        assertEquals(1, row(STORM + 1, "wetness"), 0.05);
    }

    private double ready(String condition, int hours) {
        return Emitted.reason(emissions(), condition, "PT%dH".formatted(hours), "ready_in_hours");
    }

    private double row(int hour, String column) {
        return column(emissions(), column).get(HandMadeLog.millis("PT%dH".formatted(hour)));
    }

    /** What each transition said, and that it came so. */
    private static List<Double> ready(
            List<Emission> emissions,
            String condition,
            Map<Long, Double> values,
            DoublePredicate isReady) {
        List<Double> all = new ArrayList<>();
        for (Emission one : emissions) {
            long end = one.key().number();
            if (one.table() == Table.CONDITION_TRANSITIONS
                    && one.key().what().equals(condition)
                    && end > HandMadeLog.millis("PT%dH".formatted(STORM))) {
                Duration after = Duration.ofMillis(end - HandMadeLog.millis("PT0S"));
                double said =
                        Emitted.reason(emissions, condition, after.toString(), "ready_in_hours");
                assertEquals(hoursUntil(isReady, end, values), said, condition + " " + after);
                all.add(said);
            }
        }
        return all;
    }

    private static double hoursUntil(
            DoublePredicate isReady, long endMillis, Map<Long, Double> values) {
        int hours = 0;
        while (!isReady.test(values.get(endMillis + (hours - 1) * PaneSeries.HOUR))) {
            hours++;
        }
        return hours;
    }

    private static Map<Long, Double> column(List<Emission> emissions, String name) {
        Map<Long, Double> values = new TreeMap<>();
        for (Emission one : emissions) {
            if (one.content() instanceof HourlyContent hourly) {
                values.put(
                        one.key().number(), hourly.numbers()[HourlyContent.NUMBERS.indexOf(name)]);
            }
        }
        return values;
    }

    /** At 7.5 degrees east the extremes of the sun's day are those of its hours. */
    private void dryDaysAndAStorm(double lowest, double highest) {
        log.parameters("PT0S", HandMadeLog.hut().setLongitude(7.5));
        hours(0, STORM, lowest, highest, 0);
        hours(STORM, 1, lowest, highest, 70);
        hours(STORM + 1, 20 * DAY - 1, lowest, highest, 0);
    }

    private void hours(int from, int count, double lowest, double highest, double millimetres) {
        for (int hour = from; hour < from + count; hour++) {
            // The first hour is that from 12:00, in the middle of which it is 13:00 of the sun.
            int sinceColdest = (hour + 13 - 5) % DAY;
            double phase = sinceColdest < 10 ? sinceColdest / 10.0 - 1 : (sinceColdest - 10) / 14.0;
            double celsius =
                    (highest + lowest) / 2 + (highest - lowest) / 2 * Math.cos(Math.PI * phase);
            log.at("PT%dH30M".formatted(hour), weather(celsius, millimetres));
        }
    }

    private static Map<Measure, Double> weather(double celsius, double millimetres) {
        return Map.of(
                Measure.AIR_TEMPERATURE_CELSIUS,
                celsius,
                Measure.PRECIPITATION_MILLIMETRES,
                millimetres);
    }

    private List<Emission> emissions() {
        return log.emissionsUntil("PT9999H");
    }
}

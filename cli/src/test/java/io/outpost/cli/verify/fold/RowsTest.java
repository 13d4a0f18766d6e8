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
import org.junit.jupiter.api.Test;

/** The rows of panes, when they are emitted, and which of them an observation changes. */
class RowsTest {
    private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
    private static final String MEAN = "air_temperature_celsius_mean_1h";

    private final HandMadeLog log = new HandMadeLog().replayed(LATER, Duration.ofMillis(10));

    @Test
    void aPaneClosesWithTheObservationTenSecondsPastItsEnd() {
        log.at("PT0S", 20).at("PT1M9.999S", 20).at("PT1M10S", 20);
        List<String> lines = Emitted.lines(log.emissionsUntil("PT0S"));
        assertEquals(List.of("3 08-01T00:00:00.020 minute 12:00:00"), lines);
    }

    @Test
    void directionsAddUpAsVectorsOfLengthOne() {
        log.at("PT0S", Measure.WIND_DIRECTION_DEGREES, 350);
        log.at("PT1S", Measure.WIND_DIRECTION_DEGREES, 10);
        log.at("PT2S", Measure.WIND_DIRECTION_DEGREES, 360).at("PT3S", 20);
        log.at("PT4S", Measure.WIND_DIRECTION_DEGREES, 361);
        log.sensor("b").at("PT4S", Measure.WIND_DIRECTION_DEGREES, 90).at("PT2H", 20);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        for (Table table :
                List.of(Table.MINUTE_AGGREGATES, Table.HOUR_AGGREGATES, Table.DAY_AGGREGATES)) {
            String start = table == Table.DAY_AGGREGATES ? "PT-12H" : "PT0S";
            assertEquals(4, direction(emissions, table, start, "_n"));
            assertEquals(1, direction(emissions, table, start, "_east_sum"), 1e-15);
            assertEquals(
                    1 + 2 * Math.cos(Math.PI / 18),
                    direction(emissions, table, start, "_north_sum"),
                    1e-15);
        }
        assertEquals(Double.NaN, direction(emissions, Table.HOUR_AGGREGATES, "PT2H", "_n"));
        assertEquals(Double.NaN, direction(emissions, Table.HOUR_AGGREGATES, "PT2H", "_east_sum"));
    }

    private static double direction(
            List<Emission> emissions, Table table, String start, String column) {
        return Emitted.value(emissions, table, start, "wind_direction_degrees" + column);
    }

    @Test
    void onePaneThatIsOpenedBehindTheClockClosesInTheSameEventAndTakesChangedRowsAlong() {
        log.at("PT0S", 20).at("PT10M", 20).at("PT0.5S", 20).at("PT5M", 20);
        log.sensor("b").at("PT1S", 20).at("PT6M", 20);
        List<String> lines = Emitted.lines(log.emissionsUntil("PT0S"));
        assertEquals(
                List.of(
                        "2 08-01T00:00:00.010 minute 12:00:00",
                        "4 08-01T00:00:00.030 minute 12:05:00",
                        // 12:00 changed with the fifth record, 12:05 and itself with the sixth
                        "6 08-01T00:00:00.050 minute 12:06:00",
                        "6 08-01T00:00:00.050 minute 12:00:00",
                        "6 08-01T00:00:00.050 minute 12:05:00"),
                lines);
    }

    @Test
    void reachesMinutesThatStartLessThanAnHourLater() {
        log.at("PT0S", 10).at("PT59M", 20).at("PT60M", 30).at("PT62M", 40);
        log.sensor("b").at("PT10S", 50);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        List<String> changed =
                Emitted.lines(emissions).stream()
                        .filter(line -> line.startsWith("6 ") && line.contains("minute"))
                        .toList();
        assertEquals(
                List.of(
                        "6 08-01T00:00:05.040 minute 13:02:00",
                        "6 08-01T00:00:05.040 minute 12:00:00",
                        "6 08-01T00:00:05.040 minute 12:59:00"),
                changed,
                "all is closed 5 s after the last, with the rows that have changed");
        assertEquals(80 / 3.0, Emitted.value(emissions, Table.MINUTE_AGGREGATES, "PT59M", MEAN));
        assertEquals(25, Emitted.value(emissions, Table.MINUTE_AGGREGATES, "PT60M", MEAN));
    }

    @Test
    void reachesQuarterHoursOfADay() {
        log.at("PT0S", 10).at("PT14M", 20).at("PT1H50M", 30).at("PT2H30S", 40);
        log.sensor("b").at("PT1M", 50);
        List<String> changed =
                Emitted.lines(log.emissionsUntil("PT9999H")).stream()
                        .filter(line -> line.startsWith("5 ") && line.contains("quarter"))
                        .toList();
        assertEquals(
                List.of(
                        "5 08-01T00:00:00.040 quarter 12:00:00",
                        "5 08-01T00:00:00.040 quarter 13:45:00"),
                changed,
                "12:01 opens behind the clock, so all goes out at once; 14:00 is open");
    }

    @Test
    void aNewHourTakesChangedRowsAlong() {
        HandMadeLog live = new HandMadeLog();
        live.at("PT50M", 20).received("PT59M").at("PT50M30S", 20);
        live.received("PT59M59S").at("PT60M", 20);
        List<String> lines = Emitted.lines(live.emissionsUntil("PT59M59.999S"));
        assertEquals(
                List.of(
                        "2 12:51:00 counters 1=1+0+0+0+0+0, 0 changed, 4 open",
                        "3 12:52:00 minute 12:50:00",
                        "5 12:59:59 minute 12:50:00"),
                lines);
    }

    @Test
    void rollsOverPanesThatStartWithinTheWindow() {
        log.at("PT0S", 10).at("PT1M", 20).at("PT60M59S", 40);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        Table minutes = Table.MINUTE_AGGREGATES;
        assertEquals(30, Emitted.value(emissions, minutes, "PT60M", MEAN), "12:00 is an hour old");
        assertEquals(15, Emitted.value(emissions, minutes, "PT1M", MEAN));
        assertEquals(
                1, Emitted.value(emissions, minutes, "PT60M", "air_temperature_celsius_n_15m"));
    }

    @Test
    void keepsWhatIsTooOldForMinutesInHoursAndDays() {
        log.at("PT0S", 10).at("PT3H", 20).at("PT1M", 30);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(2, Emitted.value(emissions, Table.HOUR_AGGREGATES, "PT0S", "observations"));
        assertEquals(
                60,
                Emitted.value(
                        emissions, Table.DAY_AGGREGATES, "PT-12H", "air_temperature_celsius_sum"));
        assertEquals(
                List.of("minute 12:00:00", "minute 15:00:00"),
                Emitted.of(Table.MINUTE_AGGREGATES, emissions));
    }

    @Test
    void coversAMinuteOfAnHour() {
        log.at("PT0S", 10).at("PT30M", 10);
        assertEquals(2 / 60.0, coverageOfTheHour());
        log.interval(0).at("PT31M", 10);
        assertEquals(Double.NaN, coverageOfTheHour());
    }

    @Test
    void turnsACounterIntoIncrementsInAnyOrder() {
        counter("PT0S", 5);
        counter("PT20M", 9);
        counter("PT10M", 6);
        counter("PT30M", 1);
        counter("PT40M", 1.5);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        Table hours = Table.HOUR_AGGREGATES;
        assertEquals(
                3,
                Emitted.value(emissions, hours, "PT0S", "precipitation_millimetres_n"),
                "the first and the reset give none");
        assertEquals(
                4.5, Emitted.value(emissions, hours, "PT0S", "precipitation_millimetres_total"));
        assertEquals(
                3,
                Emitted.value(
                        emissions,
                        Table.MINUTE_AGGREGATES,
                        "PT20M",
                        "precipitation_millimetres_total"));
    }

    @Test
    void meansTheTotalsOfSensors() {
        log.at("PT0S", Measure.PRECIPITATION_MILLIMETRES, 1);
        log.at("PT1M", Measure.PRECIPITATION_MILLIMETRES, 2);
        log.sensor("b").at("PT2M", Measure.PRECIPITATION_MILLIMETRES, 5);
        assertEquals(
                4,
                Emitted.value(
                        log.emissionsUntil("PT9999H"),
                        Table.HOUR_AGGREGATES,
                        "PT0S",
                        "precipitation_millimetres_total"));
    }

    private double coverageOfTheHour() {
        return Emitted.value(
                log.emissionsUntil("PT9999H"), Table.HOUR_AGGREGATES, "PT0S", "coverage");
    }

    private void counter(String afterNoon, double millimetres) {
        log.at(afterNoon, Measure.PRECIPITATION_COUNTER_MILLIMETRES, millimetres);
    }
}

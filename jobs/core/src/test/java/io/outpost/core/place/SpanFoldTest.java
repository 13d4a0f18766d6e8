package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanFoldTest {
    private static final Quantity COUNTER = Quantity.PRECIPITATION_COUNTER_MILLIMETRES;
    private static final Quantity RAIN = Quantity.PRECIPITATION_MILLIMETRES;

    private final SpanFold fold = new SpanFold(Duration.ofHours(1));

    @Test
    void hoursEqualThePanesOfThePlace() {
        List<Reading> log = twoSensors(new Random(3));
        KeptPlace kept = new KeptPlace();
        log.forEach(kept::replay);
        kept.idle();
        Emitted emitted = kept.emitted;
        long hour = PaneWidth.HOUR.startOf(log.get(0).observedAtMillis());
        for (Reading reading : log) {
            if (PaneWidth.HOUR.startOf(reading.observedAtMillis()) != hour) {
                assertSame(emitted.pane(PaneWidth.HOUR, hour), fold.end());
                hour = PaneWidth.HOUR.startOf(reading.observedAtMillis());
            }
            add(reading);
        }
        assertSame(emitted.pane(PaneWidth.HOUR, hour), fold.end());
    }

    /** Bit for bit: the components are added exactly. */
    @Test
    void directionsAddUpToTheSameInAnyOrder() {
        List<Reading> log = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            double degrees = random.nextInt(10) == 0 ? 360 : random.nextDouble() * 360;
            log.add(
                    reading()
                            .at(NOON.plusSeconds(i))
                            .with(Quantity.WIND_DIRECTION_DEGREES, degrees)
                            .build());
        }
        log.forEach(this::add);
        Span inOrder = fold.end();
        Collections.shuffle(log, random);
        log.forEach(this::add);
        Span shuffled = fold.end();
        for (Quantity of : List.of(Quantity.WIND_DIRECTION_EAST, Quantity.WIND_DIRECTION_NORTH)) {
            assertEquals(500, inOrder.count(of));
            assertEquals(
                    Double.doubleToLongBits(inOrder.sum(of)),
                    Double.doubleToLongBits(shuffled.sum(of)));
        }
    }

    @Test
    void theFirstReadingOfACounterGivesNoValueUnlessAnEarlierOneIsKnown() {
        add(reading().of("new").with(COUNTER, 7).build());
        assertEquals(0, fold.end().rainCount());
        assertFalse(fold.needsCounterBefore("new", reading().with(COUNTER, 8).build().values()));
        assertTrue(fold.needsCounterBefore("old", reading().with(RAIN, 1).build().values()));
        assertFalse(fold.needsCounterBefore("old", reading().celsius(1).build().values()));
        fold.startCounter("old", NOON.minusSeconds(600).toEpochMilli(), 5);
        add(reading().of("old").with(COUNTER, 7).build());
        assertEquals(2, fold.end().rainTotalMillimetres());
    }

    @Test
    void spansShorterThanAnHourLeaveOutWhatNoMinuteHasAndLongerOnesAddUpToTheHours() {
        List<Reading> log = twoSensors(new Random(5));
        log.removeIf(one -> one.sensorId().equals("counter") && isAway(one));
        double minutes = sumOf(Duration.ofMinutes(1), log);
        double hours = sumOf(Duration.ofHours(1), log);
        KeptPlace kept = new KeptPlace();
        log.forEach(kept::replay);
        kept.idle();
        assertEquals(sumOf(kept.emitted, PaneWidth.HOUR), hours, 1e-9);
        assertEquals(sumOf(kept.emitted, PaneWidth.MINUTE), minutes, 1e-9);
        assertEquals(hours, sumOf(Duration.ofHours(10), log), 1e-9);
        SpanFold ofHalfAnHour = new SpanFold(Duration.ofMinutes(30));
        ofHalfAnHour.startCounter("a", NOON.toEpochMilli(), 5);
        ofHalfAnHour.add("a", NOON.plusSeconds(901).toEpochMilli(), 0, counter(9));
        assertEquals(0, ofHalfAnHour.end().rainCount());
        ofHalfAnHour.add("a", NOON.plusSeconds(1700).toEpochMilli(), 0, counter(10));
        assertEquals(1, ofHalfAnHour.end().rainTotalMillimetres());
    }

    @Test
    void aGapIsJudgedByTheIntervalOfTheReadingAfterIt() {
        SpanFold ofMinutes = new SpanFold(Duration.ofMinutes(1));
        ofMinutes.startCounter("a", NOON.toEpochMilli(), 5);
        ofMinutes.add("a", NOON.plusSeconds(2700).toEpochMilli(), 1800, counter(9));
        assertEquals(4, ofMinutes.end().rainTotalMillimetres());
        ofMinutes.add("a", NOON.plusSeconds(5401).toEpochMilli(), 1800, counter(10));
        assertEquals(0, ofMinutes.end().rainCount());
    }

    /** For some minutes of each hour, more than 15 in all but the first. */
    private static boolean isAway(Reading reading) {
        long minute = Duration.ofMillis(reading.observedAtMillis()).toMinutes();
        return minute % 60 > 30 && minute % 60 < 40 + minute / 60 % 20;
    }

    private static double[] counter(double millimetres) {
        return reading().with(COUNTER, millimetres).build().values();
    }

    private static double sumOf(Emitted emitted, PaneWidth width) {
        return emitted.panes(width).stream()
                .filter(row -> row.rainCount() > 0)
                .mapToDouble(PaneRow::rainTotalMillimetres)
                .sum();
    }

    private static double sumOf(Duration length, List<Reading> log) {
        SpanFold spans = new SpanFold(length);
        double sum = 0;
        long end = Long.MIN_VALUE;
        for (Reading reading : log) {
            long at = reading.observedAtMillis();
            if (at >= end) {
                Span span = spans.end();
                sum += span.rainCount() == 0 ? 0 : span.rainTotalMillimetres();
                end = (at / length.toMillis() + 1) * length.toMillis();
            }
            spans.add(reading.sensorId(), at, reading.intervalSeconds(), reading.values());
        }
        Span last = spans.end();
        return sum + (last.rainCount() == 0 ? 0 : last.rainTotalMillimetres());
    }

    @Test
    void aResetOfACounterGivesNoValue() {
        fold.startCounter("station", NOON.minusSeconds(60).toEpochMilli(), 9);
        add(reading().with(COUNTER, 1).build());
        add(reading().at(NOON.plusSeconds(60)).with(COUNTER, 1.5).build());
        Span span = fold.end();
        assertEquals(1, span.rainCount());
        assertEquals(0.5, span.rainTotalMillimetres());
    }

    @Test
    void readingsOfACounterMoreThanSixDaysApartGiveNoValue() {
        Duration sixDays = Duration.ofDays(6);
        fold.startCounter("station", NOON.toEpochMilli(), 1);
        add(reading().at(NOON.plus(sixDays)).with(COUNTER, 3).build());
        assertEquals(2, fold.end().rainTotalMillimetres());
        add(reading().at(NOON.plus(sixDays).plus(sixDays).plusMillis(1)).with(COUNTER, 9).build());
        assertEquals(0, fold.end().rainCount());
        add(reading().at(NOON.plus(Duration.ofDays(13))).with(COUNTER, 10).build());
        assertEquals(1, fold.end().rainTotalMillimetres());
    }

    @Test
    void aSensorThatThePlaceHasForgottenStartsAnewInBoth() {
        List<Reading> log = new ArrayList<>();
        for (int hour = 0; hour < 9 * 24; hour++) {
            Instant at = NOON.plus(Duration.ofHours(hour));
            log.add(reading().of("other").at(at).with(COUNTER, hour).build());
            if (hour % (8 * 24) < 2) {
                log.add(reading().of("seldom").at(at.plusSeconds(60)).with(COUNTER, hour).build());
            }
        }
        KeptPlace kept = new KeptPlace();
        log.forEach(kept::replay);
        kept.idle();
        Emitted emitted = kept.emitted;
        for (int hour = 0; hour < 9 * 24; hour++) {
            Instant start = NOON.plus(Duration.ofHours(hour));
            log.stream()
                    .filter(
                            r ->
                                    PaneWidth.HOUR.startOf(r.observedAtMillis())
                                            == start.toEpochMilli())
                    .forEach(this::add);
            PaneRow row = emitted.pane(PaneWidth.HOUR, start.toEpochMilli());
            Span span = fold.end();
            assertEquals(row.rainCount(), span.rainCount(), "hour " + hour);
            assertEquals(row.rainTotalMillimetres(), span.rainTotalMillimetres(), "hour " + hour);
        }
    }

    @Test
    void coverageIsNotKnownWhereAnIntervalIsNot() {
        add(reading().every(Duration.ofMinutes(1)).celsius(1).build());
        assertEquals(0.1, fold.end().coverage(600));
        add(reading().every(Duration.ofMinutes(1)).celsius(1).build());
        add(reading().celsius(1).build());
        assertEquals(Double.NaN, fold.end().coverage(600));
    }

    private void add(Reading reading) {
        fold.add(
                reading.sensorId(),
                reading.observedAtMillis(),
                reading.intervalSeconds(),
                reading.values());
    }

    private static void assertSame(PaneRow row, Span span) {
        assertEquals(row.observations(), span.observations());
        assertEquals(row.coverage(), span.coverage(3600));
        assertEquals(row.rainCount(), span.rainCount());
        assertEquals(row.rainTotalMillimetres(), span.rainTotalMillimetres());
        int i = 0;
        for (Quantity quantity : Quantity.aggregated()) {
            if ((row.quantities() >>> quantity.code() & 1) != 0) {
                assertEquals(row.counts()[i], span.count(quantity));
                assertEquals(row.mins()[i], span.min(quantity));
                assertEquals(row.maxs()[i], span.max(quantity));
                assertEquals(row.sums()[i], span.sum(quantity));
                i++;
            } else {
                assertEquals(0, span.count(quantity));
            }
        }
    }

    /** One sensor with a counter that now and then resets, one that sends its rain itself. */
    private static List<Reading> twoSensors(Random random) {
        List<Reading> log = new ArrayList<>();
        double counter = 0;
        for (int minute = 0; minute < 600; minute++) {
            counter = random.nextInt(50) == 0 ? 0 : counter + random.nextInt(3) * 0.2;
            log.add(
                    reading()
                            .of("counter")
                            .at(NOON.plusSeconds(60L * minute))
                            .every(Duration.ofMinutes(1))
                            .celsius(20 + random.nextDouble() * 20)
                            .humidity(random.nextInt(101))
                            .with(COUNTER, counter)
                            .build());
            log.add(
                    reading()
                            .of("report")
                            .at(NOON.plusSeconds(60L * minute + 30))
                            .every(Duration.ofMinutes(1))
                            .with(RAIN, random.nextInt(3) * 0.1)
                            .build());
        }
        return log;
    }
}

package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.RoutedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the keyed operator times and routes; what is due when is tested with the place. */
class KeepPlacesTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, Parcel, Emission> harness;

    @BeforeEach
    void open() throws Exception {
        harness = OperatorHarness.create(1, 0);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aPlaceHasOneTimerAtItsNextDeadline() throws Exception {
        observe(NOON, NOON.plusSeconds(1));
        assertEquals(1, harness.numEventTimeTimers());
        assertEquals(0, harness.numProcessingTimeTimers());
        observe(NOON.plusSeconds(10), NOON.plusSeconds(11));
        assertEquals(1, harness.numEventTimeTimers());
        harness.processWatermark(NOON.plusSeconds(60).toEpochMilli());
        assertTrue(emitted(CountersRow.class).isEmpty());
        harness.processWatermark(NOON.plusSeconds(61).toEpochMilli());
        assertEquals(1, emitted(CountersRow.class).size());
        assertEquals(1, harness.numEventTimeTimers(), "the next deadline has one");
        harness.processWatermark(NOON.plusSeconds(120).toEpochMilli());
        assertEquals(1, emitted(PaneRow.class).size());
    }

    @Test
    void aTimerThatARecordHasOvertakenDoesNothing() throws Exception {
        observe(NOON, NOON.plusSeconds(1));
        observe(NOON.plusSeconds(300), NOON.plusSeconds(301));
        int before = harness.extractOutputValues().size();
        harness.processWatermark(NOON.plusSeconds(300).toEpochMilli());
        assertEquals(before, harness.extractOutputValues().size());
    }

    @Test
    void aPlaceThatHasNothingDueHasNoTimer() throws Exception {
        observe(NOON.minus(Duration.ofDays(100)), NOON);
        harness.processWatermark(NOON.plusSeconds(61).toEpochMilli());
        assertEquals(4, emitted(PaneRow.class).size());
        assertEquals(1, harness.numEventTimeTimers(), "it shrinks in 7 days");
        harness.processWatermark(NOON.plus(Duration.ofDays(7)).toEpochMilli());
        assertEquals(0, harness.numEventTimeTimers());
    }

    /**
     * A station that sends once an hour what it has gathered is idle, and has a timer, each time.
     */
    @Test
    void aTimerThatAnEarlierOneReplacesIsGone() throws Exception {
        for (int hour = 0; hour < 50; hour++) {
            Instant received = NOON.plusSeconds(3600L * hour);
            observe(received.minus(Duration.ofDays(100)), received);
            assertEquals(1, harness.numEventTimeTimers());
            harness.processWatermark(received.plusSeconds(700).toEpochMilli());
            assertEquals(1, harness.numEventTimeTimers());
        }
    }

    @Test
    void aLivePlaceThatFallsSilentRaisesAnAlertOnItsTopicToo() throws Exception {
        observe(NOON, NOON.plusSeconds(1));
        harness.processWatermark(NOON.plus(Duration.ofHours(3)).plusSeconds(1).toEpochMilli());
        AlertRow alert = emitted(AlertRow.class).get(0);
        assertEquals("NO_DATA", alert.subject());
        assertEquals(List.of(alert), messages(AlertRow.class));
    }

    @Test
    void aLateReadingGoesToItsTopicWithItsOffset() throws Exception {
        observe(NOON, NOON.plusSeconds(1));
        observe(NOON.minus(Duration.ofDays(8)), NOON.plusSeconds(2));
        LateReading late = messages(LateReading.class).get(0);
        assertEquals("trailhead", late.placeId());
        assertEquals("station", late.sensorId());
        assertEquals(NOON.toEpochMilli(), late.clockMillis());
        assertEquals(42, late.sourceOffset());
        assertEquals(2, late.revision());
        assertEquals(NOON.plusSeconds(2).toEpochMilli(), late.asOfMillis());
    }

    @Test
    void aDeadLetterIsAnEventOfAPlaceThatExistsOnly() throws Exception {
        reject(NOON);
        observe(NOON, NOON.plusSeconds(1));
        reject(NOON.plusSeconds(2));
        List<DeadLetter> letters = messages(DeadLetter.class);
        assertEquals(0, letters.get(0).revision());
        assertEquals(2, letters.get(1).revision());
        assertEquals(NOON.plusSeconds(2).toEpochMilli(), letters.get(1).asOfMillis());
    }

    @Test
    void placesWhoseIdsHaveTheSameHashStandSideBySide() throws Exception {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        for (String place : List.of("Aa", "BB", "Aa")) {
            Instant at = NOON.plusSeconds(place.equals("Aa") ? 0 : 1);
            process(PlaceInput.of(place, reading(at, NOON)));
        }
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = OperatorHarness.create(1, 0);
        harness.initializeState(snapshot);
        harness.open();
        harness.processWatermark(NOON.plusSeconds(60).toEpochMilli());
        List<CountersRow> counters = emitted(CountersRow.class);
        assertEquals(2, counters.size());
        for (CountersRow row : counters) {
            assertEquals(1, row.accepted(), row.placeId());
            assertEquals(row.placeId().equals("Aa") ? 1 : 0, row.duplicate(), row.placeId());
        }
    }

    /** Parcels are packed by Flink's own arithmetic; were it another, state would be lost. */
    @Test
    void aRecordOfAnotherSubtaskEndsTheJob() throws Exception {
        PlaceSubtasks subtasks = new PlaceSubtasks(OperatorHarness.MAX_PARALLELISM, 2);
        int other = 1 - subtasks.of("trailhead".hashCode());
        harness.close();
        harness = OperatorHarness.create(2, other);
        harness.open();
        Exception ended = assertThrows(Exception.class, () -> observe(NOON, NOON.plusSeconds(1)));
        assertTrue(
                ExceptionUtils.findThrowableWithMessage(ended, "Key group").isPresent(),
                ended.toString());
    }

    /** Flink itself counts a parcel as one. */
    @Test
    void recordsAreCountedNotParcels() throws Exception {
        ParcelWriter parcel = new ParcelWriter("trailhead");
        for (int i = 0; i < 3; i++) {
            parcel.add(
                    RoutedRecord.of(
                            PlaceInput.of("trailhead", reading(NOON.plusSeconds(i), NOON))));
        }
        harness.processElement(new StreamRecord<>(parcel.take()));
        assertEquals(
                2,
                harness.getOneInputOperator()
                        .getMetricGroup()
                        .getIOMetricGroup()
                        .getNumRecordsInCounter()
                        .getCount());
    }

    @Test
    void theEndOfTheInputEmitsNothing() throws Exception {
        observe(NOON, NOON.plusSeconds(1));
        harness.processWatermark(Long.MAX_VALUE);
        harness.getOneInputOperator().finish();
        assertTrue(harness.extractOutputValues().isEmpty());
    }

    @Test
    void goesOnFromASnapshotTakenAfterAnyReading() throws Exception {
        for (int i = 0; i < 200; i++) {
            observe(NOON.plusSeconds(60L * i), NOON.plusSeconds(60L * i + 1));
            OperatorSubtaskState snapshot = harness.snapshot(i, i);
            List<PaneRow> before =
                    emitted(PaneRow.class).stream()
                            .filter(row -> row.rolling().length == 2)
                            .toList();
            harness.close();
            harness = OperatorHarness.create(1, 0);
            harness.initializeState(snapshot);
            harness.open();
            if (i > 1) {
                assertEquals(
                        NOON.plusSeconds(60L * (i - 2)).toEpochMilli(),
                        before.get(0).startMillis());
                assertEquals(
                        Math.min(i - 1, 60),
                        before.get(0).rolling()[1].counts()[1],
                        "the window of an hour at reading " + i);
            }
        }
    }

    private void process(PlaceInput input) throws Exception {
        harness.processElement(new StreamRecord<>(OperatorHarness.parcel(input)));
    }

    private void observe(Instant at, Instant receivedAt) throws Exception {
        process(PlaceInput.of("trailhead", reading(at, receivedAt)));
    }

    private void reject(Instant receivedAt) throws Exception {
        DeadLetter letter =
                DeadLetter.of(
                        RejectionReason.NO_QUANTITY,
                        "",
                        Origin.of(0, 1),
                        "trailhead",
                        receivedAt.toEpochMilli());
        process(PlaceInput.of(letter));
    }

    private static Reading reading(Instant at, Instant receivedAt) {
        double[] values = new double[Quantity.COUNT];
        Arrays.fill(values, Double.NaN);
        values[Quantity.AIR_TEMPERATURE_CELSIUS.code()] = 20;
        return new Reading(
                7,
                "station",
                at.toEpochMilli(),
                receivedAt.toEpochMilli(),
                60,
                values,
                0,
                1,
                Origin.of(0, 42));
    }

    private <E extends Emission> List<E> emitted(Class<E> kind) {
        return harness.extractOutputValues().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private <E extends Emission> List<E> messages(Class<E> kind) {
        return harness.getSideOutput(StreamTypes.MESSAGES).stream()
                .map(record -> record.getValue())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}

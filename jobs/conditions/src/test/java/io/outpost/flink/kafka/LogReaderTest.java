package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.operator.PlaceInputSerializer;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.flink.parts.Await;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RewrittenLog;
import io.outpost.schemas.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The time that records of a partition are given, across restores onto other subtasks. */
class LogReaderTest {
    private static final int MAX_PARALLELISM = 128;
    private static final int UNKNOWN_SCHEMA = 99;
    private static final long NOON = Instant.parse("2024-07-01T12:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();

    private final List<OneInputStreamOperatorTestHarness<SourceRecord, PlaceInput>> subtasks =
            new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }

    @Test
    void aClockThatStepsBackIsHeldAtTheGreatestTimeOfThePartition() throws Exception {
        start(1, 0, null);
        read(0, 0, 0, NOON);
        read(0, 0, 1, NOON - 90_000);
        read(0, 1, 0, NOON - 60_000);
        read(0, 0, 2, NOON + 1);
        assertEquals(List.of(NOON, NOON, NOON - 60_000, NOON + 1), received(0));
    }

    @Test
    void ticksAndWhatIsRejectedCount() throws Exception {
        start(1, 0, null);
        subtasks.get(0).processElement(source(0, 0, NOON, tick()), 0);
        read(0, 0, 1, NOON - 90_000);
        subtasks.get(0).processElement(source(0, 2, NOON + 10, new byte[0]), 0);
        read(0, 0, 3, NOON - 90_000);
        assertEquals(List.of(NOON, NOON + 10, NOON + 10), received(0));
    }

    @Test
    void theGreatestTimeSurvivesARestoreOntoOtherSubtasks() throws Exception {
        start(2, 0, null);
        read(0, 0, 0, NOON);
        read(1, 1, 0, NOON + 5_000);
        restart(3, 7);
        // The partitions are read by the others now, and the broker's clock has stepped back.
        read(2, 0, 1, NOON - 90_000);
        read(0, 1, 1, NOON - 90_000);
        assertEquals(List.of(NOON), received(2));
        assertEquals(List.of(NOON + 5_000), received(0));
        restart(1, 8);
        read(0, 0, 2, NOON - 1);
        read(0, 1, 2, NOON - 1);
        assertEquals(List.of(NOON, NOON + 5_000), received(0));
    }

    @Test
    void aJumpOfADayIsTimeLikeAnyOther() throws Exception {
        start(1, 0, null);
        read(0, 0, 0, NOON);
        read(0, 0, 1, NOON + DAY);
        restart(1, 1);
        read(0, 0, 2, NOON + 1);
        assertEquals(List.of(NOON + DAY), received(0));
    }

    @Test
    void whatWasDecidedOfASchemaHoldsAfterARestore() throws Exception {
        start(2, 0, null);
        byte[] value = observation(UNKNOWN_SCHEMA);
        subtasks.get(0).processElement(source(0, 0, NOON, value), 0);
        restart(1, 1);
        // Were it asked for again, this would wait for a registry that is not there.
        subtasks.get(0).processElement(source(0, 1, NOON, value), 0);
        assertEquals(
                RejectionReason.UNKNOWN_SCHEMA,
                subtasks.get(0).extractOutputValues().get(0).deadLetter().reason());
    }

    @Test
    void aRecordWhoseTimeItsSenderHasSetEndsTheJob() throws Exception {
        start(1, 0, null);
        SourceRecord source = source(0, 7, NOON, observation(id(RecordType.OBSERVATION)));
        SourceRecord byItsSender = new SourceRecord(NOON, false, source.origin());
        Exception stopped =
                assertThrows(Exception.class, () -> subtasks.get(0).processElement(byItsSender, 0));
        assertTrue(
                ExceptionUtils.findThrowable(stopped, SuppressRestartsException.class).isPresent());
        assertTrue(
                ExceptionUtils.findThrowableWithMessage(stopped, "The log has a record")
                        .isPresent(),
                stopped.toString());
    }

    @Test
    void aPartitionThatRelogHasMadeKeepsTheTimesOfItsRecords() throws Exception {
        start(2, 0, null);
        copy(0, 0, 0, NOON, RewrittenLog.HEADER);
        copy(0, 0, 1, NOON + 1);
        read(0, 0, 2, NOON + 2);
        restart(1, 3);
        copy(0, 0, 3, NOON + 3);
        assertEquals(List.of(NOON + 3), received(0));
    }

    @Test
    void noOtherPartitionMay() throws Exception {
        for (int[] position : new int[][] {{1, 1}, {0, 1}, {1, 0}}) {
            start(1, 0, null);
            if (position[0] == 1) {
                copy(0, 0, 0, NOON, RewrittenLog.HEADER);
            }
            // A mark is one at the first offset only.
            String[] headers =
                    position[1] == 0 ? new String[0] : new String[] {RewrittenLog.HEADER};
            Exception stopped =
                    assertThrows(
                            Exception.class,
                            () -> copy(0, position[0], position[1], NOON, headers));
            assertTrue(
                    ExceptionUtils.findThrowableWithMessage(
                                    stopped, "was not made by ./outpost relog")
                            .isPresent(),
                    stopped.toString());
            subtasks.get(0).close();
        }
        subtasks.clear();
    }

    @Test
    void aRecordFiveMinutesAheadOfTheMachinesClockIsReadAtOnce() throws Exception {
        start(1, 0, null);
        subtasks.get(0).setProcessingTime(NOON);
        read(0, 0, 0, NOON + FIVE_MINUTES);
        assertEquals(List.of(NOON + FIVE_MINUTES), received(0));
    }

    /** Processing time decides when, never what: it is received when it was. */
    @Test
    void oneThatIsFurtherAheadWaitsForTheClock() throws Exception {
        start(1, 0, null);
        subtasks.get(0).setProcessingTime(NOON);
        Thread reader = Thread.currentThread();
        CompletableFuture<Integer> emittedBefore =
                CompletableFuture.supplyAsync(
                        () -> {
                            int emitted = received(0).size();
                            setClockOnceWaiting(reader, NOON + 1);
                            return emitted;
                        });
        read(0, 0, 0, NOON + FIVE_MINUTES + 1);
        assertEquals(0, emittedBefore.get(1, TimeUnit.MINUTES));
        assertEquals(List.of(NOON + FIVE_MINUTES + 1), received(0));
    }

    private void setClockOnceWaiting(Thread reader, long millis) {
        try {
            Await.until(
                    "the record waits",
                    Duration.ofSeconds(30),
                    () -> reader.getState() == Thread.State.TIMED_WAITING);
            subtasks.get(0).setProcessingTime(millis);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(int parallelism, int before, OperatorSubtaskState state) throws Exception {
        subtasks.clear();
        for (int i = 0; i < parallelism; i++) {
            var subtask =
                    new OneInputStreamOperatorTestHarness<>(
                            factory(), MAX_PARALLELISM, parallelism, i);
            subtask.setup(PlaceInputSerializer.INSTANCE);
            subtask.setProcessingTime(NOON + 2 * DAY);
            if (state != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, MAX_PARALLELISM, before, parallelism, i));
            }
            subtask.open();
            subtasks.add(subtask);
        }
    }

    /** Stops all subtasks at a checkpoint, and goes on from it. */
    private void restart(int parallelism, long checkpoint) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).snapshot(checkpoint, checkpoint);
            subtasks.get(i).close();
        }
        start(parallelism, states.length, AbstractStreamOperatorTestHarness.repackageState(states));
    }

    private void read(int subtask, int partition, long offset, long appendedAt) throws Exception {
        byte[] value = observation(id(RecordType.OBSERVATION));
        subtasks.get(subtask).processElement(source(partition, offset, appendedAt, value), 0);
    }

    /** Of a log that keeps the times of its senders. */
    private void copy(int subtask, int partition, long offset, long createdAt, String... headers)
            throws Exception {
        byte[] value = observation(id(RecordType.OBSERVATION));
        Origin origin =
                new Origin(
                        partition, offset, new byte[0], value, headers, new byte[headers.length][]);
        subtasks.get(subtask).processElement(new SourceRecord(createdAt, false, origin), 0);
    }

    private List<Long> received(int subtask) {
        return subtasks.get(subtask).extractOutputValues().stream()
                .map(PlaceInput::receivedAtMillis)
                .toList();
    }

    private static LogReaderFactory<PlaceInput> factory() {
        return new LogReaderFactory<>(
                "http://127.0.0.1:1",
                (schemas, metrics) -> {
                    know(schemas);
                    return new LogDecoder(schemas, 1)::decode;
                },
                null);
    }

    /** One id is unknown at first only: afterwards nobody is there to ask. */
    private static void know(WriterSchemas schemas) {
        boolean first = schemas.decided().isEmpty();
        for (RecordType type : RecordType.values()) {
            schemas.restore(id(type), "+" + type.schema());
        }
        if (first) {
            schemas.restore(UNKNOWN_SCHEMA, "-UNKNOWN_SCHEMA there is none");
        }
    }

    private static int id(RecordType type) {
        return type.ordinal() + 1;
    }

    private static SourceRecord source(int partition, long offset, long appendedAt, byte[] value) {
        Origin origin =
                new Origin(partition, offset, new byte[0], value, new String[0], new byte[0][]);
        return new SourceRecord(appendedAt, true, origin);
    }

    /** In a log of one partition as far as the decoder knows: all places are in the right one. */
    private static byte[] observation(int schemaId) {
        return WireFormat.encode(
                schemaId,
                Observation.newBuilder()
                        .setPlaceId("trailhead")
                        .setSensorId("station")
                        .setObservedAt(Instant.ofEpochMilli(NOON - DAY))
                        .setAirTemperatureCelsius(20.0)
                        .build());
    }

    private static byte[] tick() {
        return WireFormat.encode(id(RecordType.TICK), new Tick(Instant.ofEpochMilli(0)));
    }
}

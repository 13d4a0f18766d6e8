package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.operator.OperatorHarness.Way;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.RoutedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Wherever a snapshot is taken and gone on from, and whenever a watermark comes, the same is
 * emitted, bit for bit, revision and time included.
 */
class SnapshotsTest {
    private static final List<PlaceInput> LOG = GeneratedLog.withStrangers(6, 60, 1);
    private static final List<RejectionReason> REASONS =
            List.of(
                    RejectionReason.TOO_MANY_PLACES,
                    RejectionReason.TOO_MANY_SENSORS,
                    RejectionReason.TOO_MANY_PREFERENCES);
    private static final StateBackend[] BACKENDS = {
        new HashMapStateBackend(), new EmbeddedRocksDBStateBackend()
    };
    private static final int EVERY = 41;
    private static final int[] PARALLELISMS = {1, 4, 2};
    private static final long END =
            LOG.get(LOG.size() - 1).receivedAtMillis() + Duration.ofDays(10).toMillis();

    private Emissions expected;

    /** Without Flink, and without a watermark before the end. */
    @BeforeEach
    void keepWithoutStop() {
        expected = new Emissions();
        PlainPlaces places = new PlainPlaces(OperatorHarness.BOUNDS, expected);
        LOG.forEach(places::apply);
        places.advance(END);
        for (RejectionReason reason : REASONS) {
            assertTrue(expected.count(reason.name()) > 4, reason + " is in the log");
        }
        assertTrue(expected.size() > 800, "emissions: " + expected.size());
        assertTrue(expected.rewritten() > 20, "rewritten rows: " + expected.rewritten());
        int preferences = expected.count("PreferenceRow");
        assertTrue(preferences > 10, "preferences: " + preferences);
        assertTrue(expected.count("AlertRow") > 10, "alerts: " + expected.count("AlertRow"));
        assertTrue(expected.count("no data") > 2, "no data: " + expected.count("no data"));
    }

    @Test
    void aStopAtEveryPositionChangesNothing() throws Exception {
        Emissions emissions = new Emissions();
        int withTimers = 0;
        RunningOperator operator = RunningOperator.start(1, null);
        for (int i = 0; i < LOG.size(); i++) {
            withTimers += operator.timers() > 0 ? 1 : 0;
            operator = again(operator, i, 1);
            read(operator, i, i + 1, emissions);
        }
        end(operator, emissions);
        expected.requireSame(emissions, "stopped at every position");
        assertTrue(withTimers > LOG.size() / 2, "snapshots with timers: " + withTimers);
    }

    /** Records that wait are applied before a watermark, a snapshot, or when many wait. */
    @Test
    void gatheringRecordsChangesNothing() throws Exception {
        for (int batchRecords : new int[] {3, 4096}) {
            Emissions emissions = new Emissions();
            Way way = Way.gathering(batchRecords);
            RunningOperator operator = RunningOperator.start(2, null, way);
            for (int i = 0; i < LOG.size(); i += EVERY) {
                read(operator, i, Math.min(i + EVERY, LOG.size()), emissions);
                operator.beforeSnapshot(i, emissions);
                OperatorSubtaskState snapshot = operator.snapshot(i);
                operator.close();
                operator = RunningOperator.start(2, snapshot, way);
            }
            end(operator, emissions);
            expected.requireSame(emissions, "gathered: " + batchRecords);
        }
    }

    /**
     * Places are evicted in the middle of a batch, and read back from what they were written to.
     */
    @Test
    void aCacheWithoutRoomChangesNothing() throws Exception {
        for (StateBackend backend : BACKENDS) {
            for (int batchRecords : new int[] {1, 50}) {
                Emissions emissions = new Emissions();
                Way way = Way.gathering(batchRecords).withoutRoom().on(backend);
                RunningOperator operator = RunningOperator.start(1, null, way);
                read(operator, 0, LOG.size(), emissions);
                end(operator, emissions);
                expected.requireSame(emissions, way.toString());
            }
        }
    }

    @Test
    void theStateBackendChangesNothing() throws Exception {
        for (StateBackend backend : BACKENDS) {
            Emissions emissions = new Emissions();
            Way way = Way.AT_ONCE.on(backend);
            RunningOperator operator = RunningOperator.start(1, null, way);
            for (int i = 0; i < LOG.size(); i += EVERY) {
                OperatorSubtaskState snapshot = operator.snapshot(i);
                operator.close();
                int parallelism = PARALLELISMS[i / EVERY % PARALLELISMS.length];
                operator = RunningOperator.start(parallelism, snapshot, way);
                read(operator, i, Math.min(i + EVERY, LOG.size()), emissions);
            }
            end(operator, emissions);
            expected.requireSame(emissions, way.toString());
        }
    }

    /** What is packed is sent before a watermark and a snapshot; a stop loses what packs it. */
    @Test
    void packingRecordsChangesNothing() throws Exception {
        Emissions emissions = new Emissions();
        RunningOperator operator = RunningOperator.start(1, null, Way.gathering(64));
        var packing = OperatorHarness.packing();
        for (int i = 0; i < LOG.size(); i++) {
            packing.processElement(new StreamRecord<>(RoutedRecord.of(LOG.get(i))));
            if (i % 7 == 0) {
                packing.processWatermark(LOG.get(i).receivedAtMillis() - 1);
            }
            if (i % EVERY == 0) {
                packing.prepareSnapshotPreBarrier(i);
                send(packing, operator, emissions);
                packing.close();
                packing = OperatorHarness.packing();
                operator.beforeSnapshot(i, emissions);
                operator = again(operator, i, PARALLELISMS[i / EVERY % PARALLELISMS.length]);
            }
        }
        packing.processWatermark(END);
        send(packing, operator, emissions);
        packing.close();
        operator.close();
        expected.requireSame(emissions, "packed");
    }

    /** All that has come out, in its order. */
    private static void send(
            OneInputStreamOperatorTestHarness<RoutedRecord, Parcel> packing,
            RunningOperator operator,
            Emissions emissions)
            throws Exception {
        for (Object sent : packing.getOutput()) {
            if (sent instanceof Watermark mark) {
                operator.watermark(mark.getTimestamp(), emissions);
            } else {
                operator.process((Parcel) ((StreamRecord<?>) sent).getValue(), emissions);
            }
        }
        packing.getOutput().clear();
    }

    @Test
    void aSingleStopChangesNothing() throws Exception {
        for (int stop = 0; stop < LOG.size(); stop += EVERY) {
            Emissions emissions = new Emissions();
            RunningOperator operator = RunningOperator.start(1, null);
            read(operator, 0, stop, emissions);
            operator = again(operator, stop, 1);
            read(operator, stop, LOG.size(), emissions);
            end(operator, emissions);
            expected.requireSame(emissions, "stopped at " + stop);
        }
    }

    /** What was emitted between snapshot and failure is emitted again, and is the same. */
    @Test
    void aFailureAfterASnapshotChangesNothing() throws Exception {
        Emissions emissions = new Emissions();
        RunningOperator operator = RunningOperator.start(1, null);
        for (int i = 0; i < LOG.size(); i += 10) {
            OperatorSubtaskState snapshot = operator.snapshot(i);
            read(operator, i, Math.min(i + 17, LOG.size()), emissions);
            operator.close();
            operator = RunningOperator.start(1, snapshot);
            read(operator, i, Math.min(i + 10, LOG.size()), emissions);
        }
        end(operator, emissions);
        expected.requireSame(emissions, "failed after snapshots");
        assertTrue(emissions.again() > 100, "emitted again: " + emissions.again());
    }

    @Test
    void anotherParallelismAtAnyTwoPositionsChangesNothing() throws Exception {
        Random random = new Random(3);
        for (int run = 0; run < 6; run++) {
            int first = random.nextInt(LOG.size());
            int second = first + random.nextInt(LOG.size() - first);
            int[] stops = {first, second, LOG.size()};
            Emissions emissions = new Emissions();
            RunningOperator operator = RunningOperator.start(1, null);
            int at = 0;
            for (int i = 0; i < stops.length; i++) {
                operator = again(operator, at, PARALLELISMS[i]);
                read(operator, at, stops[i], emissions);
                at = stops[i];
            }
            end(operator, emissions);
            expected.requireSame(emissions, "rescaled at " + first + " and " + second);
        }
    }

    /** The counts of shares move with their key groups. */
    @Test
    void anotherParallelismAgainAndAgainWhileStrangersComeChangesNothing() throws Exception {
        Emissions emissions = new Emissions();
        RunningOperator operator = RunningOperator.start(1, null);
        for (int i = 0; i < LOG.size(); i += 17) {
            operator = again(operator, i, PARALLELISMS[i / 17 % PARALLELISMS.length]);
            read(operator, i, Math.min(i + 17, LOG.size()), emissions);
        }
        end(operator, emissions);
        expected.requireSame(emissions, "rescaled again and again");
    }

    /** The watermark is that of another partition too: it may stand far behind. */
    @Test
    void whenWatermarksComeChangesNothing() throws Exception {
        for (int every : new int[] {1, 3, 50, Integer.MAX_VALUE}) {
            Emissions emissions = new Emissions();
            RunningOperator operator = RunningOperator.start(1, null);
            for (int i = 0; i < LOG.size(); i++) {
                operator.process(LOG.get(i), emissions);
                if (i % every == 0) {
                    operator.watermark(LOG.get(i).receivedAtMillis() - 1, emissions);
                }
            }
            end(operator, emissions);
            expected.requireSame(emissions, "a watermark every " + every);
        }
    }

    /** As at the end of a bounded input, or when the job is drained. */
    @Test
    void theLastWatermarkIsNoTime() throws Exception {
        Emissions emissions = new Emissions();
        RunningOperator operator = RunningOperator.start(2, null);
        read(operator, 0, LOG.size() / 2, emissions);
        OperatorSubtaskState snapshot = operator.snapshot(1);
        int before = emissions.size();
        operator.watermark(Long.MAX_VALUE, emissions);
        assertEquals(before, emissions.size());
        operator.close();
        operator = RunningOperator.start(1, snapshot);
        read(operator, LOG.size() / 2, LOG.size(), emissions);
        end(operator, emissions);
        expected.requireSame(emissions, "drained in the middle");
    }

    private static RunningOperator again(RunningOperator operator, int position, int parallelism)
            throws Exception {
        OperatorSubtaskState snapshot = operator.snapshot(position);
        operator.close();
        return RunningOperator.start(parallelism, snapshot);
    }

    private static void read(RunningOperator operator, int from, int to, Emissions emissions)
            throws Exception {
        for (int i = from; i < to; i++) {
            operator.process(LOG.get(i), emissions);
            if (i % 7 == 0) {
                operator.watermark(LOG.get(i).receivedAtMillis() - 1, emissions);
            }
        }
    }

    private static void end(RunningOperator operator, Emissions emissions) throws Exception {
        operator.watermark(END, emissions);
        operator.close();
    }
}

package io.outpost.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.observe.Inbound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wherever a snapshot is taken and gone on from, the same is told in the end. */
class SnapshotsTest {
    private static final List<Inbound> LOG =
            GeneratedLog.shuffled(GeneratedLog.inOrder(6, 50, 1), 2);
    private static final int EVERY = 41;
    private static final int[] PARALLELISMS = {1, 4, 2};

    /** The operator counts quiet from when it opened, by the clock of the machine. */
    private final long firstMillis = System.currentTimeMillis() + Duration.ofHours(1).toMillis();

    private Map<String, String> expected;

    @BeforeEach
    void readWithoutStop() throws Exception {
        LastRevisions told = new LastRevisions();
        RunningOperator operator = RunningOperator.start(1, firstMillis, null);
        read(operator, 0, LOG.size(), told);
        end(operator, told);
        operator.close();
        expected = told.content();
        assertTrue(expected.size() > 500, "rows: " + expected.size());
        assertTrue(told.retractions() > 50, "retractions: " + told.retractions());
        assertTrue(told.alerts() > 10, "alerts: " + told.alerts());
    }

    @Test
    void aStopAtEveryPositionChangesNothing() throws Exception {
        LastRevisions told = new LastRevisions();
        int withTimers = 0;
        RunningOperator operator = RunningOperator.start(1, firstMillis, null);
        for (int i = 0; i < LOG.size(); i++) {
            withTimers += operator.timers() > 0 ? 1 : 0;
            operator = again(operator, i, 1);
            read(operator, i, i + 1, told);
        }
        end(operator, told);
        operator.close();
        assertEquals(expected, told.content());
        assertTrue(withTimers > LOG.size() / 2, "snapshots with timers: " + withTimers);
    }

    /** Records that wait are applied before a watermark, a timer, a snapshot, or when many wait. */
    @Test
    void gatheringRecordsChangesNothing() throws Exception {
        for (int batchRecords : new int[] {3, 4096}) {
            LastRevisions told = new LastRevisions();
            RunningOperator operator = RunningOperator.start(2, firstMillis, null, batchRecords);
            for (int i = 0; i < LOG.size(); i += EVERY) {
                read(operator, i, Math.min(i + EVERY, LOG.size()), told);
                operator.beforeSnapshot(i, told);
                OperatorSubtaskState snapshot = operator.snapshot(i);
                operator.close();
                operator = RunningOperator.start(2, machineMillis(i), snapshot, batchRecords);
            }
            end(operator, told);
            operator.close();
            assertEquals(expected, told.content(), "gathered: " + batchRecords);
        }
    }

    @Test
    void aSingleStopChangesNothing() throws Exception {
        for (int stop = 0; stop < LOG.size(); stop += EVERY) {
            LastRevisions told = new LastRevisions();
            RunningOperator operator = RunningOperator.start(1, firstMillis, null);
            read(operator, 0, stop, told);
            operator = again(operator, stop, 1);
            read(operator, stop, LOG.size(), told);
            end(operator, told);
            operator.close();
            assertEquals(expected, told.content(), "stopped at " + stop);
        }
    }

    /** What was told between snapshot and failure counts for nothing, and is told again. */
    @Test
    void aFailureAfterASnapshotChangesNothing() throws Exception {
        LastRevisions told = new LastRevisions();
        RunningOperator operator = RunningOperator.start(1, firstMillis, null);
        for (int i = 0; i < LOG.size(); i += 10) {
            OperatorSubtaskState snapshot = operator.snapshot(i);
            read(operator, i, Math.min(i + 17, LOG.size()), new LastRevisions());
            operator.close();
            operator = RunningOperator.start(1, machineMillis(i), snapshot);
            read(operator, i, Math.min(i + 10, LOG.size()), told);
        }
        end(operator, told);
        operator.close();
        assertEquals(expected, told.content());
    }

    @Test
    void anotherParallelismAtAnyTwoPositionsChangesNothing() throws Exception {
        Random random = new Random(3);
        for (int run = 0; run < 6; run++) {
            int first = random.nextInt(LOG.size());
            int second = first + random.nextInt(LOG.size() - first);
            int[] stops = {first, second, LOG.size()};
            LastRevisions told = new LastRevisions();
            RunningOperator operator = RunningOperator.start(1, firstMillis, null);
            int at = 0;
            for (int i = 0; i < stops.length; i++) {
                operator = again(operator, at, PARALLELISMS[i]);
                read(operator, at, stops[i], told);
                at = stops[i];
            }
            end(operator, told);
            operator.close();
            assertEquals(expected, told.content(), "rescaled at " + first + " and " + second);
        }
    }

    private RunningOperator again(RunningOperator operator, int position, int parallelism)
            throws Exception {
        OperatorSubtaskState snapshot = operator.snapshot(position);
        operator.close();
        return RunningOperator.start(parallelism, machineMillis(position), snapshot);
    }

    private void read(RunningOperator operator, int from, int to, LastRevisions told)
            throws Exception {
        for (int i = from; i < to; i++) {
            operator.process(LOG.get(i), told);
            if (i % 7 == 0) {
                operator.pass(watermarkMillis(i), machineMillis(i), told);
            }
        }
    }

    /** All places fall silent: the replayed ones by the machine's clock, the live by event time. */
    private void end(RunningOperator operator, LastRevisions told) throws Exception {
        long watermark = watermarkMillis(LOG.size() - 1) + Duration.ofDays(2).toMillis();
        for (int seconds = 1; seconds < 40; seconds++) {
            operator.pass(watermark, machineMillis(LOG.size()) + seconds * 1000L, told);
        }
    }

    /** Now and then so much time passes that the replayed places are taken for quiet. */
    private long machineMillis(int position) {
        return firstMillis + position * 100L + position / 60 * 10_000L;
    }

    private static long watermarkMillis(int position) {
        return LOG.subList(0, position + 1).stream()
                .filter(one -> one.reading() != null)
                .mapToLong(one -> one.reading().observedAtMillis() - 1)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}

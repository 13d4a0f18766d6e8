package io.outpost.bench.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.digest.RowDigest;
import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.loop.SingleThreadLoop.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredLoopTest {
    private static final int MOST_BYTES_OF_A_PLACE = 2048;
    private static final long END_MILLIS = Backlog.START_MILLIS + 30L * 24 * 3_600_000;

    private final RowDigest loopRows = new RowDigest();
    private final RowDigest storedRows = new RowDigest();
    private final SingleThreadLoop loop =
            new SingleThreadLoop(RegistryFixture.OBSERVATION, END_MILLIS, loopRows);
    private final long[] outcomes = new long[Outcome.values().length];
    private final Map<StoredLoop.Table, MapTable> tables = new EnumMap<>(StoredLoop.Table.class);

    @Test
    void hasTheRowsOfTheLoopWhereSensorsShareMinutes() {
        feed(Backlog.inOrder(12, 4, 10, 26, 7).with(20, Disorder.NONE));
        assertSame();
    }

    @Test
    void hasTheRowsOfTheLoopWhereEveryReportHasItsOwnMinute() {
        feed(Backlog.inOrder(5, 1, 1, 26, 7));
        assertSame();
    }

    @Test
    void endsEveryWindowOverSeveralDays() {
        feed(Backlog.inOrder(3, 2, 30, 9 * 24, 7));
        assertSame();
    }

    @Test
    void knowsEveryReportOfAWeekAgain() {
        // Ends within the hour that has the last report of a week before.
        int end = (8 * 24 * 6 + 3) * 2 * 3;
        records(Backlog.inOrder(2, 3, 10, 9 * 24, 7)).subList(0, end).forEach(Runnable::run);
        records(Backlog.inOrder(2, 3, 10, 9 * 24, 7)).subList(0, end).forEach(Runnable::run);
        records(Backlog.inOrder(2, 3, 10, 9 * 24, 8)).subList(0, end).forEach(Runnable::run);
        assertSame();
        assertTrue(count(Outcome.DUPLICATE) > 2 * 3 * 6 * 167, "duplicates");
        assertTrue(count(Outcome.CONFLICT) > 2 * 3 * 6 * 167, "conflicts");
        assertTrue(count(Outcome.LATE) > 2 * 3 * 6 * 24, "late");
    }

    @Test
    void knowsHowLongAPlaceWasSilent() {
        List<Runnable> reports = records(Backlog.inOrder(1, 4, 10, 26, 7));
        // From the first of four reports in a minute on: 3 h, which is not stale yet; then 5 h.
        reports.subList(240, 240 + 5 * 24).clear();
        reports.subList(121, 120 + 3 * 24).clear();
        reports.forEach(Runnable::run);
        assertSame();
    }

    @Test
    void theValueOfAPlaceIsSmall() {
        feed(Backlog.inOrder(2, 10, 10, 26, 7));
        int most = tables.get(StoredLoop.Table.PLACES).mostBytes;
        assertTrue(most < MOST_BYTES_OF_A_PLACE, "a place has " + most + " bytes");
    }

    @Test
    void refusesDescribedPlaces() {
        Backlog described = Backlog.inOrder(1, 1, 10, 1, 7).with(Backlog.Sites.DESCRIBED);
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> feed(described));
        assertTrue(refusal.getMessage().contains("no descriptions"), refusal.getMessage());
    }

    private void feed(Backlog backlog) {
        records(backlog).forEach(Runnable::run);
    }

    private List<Runnable> records(Backlog backlog) {
        List<Runnable> records = new ArrayList<>();
        new BacklogRecords(backlog)
                .writeTo((partition, key, value) -> records.add(() -> feed(partition, value)));
        return records;
    }

    /** A new one for each record, which knows nothing but the tables. */
    private void feed(int partition, byte[] value) {
        StoredLoop stored =
                new StoredLoop(
                        RegistryFixture.OBSERVATION,
                        END_MILLIS,
                        storedRows::add,
                        table -> tables.computeIfAbsent(table, absent -> new MapTable()));
        Outcome outcome = stored.accept(value, partition, ProductionCore.RECEIVED_MILLIS);
        outcomes[outcome.ordinal()]++;
        loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS);
    }

    private void assertSame() {
        for (Outcome outcome : Outcome.values()) {
            assertEquals(loop.count(outcome), count(outcome), outcome.name());
        }
        assertTrue(loopRows.rows() > 0);
        assertEquals(loopRows.rows(), storedRows.rows());
        assertEquals(loopRows.digest(), storedRows.digest());
    }

    private long count(Outcome outcome) {
        return outcomes[outcome.ordinal()];
    }

    /** Hands out copies, as a store on another machine would. */
    private static final class MapTable implements ByteTable {
        private final Map<ByteBuffer, byte[]> entries = new HashMap<>();
        private int mostBytes;

        @Override
        public byte[] get(byte[] key) {
            byte[] value = entries.get(ByteBuffer.wrap(key));
            return value == null ? null : value.clone();
        }

        @Override
        public void put(byte[] key, byte[] value) {
            entries.put(ByteBuffer.wrap(key.clone()), value.clone());
            mostBytes = Math.max(mostBytes, value.length);
        }
    }
}

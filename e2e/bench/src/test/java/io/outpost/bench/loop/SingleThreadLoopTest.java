package io.outpost.bench.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.digest.OutpostRows;
import io.outpost.bench.digest.RowTally;
import io.outpost.bench.loop.SingleThreadLoop.Outcome;
import io.outpost.bench.stage.RegistryStub;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SingleThreadLoopTest {
    private static final int ONE_TWICE_IN = 5;

    private final RowTally loopRows = new RowTally();
    private final RowTally jobRows = new RowTally();

    @Test
    void hasTheRowsOfTheJobWhereSensorsShareMinutes() throws IOException {
        compare(new Backlog(12, 4, 10, 26, 0, 7));
    }

    @Test
    void hasTheRowsOfTheJobWhereEveryReportHasItsOwnMinute() throws IOException {
        compare(new Backlog(5, 1, 1, 26, 0, 7));
    }

    @Test
    void forgetsNoSecondOfTheWeekAndEndsEveryWindowOverSeveralDays() throws IOException {
        compare(new Backlog(3, 2, 30, 9 * 24, 0, 7));
    }

    @Test
    void anotherBacklogHasAnotherDigest() {
        SingleThreadLoop one = loop(new Backlog(2, 2, 10, 3, 0, 7));
        long digest = loopRows.digest();
        SingleThreadLoop other = loop(new Backlog(2, 2, 10, 3, 0, 8));
        assertEquals(one.count(Outcome.ACCEPTED), other.count(Outcome.ACCEPTED));
        assertNotEquals(digest, loopRows.digest() - digest);
    }

    @Test
    void duplicatesChangeNoRow() {
        loop(new Backlog(3, 2, 10, 3, 0, 7));
        long digest = loopRows.digest();
        Backlog twice = new Backlog(3, 2, 10, 3, 20, 7);
        SingleThreadLoop loop = loop(twice);
        assertEquals(digest, loopRows.digest() - digest);
        assertEquals(twice.records(), loop.count(Outcome.ACCEPTED) + loop.count(Outcome.DUPLICATE));
        assertEquals(twice.records() / 6, loop.count(Outcome.DUPLICATE));
    }

    private SingleThreadLoop loop(Backlog backlog) {
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryStub.OBSERVATION, backlog.endMillis(), loopRows);
        new BacklogRecords(backlog, RegistryStub.OBSERVATION)
                .writeTo(
                        (partition, key, value) ->
                                loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS));
        return loop;
    }

    private void compare(Backlog backlog) throws IOException {
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryStub.OBSERVATION, backlog.endMillis(), loopRows);
        try (RegistryStub registry = RegistryStub.start(0)) {
            ProductionCore job =
                    new ProductionCore(
                            registry.url(),
                            Backlog.PARTITIONS,
                            new OutpostRows(backlog.endMillis(), false, jobRows));
            long[] sent = new long[1];
            new BacklogRecords(backlog, RegistryStub.OBSERVATION)
                    .writeTo(
                            (partition, key, value) -> {
                                int times = sent[0]++ % ONE_TWICE_IN == 0 ? 2 : 1;
                                for (int i = 0; i < times; i++) {
                                    loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS);
                                    job.accept(partition, key, value);
                                }
                            });
            assertEquals(backlog.records(), loop.count(Outcome.ACCEPTED));
            long twice = (backlog.records() + ONE_TWICE_IN - 1) / ONE_TWICE_IN;
            assertEquals(twice, loop.count(Outcome.DUPLICATE));
        }
        assertTrue(loopRows.rows() > backlog.places() * 26L);
        assertEquals(jobRows.rows(), loopRows.rows());
        assertEquals(jobRows.digest(), loopRows.digest());
    }
}

package io.outpost.bench.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.digest.OutpostRows;
import io.outpost.bench.digest.RowTally;
import io.outpost.bench.stage.RegistryStub;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The last revisions of the job's rows on a late log are the loop's rows on the log in order. */
class CorrectionsTest {
    private static final Backlog IN_ORDER = new Backlog(8, 4, 10, 26, 0, 7);

    private final RowTally expected = new RowTally();
    private final RowTally everyRow = new RowTally();
    private final RowTally lastRevisions = new RowTally();

    @Test
    void whatComesBeforeItsPaneClosesIsNoCorrection() throws IOException {
        Backlog late = IN_ORDER.with(20, new Disorder(30, 8));
        runBoth(late);
        assertEquals(expected.rows(), lastRevisions.rows());
        assertEquals(expected.digest(), lastRevisions.digest());
        assertEquals(expected.digest(), everyRow.digest());
    }

    @Test
    void whatComesAfterItsPaneClosedReplacesTheRowsThatWereWritten() throws IOException {
        Backlog late = IN_ORDER.with(20, new Disorder(30, 6000));
        runBoth(late);
        assertEquals(expected.rows(), lastRevisions.rows());
        assertEquals(expected.digest(), lastRevisions.digest());
        assertTrue(everyRow.rows() > expected.rows(), "nothing was corrected");
    }

    private void runBoth(Backlog late) throws IOException {
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryStub.OBSERVATION, late.endMillis(), expected);
        new BacklogRecords(IN_ORDER, RegistryStub.OBSERVATION)
                .writeTo(
                        (partition, key, value) ->
                                loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS));
        run(late, new OutpostRows(late.endMillis(), true, lastRevisions));
        run(late, new OutpostRows(late.endMillis(), false, everyRow));
    }

    private static void run(Backlog late, OutpostRows rows) throws IOException {
        try (RegistryStub registry = RegistryStub.start(0)) {
            ProductionCore job = new ProductionCore(registry.url(), Backlog.PARTITIONS, rows);
            new BacklogRecords(late, RegistryStub.OBSERVATION).writeTo(job::accept);
        }
    }
}

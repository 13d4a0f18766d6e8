package io.outpost.bench.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.digest.OutpostRows;
import io.outpost.bench.digest.RowDigest;
import io.outpost.bench.fixture.RegistryFixture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The last revisions of the job's rows on a late log are the loop's rows on the log in order. */
class CorrectionsTest {
    private static final Backlog IN_ORDER = Backlog.inOrder(8, 4, 10, 26, 7);

    private final RowDigest expected = new RowDigest();
    private final RowDigest everyRow = new RowDigest();
    private final RowDigest lastRevisions = new RowDigest();

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

    @Test
    void whatComesAfterItsHourClosedStepsTheModelsAgain() throws IOException {
        Backlog described = IN_ORDER.with(Backlog.Sites.DESCRIBED);
        runBoth(described.with(20, new Disorder(30, 6000)));
        assertEquals(expected.rows(), lastRevisions.rows());
        assertEquals(expected.digest(), lastRevisions.digest());
        assertTrue(everyRow.rows() > expected.rows(), "nothing was corrected");
    }

    private void runBoth(Backlog late) throws IOException {
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryFixture.OBSERVATION, late.endMillis(), expected);
        new BacklogRecords(IN_ORDER.with(late.sites()))
                .writeTo(
                        (partition, key, value) ->
                                loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS));
        run(late, new OutpostRows(late.endMillis(), true, lastRevisions));
        run(late, new OutpostRows(late.endMillis(), false, everyRow));
    }

    private static void run(Backlog late, OutpostRows rows) throws IOException {
        try (RegistryFixture registry = RegistryFixture.start(0)) {
            ProductionCore job = new ProductionCore(registry.url(), Backlog.PARTITIONS, rows);
            new BacklogRecords(late).writeTo(job::accept);
        }
    }
}

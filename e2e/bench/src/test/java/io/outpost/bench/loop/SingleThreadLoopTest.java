package io.outpost.bench.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.digest.OutpostRows;
import io.outpost.bench.digest.RowDigest;
import io.outpost.bench.fixture.RegistryFixture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SingleThreadLoopTest {
    private static final int ONE_TWICE_IN = 5;

    private final RowDigest loopRows = new RowDigest();
    private final RowDigest jobRows = new RowDigest();

    @Test
    void hasTheRowsOfTheJobWhereSensorsShareMinutes() throws IOException {
        compare(Backlog.inOrder(12, 4, 10, 26, 7));
    }

    @Test
    void hasTheRowsOfTheJobWhereEveryReportHasItsOwnMinute() throws IOException {
        compare(Backlog.inOrder(5, 1, 1, 26, 7));
    }

    @Test
    void forgetsNoSecondOfTheWeekAndEndsEveryWindowOverSeveralDays() throws IOException {
        compare(Backlog.inOrder(3, 2, 30, 9 * 24, 7));
    }

    @Test
    void hasTheModelsAndTheirConditionsOfTheJobWherePlacesAreDescribed() throws IOException {
        Backlog described = Backlog.inOrder(64, 4, 10, 26, 7).with(Backlog.Sites.DESCRIBED);
        compare(described);
        long rows = loopRows.rows();
        RowDigest gauged = new RowDigest();
        run(described.with(Backlog.Sites.GAUGED), gauged);
        // One row per hour, and more than the first transition of each of the three conditions.
        assertTrue(rows - gauged.rows() > 64 * (26 + 5), "the weather is too calm");
    }

    @Test
    void hasTheModelsOfTheJobThroughAWeekOfFewReports() throws IOException {
        compare(Backlog.inOrder(64, 1, 30, 7 * 24, 7).with(Backlog.Sites.DESCRIBED));
    }

    @Test
    void whatPeopleWantChangesNoRowAndHoldsForMoreThanOneInAHundred() throws IOException {
        Backlog wanted = Backlog.inOrder(60, 1, 10, 26, 7).with(Backlog.Sites.WANTED);
        long open = compare(wanted).openEpisodes();
        assertTrue(open > wanted.preferences() / 100, open + " of " + wanted.preferences());
    }

    @Test
    void refusesToStepModelsForSoLongThatTheyWouldLearn() {
        Backlog long9Days = Backlog.inOrder(1, 1, 60, 9 * 24, 7).with(Backlog.Sites.DESCRIBED);
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> run(long9Days, loopRows));
        assertTrue(refusal.getMessage().contains("8 days at most"), refusal.getMessage());
    }

    @Test
    void anotherBacklogHasAnotherDigest() {
        SingleThreadLoop one = loop(Backlog.inOrder(2, 2, 10, 3, 7));
        long digest = loopRows.digest();
        SingleThreadLoop other = loop(Backlog.inOrder(2, 2, 10, 3, 8));
        assertEquals(
                one.count(SingleThreadLoop.Outcome.ACCEPTED),
                other.count(SingleThreadLoop.Outcome.ACCEPTED));
        assertNotEquals(digest, loopRows.digest() - digest);
    }

    @Test
    void duplicatesChangeNoRow() {
        loop(Backlog.inOrder(3, 2, 10, 3, 7));
        long digest = loopRows.digest();
        Backlog twice = Backlog.inOrder(3, 2, 10, 3, 7).with(20, Disorder.NONE);
        SingleThreadLoop loop = loop(twice);
        assertEquals(digest, loopRows.digest() - digest);
        assertEquals(
                twice.records(),
                loop.count(SingleThreadLoop.Outcome.ACCEPTED)
                        + loop.count(SingleThreadLoop.Outcome.DUPLICATE));
        assertEquals(twice.records() / 6, loop.count(SingleThreadLoop.Outcome.DUPLICATE));
    }

    private SingleThreadLoop loop(Backlog backlog) {
        return run(backlog, loopRows);
    }

    private static SingleThreadLoop run(Backlog backlog, RowDigest rows) {
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryFixture.OBSERVATION, backlog.endMillis(), rows);
        new BacklogRecords(backlog)
                .writeTo(
                        (partition, key, value) ->
                                loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS));
        return loop;
    }

    /** Returns the job's core, which has taken all of it. */
    private ProductionCore compare(Backlog backlog) throws IOException {
        SingleThreadLoop loop =
                new SingleThreadLoop(RegistryFixture.OBSERVATION, backlog.endMillis(), loopRows);
        long described = backlog.descriptions() + backlog.preferences();
        ProductionCore job;
        try (RegistryFixture registry = RegistryFixture.start(0)) {
            job =
                    new ProductionCore(
                            registry.url(),
                            Backlog.PARTITIONS,
                            new OutpostRows(backlog.endMillis(), false, jobRows));
            long[] sent = new long[1];
            new BacklogRecords(backlog)
                    .writeTo(
                            (partition, key, value) -> {
                                boolean isDescription = sent[0] < described;
                                boolean twice = sent[0]++ % ONE_TWICE_IN == 0 && !isDescription;
                                int times = twice ? 2 : 1;
                                for (int i = 0; i < times; i++) {
                                    loop.accept(value, partition, ProductionCore.RECEIVED_MILLIS);
                                    job.accept(partition, key, value);
                                }
                            });
            long first = (described + ONE_TWICE_IN - 1) / ONE_TWICE_IN;
            long twice = (backlog.records() + ONE_TWICE_IN - 1) / ONE_TWICE_IN - first;
            assertEquals(described, loop.count(SingleThreadLoop.Outcome.DESCRIBED));
            assertEquals(
                    backlog.records() - described, loop.count(SingleThreadLoop.Outcome.ACCEPTED));
            assertEquals(twice, loop.count(SingleThreadLoop.Outcome.DUPLICATE));
        }
        assertTrue(loopRows.rows() > backlog.places() * 26L);
        assertEquals(jobRows.rows(), loopRows.rows());
        assertEquals(jobRows.digest(), loopRows.digest());
        return job;
    }
}

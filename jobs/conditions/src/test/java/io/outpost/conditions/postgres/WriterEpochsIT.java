package io.outpost.conditions.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.flink.parts.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Numbers of submissions, and who may write, in a real Postgres. */
class WriterEpochsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void eachSubmissionHasAGreaterNumberThanAllBefore() {
        long first = next();
        assertTrue(first > 0);
        assertTrue(next() > first);
    }

    /** As when a JobManager takes over, and runs main again beside the job that it recovers. */
    @Test
    void theNewestSubmissionThatStartsAgainKeepsItsNumber() throws SQLException {
        long first = next("a");
        assertEquals(first, next("a"));
        try (Connection batch = batch()) {
            WriterEpochs.requireNewest(batch, first);
        }
        long second = next("b");
        assertTrue(second > first);
        assertTrue(next("a") > second, "a rollback is a submission of its own");
        long nameless = next();
        assertTrue(next() > nameless);
        assertTrue(next("a") > nameless);
    }

    @Test
    void onlyTheNewestMayWrite() throws SQLException {
        long older = next();
        try (Connection batch = batch()) {
            WriterEpochs.requireNewest(batch, older);
            batch.commit();
            long newer = next();
            NewerWriterException stopped =
                    assertThrows(
                            NewerWriterException.class,
                            () -> WriterEpochs.requireNewest(batch, older));
            batch.rollback();
            assertTrue(
                    stopped.getMessage()
                            .startsWith(
                                    "Writer epoch %d is not the newest: a job with writer epoch %d"
                                            .formatted(older, newer)),
                    stopped::getMessage);
            WriterEpochs.requireNewest(batch, newer);
        }
    }

    /** No row of an older writer is committed once a newer one has its number. */
    @Test
    void aNewNumberWaitsForTheBatchesThatHaveBegun() throws Exception {
        long older = next();
        try (Connection first = batch();
                Connection second = batch()) {
            WriterEpochs.requireNewest(first, older);
            WriterEpochs.requireNewest(second, older);
            CompletableFuture<Long> newer = CompletableFuture.supplyAsync(WriterEpochsIT::next);
            Await.until("it waits", LIMIT, WriterEpochsIT::someoneWaits);
            first.commit();
            assertFalse(newer.isDone());
            second.commit();
            assertTrue(newer.get(30, TimeUnit.SECONDS) > older);
            assertThrows(
                    NewerWriterException.class, () -> WriterEpochs.requireNewest(first, older));
        }
    }

    @Test
    void saysWhatToDoWhenPostgresDoesNotAnswer() {
        String url = "jdbc:postgresql://127.0.0.1:1/outpost";
        IllegalStateException error =
                assertThrows(
                        IllegalStateException.class,
                        () -> WriterEpochs.next(url + "?password=secret", "u", "p"));
        assertTrue(
                error.getMessage()
                        .startsWith(
                                "Cannot take a writer epoch from Postgres at %s (postgres.url) as u"
                                        .formatted(url)),
                error::getMessage);
        assertTrue(
                error.getMessage()
                        .endsWith("start Postgres, or correct the settings, and submit again"));
    }

    @Test
    void saysWhatToDoWhenTheTableIsMissing() throws Exception {
        try (EmbeddedPostgres bare = EmbeddedPostgres.start()) {
            IllegalStateException error =
                    assertThrows(IllegalStateException.class, () -> next(bare));
            assertTrue(
                    error.getMessage()
                            .endsWith(
                                    "migrate the database before the job is submitted (./outpost up does)"),
                    error::getMessage);
        }
    }

    private static long next(String submission) {
        return WriterEpochs.next(
                postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", submission);
    }

    private static long next() {
        return next(postgres);
    }

    private static long next(EmbeddedPostgres server) {
        return WriterEpochs.next(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    private static Connection batch() throws SQLException {
        Connection connection = postgres.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static boolean someoneWaits() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
            row.next();
            return row.getLong(1) > 0;
        }
    }
}

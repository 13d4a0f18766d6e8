package io.outpost.api.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.RunningApi;
import io.outpost.api.export.ExportTask.Progress;
import io.outpost.api.export.ExportTaskStore.Saved;
import io.outpost.api.postgres.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two workers at one export, in a database where no process has one. */
@ExtendWith(RunningApi.class)
final class ExportTaskStoreIT {

    private static final ExportSettings SETTINGS =
            new ExportSettings(1L << 30, Duration.ofHours(24));

    private static final byte[] TEXT = "a,b\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final String FIRST = "1".repeat(32);
    private static final String SECOND = "2".repeat(32);

    private static Jdbi jdbi;
    private static ExportTaskStore tasks;
    private static ExportJobStore jobs;

    @BeforeAll
    static void migrate(EmbeddedPostgres server) {
        Jdbi.create(server.getPostgresDatabase())
                .useHandle(handle -> handle.execute("CREATE DATABASE export_tasks"));
        jdbi = Jdbi.create(server.getDatabase("postgres", "export_tasks"));
        Flyway.configure()
                .dataSource(server.getDatabase("postgres", "export_tasks"))
                .load()
                .migrate();
        tasks = new ExportTaskStore(Database.over(jdbi));
        jobs = new ExportJobStore(Database.over(jdbi));
    }

    @BeforeEach
    void add() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api.exports"));
        add(FIRST);
    }

    private static void add(String id) {
        jobs.add(
                new NewExport(
                        id,
                        null,
                        "192.0.2.1",
                        ExportKind.OBSERVATIONS,
                        ExportFormat.CSV,
                        Map.of("start", List.of("2026-01-01T00:00:00Z")),
                        List.of("a"),
                        Map.of()),
                SETTINGS);
    }

    @Test
    void whoseHoldIsOverSavesNothingAndWhoHasItNowDoes() {
        ExportTask slow = tasks.take().orElseThrow();
        assertEquals(Optional.empty(), tasks.take(), "it is held");
        jdbi.useHandle(h -> h.execute("UPDATE api.exports SET lease_until = clock_timestamp()"));
        ExportTask now = tasks.take().orElseThrow();
        assertEquals(slow.id(), now.id());
        assertNotEquals(slow.worker(), now.worker());
        assertEquals(2, now.tries());
        assertEquals(Saved.LOST, save(slow));
        assertEquals(Saved.LOST, tasks.renew(slow));
        tasks.release(slow, Duration.ZERO, 0);
        assertFalse(tasks.finish(slow, KEPT));
        assertFalse(tasks.fail(slow, new ExportJob.Failure(ExportJob.Reason.FAILED, "late"), KEPT));
        assertEquals(0, chunks());
        assertEquals(Saved.KEPT, save(now));
        assertEquals(1, chunks());
        assertTrue(tasks.finish(now, KEPT));
        assertEquals(Optional.empty(), tasks.take());
        ExportJob done = jobs.find(FIRST, null).orElseThrow().job();
        assertEquals(ExportJob.State.DONE, done.state());
        assertEquals(TEXT.length, done.bytes());
    }

    private static Saved save(ExportTask task) {
        byte[] deflated = GzipChunks.deflated(TEXT);
        Progress progress =
                new Progress(1, null, null, 1, task.progress().written().with(1, TEXT, deflated));
        return tasks.save(task, progress, TEXT, deflated, SETTINGS.maxBytes());
    }

    private static int chunks() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT count(*) FROM api.export_chunks")
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    void twoAtATimeTakeDifferentOnes() {
        add(SECOND);
        try (Handle another = jdbi.open()) {
            another.begin();
            another.select("SELECT id FROM api.exports WHERE id = ? FOR UPDATE", FIRST)
                    .mapTo(String.class)
                    .one();
            assertEquals(SECOND, tasks.take().orElseThrow().id(), "nobody waits for the other");
            another.rollback();
        }
        assertEquals(FIRST, tasks.take().orElseThrow().id());
    }
}

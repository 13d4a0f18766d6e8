package io.outpost.api;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A streaming replica of a running Postgres, made of a base backup: what pg_basebackup does, by the
 * functions of the server, since the embedded programs are the server's alone.
 */
record Replica(EmbeddedPostgres server, Jdbi primary, Jdbi jdbi) implements AutoCloseable {

    /** Of folders that a backup leaves empty, and files that are of the running server. */
    private static final Set<String> WITHOUT_CONTENT =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "epg-lock");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Replica of(EmbeddedPostgres primary, Path folder) throws IOException {
        Jdbi jdbi = Jdbi.create(primary.getPostgresDatabase());
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // The slot keeps what the primary writes from here on until the replica has it.
        text(jdbi, "SELECT pg_create_physical_replication_slot('replica', true)");
        // A backup belongs to the session that begins it.
        try (Handle session = jdbi.open()) {
            text(session, "SELECT pg_backup_start('replica', true)");
            Path data = Path.of(text(session, "SHOW data_directory"));
            Files.walkFileTree(data, new Copy(data, folder));
            Files.writeString(
                    folder.resolve("backup_label"),
                    text(session, "SELECT labelfile FROM pg_backup_stop(false)"));
        }
        Files.createFile(folder.resolve("standby.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'\nprimary_slot_name = 'replica'\n"
                        .formatted(primary.getPort()),
                StandardOpenOption.APPEND);
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .start();
        return new Replica(server, jdbi, Jdbi.create(server.getPostgresDatabase()));
    }

    /** Returns when it has all that was written to the primary. */
    void catchUp() {
        String written = text(primary, "SELECT pg_current_wal_insert_lsn()");
        await("SELECT pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(written));
    }

    /** It stays as old as it is. */
    void hold() {
        text(jdbi, "SELECT pg_wal_replay_pause()");
        await("SELECT pg_get_wal_replay_pause_state() = 'paused'");
    }

    void goOn() {
        text(jdbi, "SELECT pg_wal_replay_resume()");
        catchUp();
    }

    private void await(String question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!text(jdbi, question).equals("t")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the replica never says yes to " + question);
            }
        }
    }

    private static String text(Jdbi jdbi, String query) {
        return jdbi.withHandle(handle -> text(handle, query));
    }

    private static String text(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).one();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Copies a folder whose files come and go meanwhile. */
    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            Path relative = from.relativize(folder);
            if (!folder.equals(from)) {
                Files.createDirectory(to.resolve(relative));
            }
            return WITHOUT_CONTENT.contains(relative.toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (!LEFT_OUT.contains(file.getFileName().toString())) {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (NoSuchFileException e) {
                    // It has gone since the folder was listed: what is replayed makes it anew.
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}

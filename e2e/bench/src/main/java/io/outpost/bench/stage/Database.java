package io.outpost.bench.stage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** A real Postgres in processes of its own, with the tables of production. */
public final class Database implements AutoCloseable {
    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private final EmbeddedPostgres postgres;
    private final long pid;

    private Database(EmbeddedPostgres postgres, long pid) {
        this.postgres = postgres;
        this.pid = pid;
    }

    /** Starts it with the settings of the local stack. */
    public static Database start(Path folder, int port) throws IOException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.builder()
                        .setPort(port)
                        .setDataDirectory(folder.resolve("data"))
                        .setOverrideWorkingDirectory(
                                Files.createDirectories(folder.resolve("bin")).toFile())
                        .setServerConfig("shared_buffers", "128MB")
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        String first = Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0);
        return new Database(postgres, Long.parseLong(first.strip()));
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    public long pid() {
        return pid;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}

package io.outpost.api.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers of Postgres. All reads go to {@link #reads}, which may be a replica. What the API
 * will write, rows of its own schema alone, goes to the primary, by connections that are no part of
 * the reads; until there is anything to write, the primary is only asked whether it is there.
 */
public final class Postgres implements AutoCloseable {

    private static final Problem.Fault NO_PRIMARY =
            new Problem.Fault(
                    "/postgres",
                    "unavailable",
                    "Postgres (--postgres-url) does not answer, or is a replica itself; nothing new is written.");

    private static final Problem.Fault NO_READS =
            new Problem.Fault(
                    "/postgres_reads",
                    "unavailable",
                    "The replica for reads (--postgres-read-url) does not answer; nothing can be read.");

    private final Database reads;
    private final Optional<Database> primary;

    private Postgres(Database reads, Optional<Database> primary) {
        this.reads = reads;
        this.primary = primary;
    }

    /** Needs none of them to start. */
    public static Postgres connect(PostgresSettings settings, MeterRegistry meters) {
        return new Postgres(
                Database.connect(Database.Pool.READS, settings, meters),
                settings.readsFromReplica()
                        ? Optional.of(Database.connect(Database.Pool.PRIMARY, settings, meters))
                        : Optional.empty());
    }

    /** Without a replica. */
    public static Postgres of(Database database) {
        return new Postgres(database, Optional.empty());
    }

    public Database reads() {
        return reads;
    }

    /** True where reads go to a server of their own. */
    public boolean hasReplica() {
        return primary.isPresent();
    }

    /** Fails unless each server answers and has the tables of the results, and says which fails. */
    public void requireReady() {
        if (primary.isEmpty()) {
            reads.requireReady();
            return;
        }
        Map<Problem.Fault, Throwable> failures = new LinkedHashMap<>();
        failureOf(primary.get()::requirePrimary).ifPresent(e -> failures.put(NO_PRIMARY, e));
        failureOf(reads::requireReady).ifPresent(e -> failures.put(NO_READS, e));
        if (!failures.isEmpty()) {
            throw ProblemException.unavailable(
                    List.copyOf(failures.keySet()),
                    new IllegalStateException(failures.values().toString()));
        }
    }

    private static Optional<Throwable> failureOf(Runnable requirement) {
        try {
            requirement.run();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.getCause());
        }
    }

    @Override
    public void close() {
        reads.close();
        primary.ifPresent(Database::close);
    }
}

package io.outpost.api.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers of Postgres. All reads of results go to {@link #reads}, which may be a replica. What
 * the API writes, rows of its own schema and of preferences, it writes and reads at the primary,
 * {@link #own}, by connections that are no part of the reads.
 */
public final class Postgres implements AutoCloseable {

    private static final Problem.Fault NO_PRIMARY =
            new Problem.Fault(
                    "/postgres",
                    "unavailable",
                    "Postgres (--postgres-url) does not answer, or is a replica itself; nothing can be written.");

    private static final Problem.Fault NO_READS =
            new Problem.Fault(
                    "/postgres_reads",
                    "unavailable",
                    "The replica for reads (--postgres-read-url) does not answer; nothing can be read.");

    private final Database reads;
    private final Database own;
    private final boolean hasReplica;

    private Postgres(Database reads, Database own, boolean hasReplica) {
        this.reads = reads;
        this.own = own;
        this.hasReplica = hasReplica;
    }

    /** Needs none of them to start. */
    public static Postgres connect(PostgresSettings settings, MeterRegistry meters) {
        return new Postgres(
                Database.connect(Database.Pool.READS, settings, meters),
                Database.connect(Database.Pool.OWN, settings, meters),
                settings.readsFromReplica());
    }

    /** Without a replica. */
    public static Postgres of(Database database) {
        return new Postgres(database, database, false);
    }

    public Database reads() {
        return reads;
    }

    /** The API's own tables. */
    public Database own() {
        return own;
    }

    /** True where reads go to a server of their own. */
    public boolean hasReplica() {
        return hasReplica;
    }

    /** Fails unless each server answers and has the tables of the results, and says which fails. */
    public void requireReady() {
        if (!hasReplica) {
            reads.requireReady();
            return;
        }
        Map<Problem.Fault, Throwable> failures = new LinkedHashMap<>();
        failureOf(own::requirePrimary).ifPresent(e -> failures.put(NO_PRIMARY, e));
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
        own.close();
    }
}

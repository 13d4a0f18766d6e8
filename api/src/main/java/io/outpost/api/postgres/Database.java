package io.outpost.api.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A small pool of connections that end each statement after 3 s, read-only but for those to the
 * API's own tables; needs no Postgres to start.
 */
public final class Database implements AutoCloseable {

    private static final int CONNECTION_WAIT_MILLIS = 1_000;
    private static final int STATEMENT_MILLIS = 3_000;
    private static final int SOCKET_SECONDS = 10;
    private static final int CONNECT_SECONDS = 2;

    /**
     * A statement that the driver keeps prepared soon gets one plan for any values, which locks all
     * partitions of a table, and so waits behind whoever drops one; planned for its own values, it
     * only touches those of its days.
     */
    private static final String READS =
            " -c default_transaction_read_only=on -c plan_cache_mode=force_custom_plan";

    private static final String PROBE =
            "SELECT count(*) FROM (SELECT 1 FROM outpost.place_counters LIMIT 1) t";

    private static final String IS_REPLICA = "SELECT pg_is_in_recovery()";

    private final Jdbi jdbi;
    private final Breaker breaker;
    private final Runnable close;

    /** What connections are for; at most so many to each server. */
    enum Pool {
        READS("results", 8, 1, true),
        /** To the API's own tables. */
        OWN("own", 6, 0, false);

        private final String title;
        private final int connections;
        private final int idleConnections;
        private final boolean isReadOnly;

        Pool(String title, int connections, int idleConnections, boolean isReadOnly) {
            this.title = title;
            this.connections = connections;
            this.idleConnections = idleConnections;
            this.isReadOnly = isReadOnly;
        }

        private String url(PostgresSettings settings) {
            return this == READS ? settings.readUrl() : settings.url();
        }
    }

    private Database(Jdbi jdbi, Breaker breaker, Runnable close) {
        this.jdbi = jdbi.registerArgument(new InstantArgumentFactory());
        this.breaker = breaker;
        this.close = close;
    }

    static Database connect(Pool kind, PostgresSettings settings, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(kind.title);
        config.setJdbcUrl(kind.url(settings));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(kind.connections);
        config.setMinimumIdle(kind.idleConnections);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setMetricRegistry(meters);
        config.addDataSourceProperty("ApplicationName", "outpost-api");
        config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        config.addDataSourceProperty(
                "options",
                // What is compiled for a query that an index serves takes longer than the query.
                "-c jit=off -c statement_timeout="
                        + STATEMENT_MILLIS
                        + (kind.isReadOnly ? READS : ""));
        HikariDataSource pool = new HikariDataSource(config);
        Breaker breaker = new Breaker(kind.title, meters, failure -> isOutage(failure, kind, pool));
        return new Database(Jdbi.create(pool), breaker, pool::close);
    }

    /** Over connections that somebody else made and closes. */
    public static Database over(Jdbi jdbi) {
        Breaker breaker =
                new Breaker("others", new CompositeMeterRegistry(), Database::isUnreachable);
        return new Database(jdbi, breaker, () -> {});
    }

    /** Runs a query; a database that does not answer is a {@link ProblemException}. */
    public <T> T read(Function<Handle, T> query) {
        return breaker.read(() -> ask(query));
    }

    private <T> T ask(Function<Handle, T> query) {
        try (Handle handle = jdbi.open()) {
            return query.apply(handle);
        } catch (JdbiException e) {
            throw problem(e);
        }
    }

    /** Runs statements in one transaction; fails as a read does. */
    public <T> T write(Function<Handle, T> statements) {
        return read(handle -> handle.inTransaction(statements::apply));
    }

    /**
     * Who only waited for a connection while slow queries held all of them says nothing of
     * Postgres.
     */
    private static boolean isOutage(
            RuntimeException failure, Pool kind, HikariDataSource connections) {
        boolean waited =
                failure.getCause() instanceof ConnectionException
                        && connections.getHikariPoolMXBean().getActiveConnections()
                                == kind.connections;
        return isUnreachable(failure) && !waited;
    }

    private static boolean isUnreachable(RuntimeException failure) {
        return failure instanceof ProblemException problem
                && problem.kind() == ProblemKind.UNAVAILABLE;
    }

    /** Fails as a read would, unless Postgres answers and has the tables of the results. */
    public void requireReady() {
        read(handle -> handle.createQuery(PROBE).mapTo(Long.class).one());
    }

    /** Fails as a read would, unless Postgres answers and is no replica. */
    void requirePrimary() {
        if (read(handle -> handle.createQuery(IS_REPLICA).mapTo(Boolean.class).one())) {
            throw ProblemException.unavailable(new IllegalStateException("it is a replica"));
        }
        requireReady();
    }

    @Override
    public void close() {
        close.run();
    }

    private static RuntimeException problem(JdbiException failure) {
        return switch (Outage.of(sqlState(failure))) {
            case NOT_REACHABLE -> ProblemException.unavailable(failure);
            case TOO_SLOW -> ProblemException.timedOut(failure);
            case NONE -> failure;
        };
    }

    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null ? Outage.NO_CONNECTION : sql.getSQLState();
            }
        }
        return "";
    }
}

package io.outpost.deliver.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** A small pool of connections that end each statement after 10 s; needs no Postgres to start. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final int CONNECTION_WAIT_MILLIS = 10_000;
    private static final int STATEMENT_MILLIS = 10_000;
    private static final int SOCKET_SECONDS = 20;
    private static final int CONNECT_SECONDS = 5;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    public Database(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("deliveries");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "outpost-deliver");
        config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        // What waits is read in the order of an index: by statistics of a time at which nothing
        // waited, Postgres would sort all of it for each delivery.
        config.addDataSourceProperty(
                "options",
                "-c jit=off -c enable_sort=off -c statement_timeout=" + STATEMENT_MILLIS);
        pool = new HikariDataSource(config);
        jdbi = Jdbi.create(pool).registerArgument(new Instants()).registerArgument(new Durations());
        jdbi.registerArrayType(String.class, "text");
    }

    /** Binds instants as timestamptz; the driver takes them only with an offset. */
    private static final class Instants extends AbstractArgumentFactory<Instant> {
        Instants() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) ->
                    statement.setObject(position, value.atOffset(ZoneOffset.UTC));
        }
    }

    /** Binds durations as seconds, for make_interval. */
    private static final class Durations extends AbstractArgumentFactory<Duration> {
        private static final double MILLIS = 1000;

        Durations() {
            super(Types.DOUBLE);
        }

        @Override
        protected Argument build(Duration value, ConfigRegistry config) {
            return (position, statement, context) ->
                    statement.setDouble(position, value.toMillis() / MILLIS);
        }
    }

    /** Runs statements in one transaction. */
    public <T> T write(Function<Handle, T> statements) {
        return jdbi.inTransaction(statements::apply);
    }

    /** The same, for those that give nothing. */
    public void run(Consumer<Handle> statements) {
        jdbi.useTransaction(statements::accept);
    }

    /** Why it has failed, on one line. */
    public static String why(RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "Postgres: " + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        pool.close();
    }
}

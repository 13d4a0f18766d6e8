package io.outpost.conditions.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The numbers of submissions, and the fence between them: a job takes its number once, when it is
 * submitted, and only the job with the greatest one writes.
 *
 * <p>Batches share a lock that a new number needs alone. So each batch is either committed before
 * the next number is given, or it sees that number and stops.
 */
public final class WriterEpochs {
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    /** Longer than a batch may be idle in its transaction. */
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '45s'";

    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('outpost.writer_epochs'))";
    private static final String NEXT =
            "INSERT INTO outpost.writer_epochs (submission) VALUES (nullif(?, '')) RETURNING writer_epoch";
    private static final String SAME =
            """
            SELECT writer_epoch FROM outpost.writer_epochs
            WHERE submission = ? AND writer_epoch = (SELECT max(writer_epoch) FROM outpost.writer_epochs)""";
    private static final String SHARE_LOCK =
            "SELECT pg_advisory_xact_lock_shared(hashtext('outpost.writer_epochs'))";

    /** A statement of its own: what it sees is as it was when the lock had been given. */
    private static final String NEWEST =
            "SELECT coalesce(max(writer_epoch), 0) FROM outpost.writer_epochs";

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private WriterEpochs() {}

    /** The number of a new submission without a name, greater than all before. */
    public static long next(String url, String user, String password) {
        return next(url, user, password, "");
    }

    /**
     * The number of a new submission, greater than all before; or the greatest one once more where
     * that was given to the same submission. A JobManager that takes over in Flink's application
     * mode runs the job's main again, while the job that it recovers has the number from before.
     *
     * @param submission its name; empty: it is a new one
     * @throws IllegalStateException when Postgres gives none; the message says what to do
     */
    public static long next(String url, String user, String password, String submission) {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(url);
        postgres.setUser(user);
        postgres.setPassword(password);
        postgres.setApplicationName("outpost-conditions");
        postgres.setConnectTimeout(CONNECT_SECONDS);
        postgres.setSocketTimeout(ANSWER_SECONDS);
        try (Connection connection = postgres.getConnection()) {
            return next(connection, submission);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Cannot take a writer epoch from Postgres at %s (postgres.url) as %s (postgres.user): %s: %s"
                            .formatted(
                                    url.replaceFirst("\\?.*", ""), user, e.getMessage(), remedy(e)),
                    e);
        }
    }

    /**
     * Within the transaction of a batch, before its first row: holds back newer submissions until
     * the transaction ends.
     *
     * @throws NewerWriterException when there is one already
     */
    static void requireNewest(Connection connection, long writerEpoch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SHARE_LOCK + ";" + NEWEST);
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                long newest = row.getLong(1);
                if (newest > writerEpoch) {
                    throw new NewerWriterException(writerEpoch, newest);
                }
            }
        }
    }

    private static long next(Connection connection, String submission) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
            statement.execute(LOCK);
        }
        OptionalLong same = number(connection, SAME, submission);
        long writerEpoch =
                same.isPresent()
                        ? same.getAsLong()
                        : number(connection, NEXT, submission).orElseThrow();
        connection.commit();
        return writerEpoch;
    }

    private static OptionalLong number(Connection connection, String question, String submission)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, submission);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static String remedy(SQLException e) {
        if (UNDEFINED_TABLE.equals(e.getSQLState())) {
            return "migrate the database before the job is submitted (./outpost up does)";
        }
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            return "a batch of a running job holds the lock: submit again, or end that job";
        }
        return "start Postgres, or correct the settings, and submit again";
    }
}

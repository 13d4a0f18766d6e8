package io.outpost.cli.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * The table of a kind of messages.
 *
 * @param connection without auto-commit, so that rows come in portions
 * @param since only rows whose records came within this time; null: all
 */
record ResultTable<M extends SpecificRecord>(Kind<M> kind, Connection connection, Duration since) {
    private static final int FETCH_ROWS = 5_000;

    /**
     * Reads the table as it is now, in portions, so that its size does not matter.
     *
     * @param reader true to read on
     */
    void read(Predicate<M> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kind.query())) {
            statement.setFetchSize(FETCH_ROWS);
            statement.setObject(1, from());
            try (ResultSet row = statement.executeQuery()) {
                boolean more = true;
                while (more && row.next()) {
                    more = reader.test(kind.row().read(row));
                }
            }
        } finally {
            // The next reading sees what has come meanwhile.
            connection.rollback();
        }
    }

    private OffsetDateTime from() {
        return since == null ? OffsetDateTime.MIN : OffsetDateTime.now(ZoneOffset.UTC).minus(since);
    }
}

package io.outpost.api.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/**
 * Has Postgres plan a statement for its own values every time. A statement that the driver keeps
 * prepared soon gets one plan for any values, which has to lock all partitions of a table; planned
 * for its own values, it only touches those of its days.
 */
public final class CustomPlan implements StatementCustomizer {

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context)
            throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}

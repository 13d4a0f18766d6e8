package io.outpost.cli.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The epochs that submissions of the conditions job have taken, as Postgres has them. */
final class WriterEpochs {
    private static final String NEWEST = "SELECT max(writer_epoch) FROM outpost.writer_epochs";

    private WriterEpochs() {}

    /** Null while there is none, or Postgres does not answer. */
    static Long newest(Stack stack) {
        try (Connection connection = Databases.connect(stack, Stack.POSTGRES_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEWEST)) {
            row.next();
            return row.getObject(1, Long.class);
        } catch (SQLException e) {
            return null;
        }
    }
}

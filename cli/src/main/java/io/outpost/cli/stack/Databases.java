package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The database of the local Postgres that holds Outpost's results. */
final class Databases {
    private static final String MAINTENANCE = "postgres";
    private static final String NEWEST_EPOCH =
            "SELECT max(writer_epoch) FROM outpost.writer_epochs";

    private Databases() {}

    static boolean answer(Stack stack) {
        try (Connection connection = connect(stack, MAINTENANCE)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    static void create(Stack stack) throws SQLException {
        try (Connection connection = connect(stack, MAINTENANCE);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, Stack.POSTGRES_DATABASE)) {
                statement.execute("CREATE DATABASE " + Stack.POSTGRES_DATABASE);
            }
        }
    }

    /** Brings the tables to the newest version; returns how many steps that took. */
    static int migrate(Stack stack) {
        try {
            return Flyway.configure()
                    .dataSource(
                            stack.postgresUrl(Stack.POSTGRES_DATABASE),
                            Stack.POSTGRES_USER,
                            stack.data().postgresPassword())
                    // Said, since Postgres would take the schema that is named like the user once
                    // there
                    // is one.
                    .defaultSchema("public")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new CommandException(
                    "The tables in %s were made by another version of Outpost, whose steps differ from this one's. Go back to that version, or give the data up with --fresh.\n%s"
                            .formatted(stack.data().root(), e.getMessage()),
                    e);
        }
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    static Connection connect(Stack stack, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Stack.POSTGRES_USER);
        properties.setProperty("password", stack.data().postgresPassword());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(stack.postgresUrl(database), properties);
    }

    /**
     * The newest epoch that a submission of the conditions job has taken; null while there is none,
     * or Postgres does not answer.
     */
    static Long newestWriterEpoch(Stack stack) {
        try (Connection connection = connect(stack, Stack.POSTGRES_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEWEST_EPOCH)) {
            row.next();
            return row.getObject(1, Long.class);
        } catch (SQLException e) {
            return null;
        }
    }
}

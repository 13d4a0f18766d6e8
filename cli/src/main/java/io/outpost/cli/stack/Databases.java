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
import org.postgresql.PGConnection;

/** The database of the local Postgres that holds Outpost's results, and who may use it. */
final class Databases {
    private static final String MAINTENANCE = "postgres";
    private static final String DATABASE = "SELECT 1 FROM pg_database WHERE datname = ?";
    private static final String ROLE = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final String NEWEST_EPOCH =
            "SELECT max(writer_epoch) FROM outpost.writer_epochs";

    private Databases() {}

    static boolean answer(Stack stack) {
        try (Connection connection = connect(stack)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    static void create(Stack stack) throws SQLException {
        try (Connection connection = connect(stack);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, ROLE, Stack.POSTGRES_OWNER)) {
                statement.execute("CREATE ROLE %s CREATEROLE".formatted(Stack.POSTGRES_OWNER));
            }
            if (!exists(connection, DATABASE, Stack.POSTGRES_DATABASE)) {
                statement.execute(
                        "CREATE DATABASE %s OWNER %s"
                                .formatted(Stack.POSTGRES_DATABASE, Stack.POSTGRES_OWNER));
            }
        }
    }

    /** Once the tables are there: the logins, each with its group and its password. */
    static void allowLogins(Stack stack) throws SQLException {
        try (Connection connection = connect(stack);
                Statement statement = connection.createStatement()) {
            for (PostgresLogin login : PostgresLogin.values()) {
                if (!exists(connection, ROLE, login.user())) {
                    statement.execute(
                            "CREATE ROLE %s LOGIN IN ROLE %s"
                                    .formatted(login.user(), login.group()));
                }
                // Hashed here, so that no log of statements can show it.
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(
                                login.user(),
                                stack.data().postgresPassword(login).toCharArray(),
                                "scram-sha-256");
            }
        }
    }

    /** Brings the tables to the newest version; returns how many steps that took. */
    static int migrate(Stack stack) {
        try {
            return Flyway.configure()
                    .dataSource(
                            stack.postgresUrl(Stack.POSTGRES_DATABASE),
                            Stack.POSTGRES_SUPERUSER,
                            stack.data().postgresPassword())
                    .initSql("SET ROLE " + Stack.POSTGRES_OWNER)
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

    private static boolean exists(Connection connection, String question, String name)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A connection of the superuser to the server, to no database of Outpost's. */
    private static Connection connect(Stack stack) throws SQLException {
        return connect(
                stack.postgresUrl(MAINTENANCE),
                Stack.POSTGRES_SUPERUSER,
                stack.data().postgresPassword());
    }

    private static Connection connect(String url, String user, String password)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(url, properties);
    }

    /**
     * The newest epoch that a submission of the conditions job has taken; null while there is none,
     * or Postgres does not answer.
     */
    static Long newestWriterEpoch(Stack stack) {
        Endpoints endpoints = stack.endpoints();
        try (Connection connection =
                        connect(
                                endpoints.postgresUrl(),
                                endpoints.postgresUser(),
                                endpoints.postgresPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEWEST_EPOCH)) {
            row.next();
            return row.getObject(1, Long.class);
        } catch (SQLException e) {
            return null;
        }
    }
}

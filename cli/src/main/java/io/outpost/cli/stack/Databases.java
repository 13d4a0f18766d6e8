package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.postgresql.PGConnection;

/** The database that holds Outpost's results, and who may use it. */
final class Databases {
    private static final String DATABASE = "SELECT 1 FROM pg_database WHERE datname = ?";
    private static final String ROLE = "SELECT 1 FROM pg_roles WHERE rolname = ?";
    private static final String NEWEST_EPOCH =
            "SELECT max(writer_epoch) FROM outpost.writer_epochs";

    /** A truncated table takes its partitions along. */
    private static final String RESULT_TABLES =
            "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'outpost'::regnamespace AND relkind IN ('r', 'p')"
                    + " AND NOT relispartition AND relname <> 'writer_epochs' ORDER BY relname";

    private Databases() {}

    static boolean answer(PostgresAdmin admin) {
        try (Connection connection = connect(admin)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    static void create(PostgresAdmin admin) throws SQLException {
        try (Connection connection = connect(admin);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, ROLE, Stack.POSTGRES_OWNER)) {
                statement.execute("CREATE ROLE %s CREATEROLE".formatted(Stack.POSTGRES_OWNER));
            }
            if (!exists(connection, DATABASE, admin.database())) {
                statement.execute(
                        "CREATE DATABASE \"%s\" OWNER %s"
                                .formatted(admin.database(), Stack.POSTGRES_OWNER));
            }
        }
    }

    /**
     * Once the tables are there: the logins, each with its group and its password.
     *
     * @param passwords logins that are not in it are left alone
     */
    static void allowLogins(PostgresAdmin admin, Map<PostgresLogin, String> passwords)
            throws SQLException {
        try (Connection connection = connect(admin);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<PostgresLogin, String> entry : passwords.entrySet()) {
                PostgresLogin login = entry.getKey();
                if (!exists(connection, ROLE, login.user())) {
                    statement.execute(
                            "CREATE ROLE %s LOGIN IN ROLE %s"
                                    .formatted(login.user(), login.group()));
                    for (String setting : login.firstSettings()) {
                        statement.execute("ALTER ROLE %s %s".formatted(login.user(), setting));
                    }
                }
                // Hashed here, so that no log of statements can show it.
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(
                                login.user(), entry.getValue().toCharArray(), "scram-sha-256");
            }
        }
    }

    /** Brings the tables to the newest version; returns how many steps that took. */
    static int migrate(PostgresAdmin admin) {
        try {
            return Flyway.configure()
                    .dataSource(admin.url(), admin.user(), admin.password())
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
                    "The tables in %s were made by another version of Outpost, whose steps differ from this one's. Go back to that version, or give the data up (of the local stack with --fresh).\n%s"
                            .formatted(admin.url(), e.getMessage()),
                    e);
        }
    }

    /**
     * Empties all tables of results, and keeps which writer epochs there were: the next submission
     * takes the next one. Returns how many tables there are.
     */
    static int emptyResults(PostgresAdmin admin) throws SQLException {
        try (Connection connection = connect(admin.url(), admin.user(), admin.password());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(RESULT_TABLES)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute("TRUNCATE " + String.join(", ", tables));
            // A trial that was open is gone with its tables.
            statement.execute("SELECT outpost.switch_trial_triggers(false)");
            return tables.size();
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

    /** A connection to the server, to no database of Outpost's. */
    private static Connection connect(PostgresAdmin admin) throws SQLException {
        return connect(admin.maintenanceUrl(), admin.user(), admin.password());
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
    static Long newestWriterEpoch(Endpoints endpoints) {
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

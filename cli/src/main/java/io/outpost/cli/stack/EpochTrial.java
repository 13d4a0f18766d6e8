package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/**
 * The trial of a writer epoch in Postgres, by the functions of the migrations: what is written on
 * trial can be taken back until it is confirmed. Each call may be made again.
 */
public final class EpochTrial {
    /** Writers wait for so many: about a second. */
    private static final int KEYS_AT_ONCE = 5_000;

    /** Longer than a batch may be idle in its transaction. */
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '45s'";

    /** A number of the sequence of epochs, which no epoch will have. */
    private static final String NUMBER =
            "SELECT nextval(pg_get_serial_sequence('outpost.writer_epochs', 'writer_epoch'))";

    private final String url;
    private final String user;
    private final String password;
    private final String owner;

    /**
     * As the owner of the tables, or one who may become it.
     *
     * @param owner role to become; empty: the user is the owner
     */
    public EpochTrial(String url, String user, String password, String owner) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.owner = owner;
    }

    static EpochTrial of(PostgresAdmin admin) {
        return new EpochTrial(admin.url(), admin.user(), admin.password(), Stack.POSTGRES_OWNER);
    }

    /** Epochs taken from now on are on trial; returns the greatest one that is not. */
    public long begin() {
        return number("SELECT outpost.begin_trial()").orElseThrow();
    }

    /** What was written on trial stays. */
    public void confirm() {
        number("SELECT outpost.confirm_trial()");
    }

    /**
     * Epochs taken from now on are not on trial, and nobody writes with one that is. Returns the
     * greatest one on trial; empty: there is none.
     */
    public OptionalLong end() {
        return number("SELECT outpost.end_trial()");
    }

    /** Takes back what was written on trial; returns how many keys were looked at. */
    public long withdraw() {
        long looked = 0;
        long taken;
        do {
            taken = number("SELECT outpost.withdraw_trial(%d)".formatted(KEYS_AT_ONCE)).orElse(0);
            looked += taken;
        } while (taken > 0);
        return looked;
    }

    /** A number greater than all epochs so far, which none will have. */
    public long newNumber() {
        return number(NUMBER).orElseThrow();
    }

    /** As the owner, without auto-commit. */
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
            if (!owner.isEmpty()) {
                statement.execute("SET ROLE " + owner);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private OptionalLong number(String question) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(question);
                ResultSet row = query.executeQuery()) {
            row.next();
            String text = row.getString(1);
            connection.commit();
            return text == null || text.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(text));
        } catch (SQLException e) {
            throw new CommandException(
                    "Postgres at %s: %s: %s. Mend that (./outpost up migrates), and run the same command again"
                            .formatted(url, question, e.getMessage()),
                    e);
        }
    }
}

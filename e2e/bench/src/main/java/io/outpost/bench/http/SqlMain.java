package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.PostgresFixture;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * A process that reads from Postgres what the API reads for {@link StoredPlaces#series}: on as many
 * connections as the API has, one prepared statement after the other, each planned for its own
 * values as the API's are.
 */
public final class SqlMain {
    /** As the API's pool for reads. */
    private static final int CONNECTIONS = 8;

    private static final int COLUMNS = 10;
    private static final String SERIES =
            """
            SELECT start_at, observations, coverage, as_of, writer_epoch, revision, air_temperature_celsius_n,
                   air_temperature_celsius_min, air_temperature_celsius_max, air_temperature_celsius_sum
            FROM outpost.minute_aggregates
            WHERE place_id = ? AND start_at >= ? AND start_at < ? ORDER BY start_at LIMIT ?
            """;

    private SqlMain() {}

    /** The task of the process. */
    record Task(String url, int warmUpSeconds, int seconds) {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        Task task = ChildJvm.task(arguments, Task.class);
        List<Crowd.Opening> connections =
                IntStream.range(0, CONNECTIONS)
                        .<Crowd.Opening>mapToObj(number -> () -> reading(task, number))
                        .toList();
        ChildJvm.report(Crowd.ask(connections, 1, 0, task.warmUpSeconds(), task.seconds()));
    }

    private static Reading reading(Task task, int number) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", PostgresFixture.USER);
        settings.setProperty("password", PostgresFixture.PASSWORD);
        settings.setProperty("options", "-c jit=off -c plan_cache_mode=force_custom_plan");
        Connection connection = DriverManager.getConnection(task.url(), settings);
        return new Reading(connection, connection.prepareStatement(SERIES), number);
    }

    /** One connection. */
    private record Reading(Connection connection, PreparedStatement statement, int number)
            implements Crowd.Asking {

        @Override
        public long ask(long turn) throws SQLException {
            long begin = System.nanoTime();
            int series = (int) ((number + turn * CONNECTIONS) % StoredPlaces.SERIES);
            statement.setString(1, StoredPlaces.id(StoredPlaces.placeOf(series)));
            statement.setObject(2, StoredPlaces.start(series).atOffset(ZoneOffset.UTC));
            statement.setObject(3, StoredPlaces.end(series).atOffset(ZoneOffset.UTC));
            statement.setInt(4, StoredPlaces.MINUTES_OF_SERIES);
            int rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    for (int column = 1; column <= COLUMNS; column++) {
                        row.getObject(column);
                    }
                    rows++;
                }
            }
            if (rows != StoredPlaces.MINUTES_OF_SERIES) {
                throw new SQLException(rows + " rows of series " + series);
            }
            return begin;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}

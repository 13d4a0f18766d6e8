package io.outpost.bench.http;

import io.outpost.bench.fixture.PostgresFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Properties;

/**
 * What the API reads from Postgres for {@link StoredPlaces#series}, through JDBC alone: one
 * prepared statement, planned for its own values as the API's are. Not thread-safe.
 */
final class SeriesQuery implements AutoCloseable {
    /** As the API's pool for reads. */
    static final int CONNECTIONS = 8;

    private static final int COLUMNS = 10;
    private static final String SERIES =
            """
            SELECT start_at, observations, coverage, as_of, writer_epoch, revision, air_temperature_celsius_n,
                   air_temperature_celsius_min, air_temperature_celsius_max, air_temperature_celsius_sum
            FROM outpost.minute_aggregates
            WHERE place_id = ? AND start_at >= ? AND start_at < ? ORDER BY start_at LIMIT ?
            """;

    private final Connection connection;
    private final PreparedStatement statement;

    SeriesQuery(String url) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", PostgresFixture.USER);
        settings.setProperty("password", PostgresFixture.PASSWORD);
        settings.setProperty("options", "-c jit=off -c plan_cache_mode=force_custom_plan");
        connection = DriverManager.getConnection(url, settings);
        statement = connection.prepareStatement(SERIES);
    }

    /** Takes a value of a row, column by column. */
    interface Values {
        void value(int column, Object value);
    }

    /** Reads all rows of a series. */
    void read(int series, Values values) throws SQLException {
        statement.setString(1, StoredPlaces.id(StoredPlaces.placeOf(series)));
        statement.setObject(2, StoredPlaces.start(series).atOffset(ZoneOffset.UTC));
        statement.setObject(3, StoredPlaces.end(series).atOffset(ZoneOffset.UTC));
        statement.setInt(4, StoredPlaces.MINUTES_OF_SERIES);
        int rows = 0;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                for (int column = 1; column <= COLUMNS; column++) {
                    values.value(column, row.getObject(column));
                }
                rows++;
            }
        }
        if (rows != StoredPlaces.MINUTES_OF_SERIES) {
            throw new SQLException(rows + " rows of series " + series);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

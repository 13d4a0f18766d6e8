package io.outpost.e2e.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.digest.ContentDigest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes what a batch expects into a real Postgres, and shows that each kind of error is found. */
class BatchComparisonIT {
    private static final List<String> RECORDING =
            List.of(
                    "origin,temp,dewp,humid,wind_speed,wind_gust,precip,pressure,time_hour",
                    "EWR,39.02,26.06,59.37,10.35702,NA,0,1012,2013-01-01T06:00:00Z",
                    "EWR,88.0,70.06,60.1,1048.36058,20,0.1,NA,2013-01-01T07:00:00Z",
                    "EWR,90.0,70.06,61.1,10,20,0.1,1000,2013-01-02T06:30:00Z",
                    "JFK,30.0,20.06,61.1,10,20,0.1,1000,2013-01-02T06:30:00Z");

    @TempDir private static Path folder;
    private static EmbeddedPostgres postgres;

    private Connection connection;
    private Path file;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void writeWhatIsExpected() throws SQLException, IOException {
        Flyway flyway =
                Flyway.configure()
                        .dataSource(postgres.getPostgresDatabase())
                        .schemas("outpost")
                        .cleanDisabled(false)
                        .load();
        flyway.clean();
        flyway.migrate();
        connection = postgres.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        file = Files.write(folder.resolve("weather.csv"), RECORDING);
        write("nyc-ewr");
        write("nyc-jfk");
    }

    @AfterEach
    void forget() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() throws SQLException, IOException {
        assertTrue(compare());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM outpost.minute_aggregates WHERE start_at = '2013-01-01T07:00:00Z'",
                "DELETE FROM outpost.day_aggregates WHERE place_id = 'nyc-jfk'",
                "UPDATE outpost.hour_aggregates SET start_at = start_at + interval '10 days'",
                "UPDATE outpost.minute_aggregates SET heat_index_celsius_mean_1h ="
                        + " heat_index_celsius_mean_1h * (1 + 2e-9)",
                "UPDATE outpost.quarter_hour_rollings SET air_temperature_celsius_n_24h = 7",
                "UPDATE outpost.hour_aggregates SET wind_speed_metres_per_second_n = 1,"
                        + " wind_speed_metres_per_second_sum = 468.66 WHERE place_id = 'nyc-ewr'",
                "UPDATE outpost.day_aggregates SET pressure_hectopascals_max = NULL",
                "UPDATE outpost.minute_aggregates SET coverage_1h = 0.5",
                "UPDATE outpost.place_tallies SET accepted = accepted + 1",
                "UPDATE outpost.place_tallies SET flagged = '{}'",
                "UPDATE outpost.place_tallies SET open_panes = 1",
                "ALTER TABLE outpost.day_aggregates DROP COLUMN heat_index_celsius_max"
            })
    void findsEveryKindOfError(String error) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(error);
        }

        assertFalse(compare());
    }

    @Test
    void theDigestSeesContentAndNothingElse() throws SQLException {
        String before = digest();
        execute("UPDATE outpost.hour_aggregates SET revision = 99, writer_epoch = 9");
        assertEquals(before, digest());

        execute("UPDATE outpost.hour_aggregates SET air_temperature_celsius_n = 99");
        assertNotEquals(before, digest());
    }

    @Test
    void theDigestTakesTheLastRevisionOfATransition() throws SQLException {
        transition(1, "WARM");
        transition(2, "HOT");
        String revised = digest();
        execute("DELETE FROM outpost.condition_transitions WHERE revision = 1");

        assertEquals(revised, digest());
    }

    private boolean compare() throws SQLException, IOException {
        return new BatchComparison(RecordedSet.NYCFLIGHTS13, List.of(file))
                .compare(
                        connection,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private String digest() throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ContentDigest(connection).print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private void transition(int revision, String state) throws SQLException {
        execute(
                "INSERT INTO outpost.condition_transitions VALUES ('nyc-ewr', 'HEAT', '2013-01-01', "
                        + revision
                        + ", 'OK', '"
                        + state
                        + "', NULL, NULL, '[]', false, now(), 1)");
    }

    private void write(String placeId) throws SQLException, IOException {
        PlaceBatch place = new PlaceBatch();
        RecordedSet.NYCFLIGHTS13.read(
                file,
                sample -> {
                    if (sample.placeId().equals(placeId)) {
                        place.add(sample);
                    }
                });
        for (ResultTable table : ResultTable.values()) {
            for (ExpectedRow row : table.rows(place.inOrder())) {
                insert(table, placeId, row);
            }
        }
        insertTally(placeId, place.accepted());
    }

    private void insertTally(String placeId, int accepted) throws SQLException {
        String flagged =
                placeId.equals("nyc-ewr")
                        ? "{\"WIND_SPEED_METRES_PER_SECOND\": {\"OUT_OF_RANGE\": 1}}"
                        : "{}";
        execute(
                "INSERT INTO outpost.place_tallies (place_id, records, accepted, duplicate, conflict, late,"
                        + " rejected, waiting, hour_tier_only, retractions, flagged, open_panes, revision,"
                        + " as_of, writer_epoch) VALUES ('"
                        + placeId
                        + "', 0, "
                        + accepted
                        + ", 0, 0, 0, 0, 0, 0, 0, '"
                        + flagged
                        + "', 0, 1, now(), 1)");
    }

    private void insert(ResultTable table, String placeId, ExpectedRow row) throws SQLException {
        List<String> columns = new ArrayList<>(row.values().keySet());
        String sql =
                "INSERT INTO outpost."
                        + table.table()
                        + " (place_id, start_at, revision, as_of, writer_epoch, "
                        + String.join(", ", columns)
                        + ") VALUES (?, ?, 1, now(), 1"
                        + ", ?".repeat(columns.size())
                        + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, placeId);
            statement.setObject(2, row.startAt().atOffset(ZoneOffset.UTC));
            for (int i = 0; i < columns.size(); i++) {
                statement.setDouble(3 + i, row.values().get(columns.get(i)));
            }
            statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

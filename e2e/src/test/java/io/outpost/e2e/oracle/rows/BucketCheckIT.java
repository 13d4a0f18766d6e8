package io.outpost.e2e.oracle.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.e2e.oracle.HandMadeLog;
import io.outpost.e2e.oracle.Report;
import io.outpost.e2e.oracle.fold.PlaceFold;
import io.outpost.e2e.oracle.fold.PlaceStory;
import io.outpost.e2e.oracle.fold.Rules;
import io.outpost.e2e.oracle.log.LoggedObservation;
import io.outpost.e2e.oracle.log.Spill;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes what a small log says into a real Postgres, and shows that each kind of error is found.
 */
class BucketCheckIT {
    private static EmbeddedPostgres postgres;
    @TempDir private Path folder;
    private Spill spill;
    private long nowMillis = System.currentTimeMillis();

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
        HandMadeLog log =
                new HandMadeLog().interval(3600).at("PT0S", -1).at("PT1H", -1).at("PT2H", 5);
        spill = new Spill(folder, 1);
        for (LoggedObservation observation : log.observations) {
            spill.add(observation);
        }
        spill.flush();
        check(BucketCheckIT::write);
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() throws SQLException, IOException {
        assertEquals("observations=0 lost=0 duplicated=0 wrong=0 stale=0", summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM outpost.minute_aggregates WHERE start_at = '2026-06-01T13:00:00Z' |"
                        + " lost=1 duplicated=0 wrong=0 stale=0",
                "UPDATE outpost.hour_aggregates SET start_at = start_at + interval '9 days' WHERE"
                        + " start_at < '2026-06-01T13:00:00Z' | lost=1 duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.minute_aggregates SET air_temperature_celsius_mean_1h ="
                        + " air_temperature_celsius_mean_1h * (1 + 2e-9) | lost=0 duplicated=0 wrong=3"
                        + " stale=0",
                "UPDATE outpost.quarter_hour_rollings SET air_temperature_celsius_n_24h = 9 |"
                        + " lost=0 duplicated=0 wrong=3 stale=0",
                "UPDATE outpost.day_aggregates SET observations = 2 | lost=0 duplicated=0 wrong=0"
                        + " stale=1",
                "UPDATE outpost.day_aggregates SET as_of = '2026-06-01',"
                        + " air_temperature_celsius_max = 4 | lost=0 duplicated=0 wrong=0 stale=1",
                "UPDATE outpost.hour_aggregates SET coverage = NULL | lost=0 duplicated=0 wrong=3"
                        + " stale=0",
                "DELETE FROM outpost.condition_transitions WHERE state = 'ACTIVE' | lost=1"
                        + " duplicated=0 wrong=0 stale=0",
                "UPDATE outpost.condition_transitions SET retracted = true WHERE state = 'ACTIVE' |"
                        + " lost=0 duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.condition_transitions SET drivers = '[]' | lost=0 duplicated=0"
                        + " wrong=3 stale=0",
                "UPDATE outpost.condition_transitions SET at = at + interval '1 min' WHERE state ="
                        + " 'ACTIVE' | lost=1 duplicated=0 wrong=1 stale=0",
                "UPDATE outpost.condition_episodes SET ended_at = now() | lost=0 duplicated=0"
                        + " wrong=1 stale=0",
                "UPDATE outpost.condition_episodes SET episode_id = 'x' | lost=1 duplicated=0"
                        + " wrong=1 stale=0",
                "UPDATE outpost.place_tallies SET duplicate = 1 | lost=0 duplicated=0 wrong=1"
                        + " stale=0",
                "UPDATE outpost.place_tallies SET records = 2, accepted = 2 | lost=0 duplicated=0"
                        + " wrong=0 stale=1",
                "UPDATE outpost.place_tallies SET open_panes = 1 | lost=0 duplicated=0 wrong=1"
                        + " stale=0",
                "DELETE FROM outpost.place_tallies | lost=1 duplicated=0 wrong=0 stale=0"
            })
    void findsEveryKindOfError(String error, String counts) throws SQLException, IOException {
        execute(error);
        assertEquals("observations=0 " + counts, summary());
    }

    @Test
    void takesTheNewestRevisionOfATransition() throws SQLException, IOException {
        execute(
                "INSERT INTO outpost.condition_transitions SELECT place_id, condition, at, 0, 'OK',"
                        + " 'OK', NULL, NULL, '[]', true, as_of, writer_epoch FROM"
                        + " outpost.condition_transitions");
        assertEquals("observations=0 lost=0 duplicated=0 wrong=0 stale=0", summary());
    }

    @Test
    void theHourAndTheDayOfALivePlaceMayBeOpenUntilTheyHaveEnded()
            throws SQLException, IOException {
        nowMillis = HandMadeLog.NOON.plus(Duration.ofMinutes(130)).toEpochMilli();
        execute("UPDATE outpost.place_tallies SET open_panes = 3");
        execute("DELETE FROM outpost.day_aggregates");
        execute("DELETE FROM outpost.hour_aggregates WHERE start_at = '2026-06-01T14:00:00Z'");
        execute(
                "DELETE FROM outpost.quarter_hour_rollings WHERE start_at = '2026-06-01T14:00:00Z'");
        assertEquals("observations=0 lost=0 duplicated=0 wrong=0 stale=0", summary());
        execute("DELETE FROM outpost.minute_aggregates WHERE start_at = '2026-06-01T14:00:00Z'");
        assertEquals("observations=0 lost=1 duplicated=0 wrong=0 stale=0", summary());
        nowMillis = HandMadeLog.NOON.plus(Duration.ofMinutes(183)).toEpochMilli();
        assertEquals("observations=0 lost=3 duplicated=0 wrong=0 stale=0", summary());
    }

    @Test
    void aLivePlaceHasSettledWhenItsNewestPanesThatHaveEndedAreThere()
            throws SQLException, IOException {
        execute("UPDATE outpost.place_tallies SET as_of = clock_at, open_panes = 3");
        assertEquals(0, overdue(), "all are there");
        execute("DELETE FROM outpost.day_aggregates");
        assertEquals(1, overdue(), "its day");
        execute("UPDATE outpost.place_tallies SET open_panes = 0");
        assertEquals(0, overdue(), "nothing is open, so the day is lost");
        execute("UPDATE outpost.place_tallies SET clock_at = now(), as_of = now(), open_panes = 4");
        assertEquals(0, overdue(), "none has ended");
        execute(
                "UPDATE outpost.place_tallies SET clock_at = now() - interval '4 min', as_of = now() - interval '4 min'");
        assertEquals(1, overdue(), "its minute");
    }

    private long overdue() throws SQLException {
        try (Results results = new Results(url(), "postgres", "")) {
            return results.number(Settling.OVERDUE);
        }
    }

    private String summary() throws SQLException, IOException {
        return check(story -> {}).summary();
    }

    private interface Reader {
        void story(PlaceStory story) throws SQLException;
    }

    private Report check(Reader reader) throws SQLException, IOException {
        Report report = new Report(9);
        List<PlaceStory> stories = new ArrayList<>();
        try (Results results = new Results(url(), "postgres", "")) {
            new BucketCheck(Rules.defaults(), results, true, nowMillis, false, report)
                    .compare(spill.bucket(0), refusals(), stories::add);
        }
        for (PlaceStory story : stories) {
            reader.story(story);
        }
        return report;
    }

    private static PlaceFold.Refusals refusals() {
        return new HandMadeLog();
    }

    private static void write(PlaceStory story) throws SQLException {
        for (PaneTable table : PaneTable.ALL) {
            var series = table.series(story.panes());
            for (int i = 0; i < series.panes().size(); i++) {
                List<String> values = new ArrayList<>();
                for (double value : table.values(series, i)) {
                    values.add(Double.isNaN(value) ? "NULL" : Double.toString(value));
                }
                execute(
                        "INSERT INTO outpost.%s (place_id, start_at, revision, as_of, writer_epoch, %s) VALUES ('%s', %s, 1, now(), 1, %s)"
                                .formatted(
                                        table.table(),
                                        String.join(", ", table.columns()),
                                        story.placeId(),
                                        time(series.panes().get(i).startMillis()),
                                        String.join(", ", values)));
            }
        }
        writeConditions(story);
        execute(
                "INSERT INTO outpost.place_tallies VALUES ('%s', 3, 3, 0, 0, 0, 0, 0, 0, 0, '{}', %s, 0, 3, now(), 1)"
                        .formatted(story.placeId(), time(story.account().clockMillis)));
    }

    private static void writeConditions(PlaceStory story) throws SQLException {
        String episode = story.conditions().episodes().keySet().iterator().next();
        for (var t : story.conditions().transitions()) {
            List<String> drivers = new ArrayList<>();
            t.reasons()
                    .forEach(
                            r ->
                                    drivers.add(
                                            "{\"measure\": \"%s\", \"value\": %s, \"windowSeconds\": %d}"
                                                    .formatted(
                                                            r.measure(),
                                                            r.value(),
                                                            r.windowSeconds())));
            execute(
                    "INSERT INTO outpost.condition_transitions VALUES ('%s', '%s', %s, 1, '%s', '%s', %s, %s, '%s', false, now(), 1)"
                            .formatted(
                                    story.placeId(),
                                    t.condition(),
                                    time(t.atMillis()),
                                    t.from(),
                                    t.to(),
                                    t.level() == null ? "NULL" : "'" + t.level() + "'",
                                    t.episodeStartMillis() == 0 ? "NULL" : "'" + episode + "'",
                                    drivers));
        }
        execute(
                "INSERT INTO outpost.condition_episodes VALUES ('%s', '%s', 'COLD', '2026-06-01T13:01:00Z', NULL, 'LOW', 'LOW', false, 1, now(), 1)"
                        .formatted(episode, story.placeId()));
    }

    private static String time(long millis) {
        return "to_timestamp(" + millis / 1000.0 + ")";
    }

    private static String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.outpost.e2e.oracle;

import io.outpost.e2e.oracle.rows.Results;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches while a stack runs that (writer_epoch, revision) of a row never goes back: it reads the
 * newest rows of some places again and again. A Postgres that is away is waited for.
 */
public final class RevisionWatch {
    private static final long PAUSE_MILLIS = 500;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_KEYS = 200_000;
    private static final List<Watched> TABLES =
            List.of(
                    new Watched("minute_aggregates", "place_id || ' ' || start_at", "start_at"),
                    new Watched("hour_aggregates", "place_id || ' ' || start_at", "start_at"),
                    new Watched("day_aggregates", "place_id || ' ' || start_at", "start_at"),
                    new Watched("condition_episodes", "episode_id", "started_at"),
                    new Watched("place_tallies", "place_id", "place_id"),
                    new Watched("places", "place_id", "place_id"));

    /** A table, its key in one text, and what orders it. */
    private record Watched(String table, String key, String order) {
        String select() {
            return "SELECT %s, writer_epoch, revision FROM outpost.%s ORDER BY %s DESC LIMIT %d"
                    .formatted(key, table, order, MOST_ROWS);
        }
    }

    private final StackAddress address;
    private final Map<String, long[]> newest = new HashMap<>();
    private final Thread thread = new Thread(this::watch, "revision-watch");
    private volatile boolean stopped;
    private long regressions;
    private long looks;

    public RevisionWatch(StackAddress address) {
        this.address = address;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Ends the watch; returns how often a row was seen to go back. */
    public long stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return regressions;
    }

    /** How often it looked through the tables; of use after {@link #stop}. */
    public long looks() {
        return looks;
    }

    private void watch() {
        while (!stopped) {
            try (Results results =
                    new Results(
                            address.postgresUrl(),
                            address.postgresUser(),
                            address.postgresPassword())) {
                while (!stopped) {
                    look(results);
                    pause();
                }
            } catch (SQLException e) {
                pause();
            }
        }
    }

    private void look(Results results) throws SQLException {
        results.renew();
        for (Watched watched : TABLES) {
            results.all(watched.select(), row -> compare(watched.table, row));
        }
        looks++;
    }

    private void compare(String table, ResultSet row) throws SQLException {
        long[] now = {row.getLong(2), row.getLong(3)};
        String key = table + " " + row.getString(1);
        if (newest.size() >= MOST_KEYS && !newest.containsKey(key)) {
            return;
        }
        long[] before = newest.put(key, now);
        if (before != null && (now[0] < before[0] || (now[0] == before[0] && now[1] < before[1]))) {
            regressions++;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.outpost.bench.live;

import io.outpost.bench.stage.Database;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * Asks Postgres every few ms for the rows of the watched places whose minute should have closed,
 * and for no others: so it costs an index look-up each, for as long as a row is on its way. A row
 * counts from when the answer is there.
 */
final class PaneWatcher implements Runnable {
    private static final String VISIBLE =
            "SELECT place_id FROM outpost.minute_aggregates"
                    + " WHERE start_at = ? AND place_id = ANY (?)";
    private static final int PAUSE_MILLIS = 4;
    private static final int PRECISION_DIGITS = 3;

    private final String url;
    private final List<Closing> closings;
    private final long giveUpMillis;
    private final Histogram latencyMillis = new Histogram(PRECISION_DIGITS);
    private final Histogram pollMillis = new Histogram(PRECISION_DIGITS);
    private long lastVisibleMillis;
    private int missing;
    private SQLException failure;

    /**
     * @param closings of one minute after the other, in the order of time
     * @param giveUpMillis what is not visible by then counts as missing, ms since 1970
     */
    PaneWatcher(String url, List<Closing> closings, long giveUpMillis) {
        this.url = url;
        this.closings = closings;
        this.giveUpMillis = giveUpMillis;
        this.missing = closings.size();
    }

    @Override
    public void run() {
        try (Connection connection =
                        DriverManager.getConnection(url, Database.USER, Database.PASSWORD);
                PreparedStatement visible = connection.prepareStatement(VISIBLE)) {
            for (List<Closing> minute : Closing.byMinute(closings)) {
                watch(connection, visible, minute);
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From when the closing record was due to when the row was visible. Once it has run. */
    Latency latencyMillis() {
        return Latency.of(latencyMillis);
    }

    /** From one look to the next while rows were on their way: the resolution. */
    Latency pollMillis() {
        return Latency.of(pollMillis);
    }

    int missing() {
        return missing;
    }

    /** When the last row that was seen was visible, ms since 1970. */
    long lastVisibleMillis() {
        return lastVisibleMillis;
    }

    void requireNoFailure() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }

    private void watch(Connection connection, PreparedStatement visible, List<Closing> minute)
            throws SQLException, InterruptedException {
        List<Closing> waiting = new ArrayList<>(minute);
        Thread.sleep(Math.max(0, minute.get(0).dueMillis() - System.currentTimeMillis()));
        visible.setTimestamp(1, new Timestamp(minute.get(0).startMillis()));
        long last = System.currentTimeMillis();
        while (!waiting.isEmpty() && last < giveUpMillis) {
            see(connection, visible, waiting, last);
            Thread.sleep(PAUSE_MILLIS);
            long now = System.currentTimeMillis();
            pollMillis.recordValue(Math.max(0, now - last));
            last = now;
        }
    }

    private void see(
            Connection connection, PreparedStatement visible, List<Closing> waiting, long now)
            throws SQLException {
        Object[] due =
                waiting.stream()
                        .filter(closing -> closing.dueMillis() <= now)
                        .map(closing -> PlaceRecords.placeId(closing.place()))
                        .toArray();
        if (due.length == 0) {
            return;
        }
        Array places = connection.createArrayOf("text", due);
        visible.setArray(2, places);
        Set<Integer> seen = new HashSet<>();
        try (ResultSet rows = visible.executeQuery()) {
            while (rows.next()) {
                seen.add(PlaceRecords.place(rows.getString(1)));
            }
        }
        places.free();
        long seenMillis = System.currentTimeMillis();
        for (Closing closing : waiting) {
            if (seen.contains(closing.place())) {
                latencyMillis.recordValue(Math.max(0, seenMillis - closing.dueMillis()));
                lastVisibleMillis = seenMillis;
                missing--;
            }
        }
        waiting.removeIf(closing -> seen.contains(closing.place()));
    }
}

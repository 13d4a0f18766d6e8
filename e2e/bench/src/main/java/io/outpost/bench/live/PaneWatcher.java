package io.outpost.bench.live;

import io.outpost.bench.backlog.PlaceRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;

/**
 * Asks Postgres every few ms for the rows of the watched places whose minute should have closed,
 * and for no others: so it costs an index look-up each, for as long as a row is on its way. A row
 * counts from when the answer is there.
 */
final class PaneWatcher implements Callable<PaneWatcher.Seen> {
    private static final String VISIBLE =
            "SELECT place_id FROM outpost.minute_aggregates"
                    + " WHERE start_at = ? AND place_id = ANY (?)";
    private static final int PAUSE_MILLIS = 4;

    private final LiveRun live;
    private final Schedule schedule;
    private final Window window;
    private final long giveUpMillis;
    private final Histogram latencyMillis = Latency.newHistogram();
    private final Histogram pollMillis = Latency.newHistogram();
    private long missing;

    /**
     * @param giveUpMillis what is not visible by then counts as missing, ms since 1970
     */
    PaneWatcher(LiveRun live, Schedule schedule, Window window, long giveUpMillis) {
        this.live = live;
        this.schedule = schedule;
        this.window = window;
        this.giveUpMillis = giveUpMillis;
    }

    /**
     * The result.
     *
     * @param latencyMillis from when the closing record was due to when the row was visible
     * @param pollMillis from one look to the next while rows were on their way: the resolution
     * @param missing rows that did not come
     */
    record Seen(Latency latencyMillis, Latency pollMillis, long missing) {}

    @Override
    public Seen call() throws SQLException, InterruptedException {
        try (Connection connection = live.addresses().connect();
                PreparedStatement visible = connection.prepareStatement(VISIBLE)) {
            for (long minuteEnd : window.minuteEndsMillis()) {
                visible.setTimestamp(1, new Timestamp(minuteEnd - Window.MINUTE_MILLIS));
                watch(visible, live.watched().closings(minuteEnd, schedule));
            }
        }
        return new Seen(Latency.of(latencyMillis), Latency.of(pollMillis), missing);
    }

    private void watch(PreparedStatement visible, Map<Integer, Long> closings)
            throws SQLException, InterruptedException {
        Map<Integer, Long> waiting = new LinkedHashMap<>(closings);
        long first = Collections.min(closings.values());
        Thread.sleep(Math.max(0, first - System.currentTimeMillis()));
        long last = System.currentTimeMillis();
        while (!waiting.isEmpty() && last < giveUpMillis) {
            look(visible, waiting, last);
            Thread.sleep(PAUSE_MILLIS);
            long now = System.currentTimeMillis();
            pollMillis.recordValue(Math.max(0, now - last));
            last = now;
        }
        missing += waiting.size();
    }

    private void look(PreparedStatement visible, Map<Integer, Long> waiting, long now)
            throws SQLException {
        Object[] due =
                waiting.keySet().stream()
                        .filter(place -> waiting.get(place) <= now)
                        .map(PlaceRecords::placeId)
                        .toArray();
        if (due.length == 0) {
            return;
        }
        visible.setArray(2, visible.getConnection().createArrayOf("text", due));
        try (ResultSet rows = visible.executeQuery()) {
            while (rows.next()) {
                long dueMillis = waiting.remove(PlaceRecords.place(rows.getString(1)));
                latencyMillis.recordValue(Math.max(0, System.currentTimeMillis() - dueMillis));
            }
        }
    }
}

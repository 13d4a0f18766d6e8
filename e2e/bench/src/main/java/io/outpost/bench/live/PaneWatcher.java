package io.outpost.bench.live;

import io.outpost.bench.backlog.PlaceRecords;
import io.outpost.bench.fixture.PostgresFixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private final String url;
    private final List<Closing> closings;
    private final long giveUpMillis;
    private final Histogram latencyMillis = Latency.newHistogram();
    private final Histogram pollMillis = Latency.newHistogram();
    private long lastVisibleMillis;

    /**
     * @param closings of one minute after the other, in the order of time
     * @param giveUpMillis what is not visible by then counts as missing, ms since 1970
     */
    PaneWatcher(String url, List<Closing> closings, long giveUpMillis) {
        this.url = url;
        this.closings = closings;
        this.giveUpMillis = giveUpMillis;
    }

    /**
     * The result.
     *
     * @param latencyMillis from when the closing record was due to when the row was visible
     * @param pollMillis from one look to the next while rows were on their way: the resolution
     * @param missing rows that did not come
     * @param lastVisibleMillis when the last row that was seen was visible, ms since 1970
     */
    record Seen(Latency latencyMillis, Latency pollMillis, long missing, long lastVisibleMillis) {}

    @Override
    public Seen call() throws SQLException, InterruptedException {
        try (Connection connection = PostgresFixture.connect(url);
                PreparedStatement visible = connection.prepareStatement(VISIBLE)) {
            for (List<Closing> minute : Closing.byMinute(closings)) {
                watch(visible, minute);
            }
        }
        return new Seen(
                Latency.of(latencyMillis),
                Latency.of(pollMillis),
                closings.size() - latencyMillis.getTotalCount(),
                lastVisibleMillis);
    }

    private void watch(PreparedStatement visible, List<Closing> minute)
            throws SQLException, InterruptedException {
        Map<Integer, Closing> waiting = new LinkedHashMap<>();
        minute.forEach(closing -> waiting.put(closing.place(), closing));
        Thread.sleep(Math.max(0, minute.get(0).dueMillis() - System.currentTimeMillis()));
        visible.setTimestamp(1, new Timestamp(minute.get(0).startMillis()));
        long last = System.currentTimeMillis();
        while (!waiting.isEmpty() && last < giveUpMillis) {
            look(visible, waiting, last);
            Thread.sleep(PAUSE_MILLIS);
            long now = System.currentTimeMillis();
            pollMillis.recordValue(Math.max(0, now - last));
            last = now;
        }
    }

    private void look(PreparedStatement visible, Map<Integer, Closing> waiting, long now)
            throws SQLException {
        Object[] due =
                waiting.values().stream()
                        .filter(closing -> closing.dueMillis() <= now)
                        .map(closing -> PlaceRecords.placeId(closing.place()))
                        .toArray();
        if (due.length == 0) {
            return;
        }
        visible.setArray(2, visible.getConnection().createArrayOf("text", due));
        List<Integer> seen = new ArrayList<>();
        try (ResultSet rows = visible.executeQuery()) {
            while (rows.next()) {
                seen.add(PlaceRecords.place(rows.getString(1)));
            }
        }
        for (int place : seen) {
            lastVisibleMillis = System.currentTimeMillis();
            long dueMillis = waiting.remove(place).dueMillis();
            latencyMillis.recordValue(Math.max(0, lastVisibleMillis - dueMillis));
        }
    }
}

package io.outpost.bench.live;

import io.outpost.bench.backlog.PlaceRecords;
import io.outpost.bench.fixture.PostgresFixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/**
 * Holds the minute rows of all places against the schedules: each minute that has closed must have
 * its row, with as many observations as were due in it.
 */
final class RowAudit {
    private static final String ROWS =
            "SELECT place_id, start_at, observations FROM outpost.minute_aggregates"
                    + " WHERE start_at >= ? AND start_at < ?";
    private static final int FETCH_ROWS = 5000;

    private final List<Schedule> schedules;
    private final int places;
    private final long firstMinute;
    private final int minutes;

    /**
     * @param schedules one after the other, all of them since the first minute
     * @param firstMinute first one that holds nothing else, minutes since 1970
     */
    RowAudit(List<Schedule> schedules, long firstMinute) {
        this.schedules = schedules;
        this.places = schedules.get(0).places();
        this.firstMinute = firstMinute;
        this.minutes = (int) Math.max(0, closedMinutes() - firstMinute);
    }

    /**
     * What was found.
     *
     * @param rows that there must be
     * @param observations that they must hold together
     * @param missingRows that are not there
     * @param wrongRows with more or fewer observations
     */
    record Finding(long rows, long observations, long missingRows, long wrongRows) {
        boolean isComplete() {
            return missingRows == 0 && wrongRows == 0;
        }
    }

    Finding find(String url) throws SQLException {
        int[][] found = new int[places][minutes];
        try (Connection connection = PostgresFixture.connect(url);
                PreparedStatement rows = connection.prepareStatement(ROWS)) {
            connection.setAutoCommit(false);
            rows.setFetchSize(FETCH_ROWS);
            rows.setTimestamp(1, new Timestamp(firstMinute * Window.MINUTE_MILLIS));
            rows.setTimestamp(2, new Timestamp((firstMinute + minutes) * Window.MINUTE_MILLIS));
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    long minute = row.getTimestamp(2).getTime() / Window.MINUTE_MILLIS;
                    found[PlaceRecords.place(row.getString(1))][(int) (minute - firstMinute)] =
                            row.getInt(3);
                }
            }
        }
        return compare(found);
    }

    /** The observations that are in a minute of a place by the schedules. */
    int expected(int place, long minute) {
        long begin = minute * Window.MINUTE_MILLIS;
        return schedules.stream()
                .mapToInt(s -> s.countOf(place, begin, begin + Window.MINUTE_MILLIS))
                .sum();
    }

    /** Compares what was found, by place and by minute since the first. */
    Finding compare(int[][] found) {
        long rows = 0;
        long observations = 0;
        long missing = 0;
        long wrong = 0;
        for (int place = 0; place < places; place++) {
            for (int i = 0; i < minutes; i++) {
                int expected = expected(place, firstMinute + i);
                int there = found[place][i];
                rows += expected > 0 ? 1 : 0;
                observations += expected;
                missing += expected > 0 && there == 0 ? 1 : 0;
                wrong += there != 0 && there != expected ? 1 : 0;
            }
        }
        return new Finding(rows, observations, missing, wrong);
    }

    int minutes() {
        return minutes;
    }

    /** The first minute that some place's last record has not closed. */
    private long closedMinutes() {
        Schedule last = schedules.get(schedules.size() - 1);
        long clock = Long.MAX_VALUE;
        for (int place = 0; place < places; place++) {
            clock = Math.min(clock, last.lastDueMillis(place));
        }
        return (clock - Window.GRACE_MILLIS) / Window.MINUTE_MILLIS;
    }
}

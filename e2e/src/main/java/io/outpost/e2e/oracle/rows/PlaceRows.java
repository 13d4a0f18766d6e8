package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.log.PlaceLog;
import io.outpost.e2e.oracle.log.PlaceLog.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares places and place_versions with the topic of places: every version once, the newest as
 * the place. From which pane a version applied is the job's to say.
 */
public final class PlaceRows {
    private static final String COLUMNS =
            "SELECT place_id, name, latitude, longitude, elevation_metres, time_zone,"
                    + " coalesce(stale_after_seconds, 0), removed FROM outpost.";

    private final PlaceLog log;
    private final Results results;

    public PlaceRows(PlaceLog log, Results results) {
        this.log = log;
        this.results = results;
    }

    public void compare(Findings places, Findings versions) throws SQLException {
        Map<String, Version> newest = new HashMap<>();
        results.all(COLUMNS + "places", row -> newest.put(row.getString(1), version(row)));
        Map<String, List<Version>> all = new HashMap<>();
        results.all(
                COLUMNS + "place_versions ORDER BY place_id, writer_epoch, revision",
                row ->
                        all.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                .add(version(row)));
        places.checked(newest.size());
        all.values().forEach(rows -> versions.checked(rows.size()));
        log.versions().forEach((id, logged) -> compareNewest(id, logged, newest.get(id), places));
        log.versions()
                .forEach(
                        (id, logged) ->
                                compareAll(id, logged, all.getOrDefault(id, List.of()), versions));
        tellExtra(newest.keySet(), places);
        tellExtra(all.keySet(), versions);
    }

    private static void compareNewest(
            String placeId, List<Version> logged, Version row, Findings findings) {
        Version expected = logged.get(logged.size() - 1);
        if (row == null) {
            findings.missing(placeId);
        } else if (!row.equals(expected)) {
            String what = placeId + " is " + row + ", must be " + expected;
            if (logged.contains(row)) {
                findings.stale(what);
            } else {
                findings.wrong(what);
            }
        }
    }

    /** The topic may have forgotten versions that the table has, so these must be among those. */
    private void compareAll(
            String placeId, List<Version> logged, List<Version> rows, Findings findings) {
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (next < logged.size() && rows.get(i).equals(logged.get(next))) {
                next++;
            } else if (log.isComplete()) {
                boolean again = i > 0 && rows.get(i).equals(rows.get(i - 1));
                if (again) {
                    findings.duplicated(placeId + " " + rows.get(i));
                } else {
                    findings.extra(placeId + " " + rows.get(i));
                }
            }
        }
        for (Version missing : logged.subList(next, logged.size())) {
            findings.missing(placeId + " " + missing);
        }
    }

    private void tellExtra(Iterable<String> placeIds, Findings findings) {
        for (String placeId : placeIds) {
            if (!log.versions().containsKey(placeId) && log.isComplete()) {
                findings.extra(placeId);
            }
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString(2),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                row.getString(6),
                row.getInt(7),
                row.getBoolean(8));
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }
}

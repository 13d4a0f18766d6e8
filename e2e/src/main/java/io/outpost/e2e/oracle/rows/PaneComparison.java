package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Pane;
import io.outpost.e2e.oracle.fold.PaneSeries;
import io.outpost.e2e.oracle.fold.PlaceStory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Compares the rows of one table of panes with what the log says. */
final class PaneComparison {
    private final PaneTable table;
    private final Findings findings;

    PaneComparison(PaneTable table, Findings findings) {
        this.table = table;
        this.findings = findings;
    }

    private record Awaited(PlaceStory story, PaneSeries panes, BitSet seen) {}

    /** Compares all rows of some places. */
    void compare(Map<String, PlaceStory> stories, Results results) throws SQLException {
        Map<String, Awaited> awaited = new HashMap<>();
        stories.forEach(
                (id, story) ->
                        awaited.put(
                                id, new Awaited(story, table.series(story.panes()), new BitSet())));
        String columns = String.join(", ", table.columns());
        String select =
                "SELECT place_id, %s, %s, revision, %s FROM outpost.%s WHERE PLACES"
                        .formatted(
                                Results.millis("start_at"),
                                Results.millis("as_of"),
                                columns,
                                table.table());
        results.ofPlaces(stories.keySet(), select, row -> compare(awaited, row));
        awaited.values().forEach(this::tellMissing);
    }

    private void compare(Map<String, Awaited> awaited, ResultSet row) throws SQLException {
        Awaited place = awaited.get(row.getString(1));
        long start = row.getLong(2);
        findings.checked();
        int index = place.panes.indexAt(start);
        if (index >= 0) {
            place.seen.set(index);
        }
        PlaceStory.Scope scope = place.story.scope();
        boolean compared =
                row.getLong(4) <= scope.revision()
                        && start + place.panes.widthMillis() <= scope.closedThroughMillis();
        if (!compared) {
            return;
        }
        if (index < 0) {
            findings.extra(name(place, start));
        } else {
            compare(place, index, row);
        }
    }

    private void compare(Awaited place, int index, ResultSet row) throws SQLException {
        double[] expected = table.values(place.panes, index);
        StringBuilder difference = new StringBuilder();
        for (int i = 0; i < expected.length; i++) {
            double found = row.getDouble(5 + i);
            found = row.wasNull() ? Double.NaN : found;
            boolean same =
                    table.isRounded(i)
                            ? Close.to(expected[i], found)
                            : Double.compare(expected[i] + 0.0, found + 0.0) == 0;
            if (!same) {
                difference.append(
                        "%s %s is %s, must be %s"
                                .formatted(
                                        difference.isEmpty() ? ":" : ",",
                                        table.columns().get(i),
                                        text(found),
                                        text(expected[i])));
            }
        }
        if (!difference.isEmpty()) {
            tellDifference(place, index, row, difference.toString());
        }
    }

    private void tellDifference(Awaited place, int index, ResultSet row, String difference)
            throws SQLException {
        Pane pane = place.panes.panes().get(index);
        long newest = table.newestReceivedMillis(place.panes, index);
        boolean older = row.getLong(3) < newest;
        boolean fewer =
                table.columns().get(0).equals("observations")
                        && row.getDouble(5) < pane.observations();
        String what = name(place, pane.startMillis()) + difference;
        if (older || fewer) {
            findings.stale(what);
        } else {
            findings.wrong(what);
        }
    }

    private void tellMissing(Awaited place) {
        for (int i = place.seen.nextClearBit(0); i < place.panes.panes().size(); ) {
            long start = place.panes.panes().get(i).startMillis();
            if (start + place.panes.widthMillis() <= place.story.scope().closedThroughMillis()) {
                findings.missing(name(place, start));
            }
            i = place.seen.nextClearBit(i + 1);
        }
    }

    private static String name(Awaited place, long startMillis) {
        return place.story.placeId() + " " + Instant.ofEpochMilli(startMillis);
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }
}

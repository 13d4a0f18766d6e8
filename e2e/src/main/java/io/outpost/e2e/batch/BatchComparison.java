package io.outpost.e2e.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes all derived rows of a recording in one go, and compares them with what the job wrote.
 */
public final class BatchComparison {
    private final Map<String, PlaceBatch> places = new TreeMap<>();

    /** Reads the files of one set, in this order. */
    public BatchComparison(RecordedSet set, List<Path> files) throws IOException {
        for (Path file : files) {
            set.read(
                    file,
                    sample ->
                            places.computeIfAbsent(sample.placeId(), id -> new PlaceBatch())
                                    .add(sample));
        }
    }

    /** Prints what a replay of the files must count. */
    public void printExpected(PrintStream out) {
        Map<Field, Integer> flagged = new TreeMap<>();
        places.values()
                .forEach(
                        place ->
                                place.flagged()
                                        .forEach((f, n) -> flagged.merge(f, n, Integer::sum)));
        out.printf(
                "batch: %d places, %,d accepted, %,d repeated, %,d without a usable value, flagged %s%n",
                places.size(),
                places.values().stream().mapToInt(PlaceBatch::accepted).sum(),
                places.values().stream().mapToInt(PlaceBatch::repeated).sum(),
                places.values().stream().mapToInt(PlaceBatch::withoutValue).sum(),
                flagged);
    }

    /**
     * Compares every table.
     *
     * @return true when there is no difference
     */
    public boolean compare(Connection connection, PrintStream out) throws SQLException {
        boolean equal = true;
        for (ResultTable table : ResultTable.values()) {
            Differences differences = new Differences();
            TableComparison comparison = new TableComparison(connection, table, differences);
            for (Map.Entry<String, PlaceBatch> place : places.entrySet()) {
                comparison.compare(place.getKey(), table.rows(place.getValue().inOrder()));
            }
            equal &= report(table.table(), differences, out);
        }
        return compareTallies(connection, out) && equal;
    }

    private boolean compareTallies(Connection connection, PrintStream out) throws SQLException {
        Differences differences = new Differences();
        TallyComparison comparison = new TallyComparison(connection, differences);
        for (Map.Entry<String, PlaceBatch> place : places.entrySet()) {
            comparison.compare(place.getKey(), place.getValue());
        }
        boolean equal = report("place_tallies", differences, out);
        out.printf("retractions %d (0 after a replay in order)%n", comparison.retractions());
        return equal;
    }

    private static boolean report(String table, Differences differences, PrintStream out) {
        out.printf("%-24s %s%n", table, differences);
        differences.examples().forEach(example -> out.println("    " + example));
        return differences.isEmpty();
    }
}

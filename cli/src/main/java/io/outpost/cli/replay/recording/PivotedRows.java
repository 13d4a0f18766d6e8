package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.CsvLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of the long format as rows with a column per name. A second value of a name begins another
 * row, which the job will find to be a duplicate or a conflict.
 */
final class PivotedRows implements Rows {
    private final Rows narrow;
    private final Header header;
    private final Iterator<Row> rows;

    /** The cells that rows have in common, and the values by their names. */
    private record Wide(Row first, Map<String, Row> values) {}

    /** The rows as they are, where the layout is not the long format. */
    static Rows of(Rows rows, CsvLayout layout) throws IOException {
        return layout.pivot() == null ? rows : new PivotedRows(rows, layout.pivot());
    }

    private PivotedRows(Rows narrow, CsvLayout.Pivot pivot) throws IOException {
        this.narrow = narrow;
        Header from = narrow.header();
        int[] by = pivot.by().stream().mapToInt(from::position).toArray();
        int name = from.position(pivot.names());
        int value = from.position(pivot.values());
        List<Row> broken = new ArrayList<>();
        List<Wide> wides = new ArrayList<>();
        Map<List<String>, Wide> open = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Row row = narrow.next(); row != null; row = narrow.next()) {
            if (row.trouble() != null) {
                broken.add(row);
                continue;
            }
            names.add(row.cell(name).strip());
            List<String> key = Arrays.stream(by).mapToObj(row::cell).toList();
            Wide wide = open.get(key);
            if (wide == null || wide.values().containsKey(row.cell(name).strip())) {
                wide = new Wide(row, new HashMap<>());
                open.put(key, wide);
                wides.add(wide);
            }
            wide.values().put(row.cell(name).strip(), row);
        }
        List<String> columns = new ArrayList<>(from.names());
        columns.addAll(names);
        this.header = new Header(from.line(), columns, Map.of());
        List<Row> all = new ArrayList<>(broken);
        wides.forEach(wide -> all.add(row(wide, from.width(), names, value)));
        this.rows = all.iterator();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Row next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() throws IOException {
        narrow.close();
    }

    private static Row row(Wide wide, int width, Set<String> names, int value) {
        String[] cells = Arrays.copyOf(wide.first().cells(), width + names.size());
        long[] lines = new long[cells.length];
        Arrays.fill(cells, Math.min(wide.first().cells().length, width), cells.length, "");
        Arrays.fill(lines, wide.first().line());
        int at = width;
        for (String name : names) {
            Row row = wide.values().get(name);
            if (row != null) {
                cells[at] = row.cell(value);
                lines[at] = row.line();
            }
            at++;
        }
        return new Row(cells, wide.first().line(), lines, null);
    }
}

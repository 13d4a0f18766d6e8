package io.outpost.api.series;

import io.outpost.api.web.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the points of a series as CSV (RFC 4180; an empty field is no value) or as one JSON object
 * per line.
 */
final class SeriesTable {

    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    private SeriesTable() {}

    static String csv(Series series) {
        List<Map<String, Object>> rows = series.points().stream().map(SeriesTable::row).toList();
        Set<String> columns = rows.isEmpty() ? emptyColumns(series) : rows.get(0).keySet();
        StringBuilder text = new StringBuilder(String.join(",", columns)).append("\r\n");
        rows.forEach(row -> text.append(line(row)).append("\r\n"));
        return text.toString();
    }

    static String ndjson(Series series) {
        return series.points().stream()
                .map(point -> Json.write(point) + "\n")
                .collect(Collectors.joining());
    }

    private static String line(Map<String, Object> row) {
        return row.values().stream()
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining(","));
    }

    private static Map<String, Object> row(Point point) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("start", point.start());
        row.put("end", point.end());
        if (point.observations() != null) {
            row.put("observations", point.observations());
        }
        row.put("coverage", point.coverage());
        point.values().forEach((quantity, value) -> put(row, quantity, value));
        row.put("as_of", point.asOf());
        row.put("revision", point.revision());
        return row;
    }

    private static void put(Map<String, Object> row, String quantity, Value value) {
        if (value instanceof Value.Averaged averaged) {
            row.put(quantity + "_count", averaged.count());
            row.put(quantity + "_min", averaged.min());
            row.put(quantity + "_max", averaged.max());
            row.put(quantity + "_mean", averaged.mean());
        } else if (value instanceof Value.Totalled totalled) {
            row.put(quantity + "_count", totalled.count());
            row.put(quantity + "_total", totalled.total());
        } else if (value instanceof Value.Rolled rolled) {
            row.put(quantity + "_count", rolled.count());
            row.put(quantity + "_mean", rolled.mean());
        }
    }

    /** The columns that a point of this series would have. */
    private static Set<String> emptyColumns(Series series) {
        boolean rolling = series.rolling() != null;
        Map<String, Value> values = new LinkedHashMap<>();
        for (String id : new TreeSet<>(series.units().keySet())) {
            values.put(id, emptyValue(id, rolling));
        }
        Long observations = rolling ? null : (Long) 0L;
        return row(new Point(null, null, observations, null, values, null, 0)).keySet();
    }

    private static Value emptyValue(String id, boolean rolling) {
        if (rolling) {
            return new Value.Rolled(0, null);
        }
        return Value.of(Quantity.ofId(id), Stats.NONE);
    }
}

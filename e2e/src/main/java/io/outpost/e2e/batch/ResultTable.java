package io.outpost.e2e.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of derived rows, and how a batch computes them. A pane is [start, start + length),
 * aligned to UTC; a rolling value in the row of a pane covers [end of the pane - window, end of the
 * pane).
 */
public enum ResultTable {
    MINUTES("minute_aggregates", Duration.ofMinutes(1)),
    QUARTER_HOURS("quarter_hour_rollings", Duration.ofMinutes(15)),
    HOURS("hour_aggregates", Duration.ofHours(1)),
    DAYS("day_aggregates", Duration.ofDays(1));

    private final String table;
    private final long seconds;

    ResultTable(String table, Duration pane) {
        this.table = table;
        this.seconds = pane.toSeconds();
    }

    String table() {
        return table;
    }

    /**
     * The rows of non-empty panes.
     *
     * @param samples by time
     */
    List<ExpectedRow> rows(List<Sample> samples) {
        List<ExpectedRow> rows = new ArrayList<>();
        int from = 0;
        while (from < samples.size()) {
            long start = startOf(samples.get(from));
            int to = from;
            while (to < samples.size() && startOf(samples.get(to)) == start) {
                to++;
            }
            rows.add(row(start, samples, from, to));
            from = to;
        }
        return rows;
    }

    private ExpectedRow row(long start, List<Sample> samples, int from, int to) {
        Map<String, Double> values = new HashMap<>();
        if (this != QUARTER_HOURS) {
            aggregate(samples.subList(from, to), values);
        }
        for (Window window : windows()) {
            window.roll(samples, to, start + seconds, values);
        }
        return new ExpectedRow(Instant.ofEpochSecond(start), values);
    }

    private void aggregate(List<Sample> pane, Map<String, Double> values) {
        values.put("observations", (double) pane.size());
        values.put("coverage", Window.coverage(pane, seconds));
        for (Field field : Field.values()) {
            Statistics statistics = new Statistics();
            pane.stream()
                    .mapToDouble(s -> s.value(field))
                    .filter(v -> !Double.isNaN(v))
                    .forEach(statistics::add);
            if (statistics.count() > 0 && field != Field.WIND_CHILL) {
                put(field, statistics, values);
            }
        }
    }

    private static void put(Field field, Statistics statistics, Map<String, Double> values) {
        values.put(field.column() + "_n", (double) statistics.count());
        if (field == Field.PRECIPITATION) {
            values.put(field.column() + "_total", statistics.sum());
            return;
        }
        values.put(field.column() + "_min", statistics.min());
        values.put(field.column() + "_max", statistics.max());
        values.put(field.column() + "_sum", statistics.sum());
    }

    private List<Window> windows() {
        return switch (this) {
            case MINUTES -> List.of(Window.QUARTER_HOUR, Window.HOUR);
            case QUARTER_HOURS -> List.of(Window.DAY);
            case HOURS, DAYS -> List.of();
        };
    }

    private long startOf(Sample sample) {
        return Math.floorDiv(sample.at().getEpochSecond(), seconds) * seconds;
    }
}

package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.fold.Channel;
import io.outpost.e2e.oracle.fold.Pane;
import io.outpost.e2e.oracle.fold.PaneSeries;
import io.outpost.e2e.oracle.fold.PlacePanes;
import io.outpost.e2e.oracle.fold.Rolling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tables of panes: their columns, and the values that a pane must have in them. */
final class PaneTable {
    /** All of them. */
    static final List<PaneTable> ALL =
            List.of(
                    new PaneTable(
                            "minute_aggregates", PlacePanes::minutes, true, List.of("15m", "1h")),
                    new PaneTable(
                            "quarter_hour_rollings",
                            PlacePanes::quarterHours,
                            false,
                            List.of("24h")),
                    new PaneTable("hour_aggregates", PlacePanes::hours, true, List.of()),
                    new PaneTable("day_aggregates", PlacePanes::days, true, List.of()));

    private final String table;
    private final Function<PlacePanes, PaneSeries> series;
    private final boolean aggregates;
    private final List<String> windows;
    private final List<String> columns = new ArrayList<>();

    private PaneTable(
            String table,
            Function<PlacePanes, PaneSeries> series,
            boolean aggregates,
            List<String> windows) {
        this.table = table;
        this.series = series;
        this.aggregates = aggregates;
        this.windows = windows;
        if (aggregates) {
            addAggregates();
        }
        windows.forEach(this::addRolling);
    }

    String table() {
        return table;
    }

    PaneSeries series(PlacePanes panes) {
        return series.apply(panes);
    }

    /** All but key, revision, as_of and writer epoch. */
    List<String> columns() {
        return columns;
    }

    /** True for sums and means, which may differ in the last digits. */
    boolean isRounded(int column) {
        String name = columns.get(column);
        return name.endsWith("_sum") || name.endsWith("_total") || name.contains("_mean_");
    }

    /** What a pane's row must hold, in the order of the columns; NaN for null. */
    double[] values(PaneSeries panes, int index) {
        double[] values = new double[columns.size()];
        Pane pane = panes.panes().get(index);
        int next = aggregates ? fill(values, pane, panes.widthMillis()) : 0;
        for (String window : windows) {
            next = fill(values, next, panes.rolling(index, millis(window)), window);
        }
        return values;
    }

    /** When the broker received the newest observation that a pane's row depends on. */
    long newestReceivedMillis(PaneSeries panes, int index) {
        long newest = aggregates ? panes.panes().get(index).newestReceivedMillis() : 0;
        for (String window : windows) {
            newest = Math.max(newest, panes.rolling(index, millis(window)).newestReceivedMillis());
        }
        return newest;
    }

    private static int fill(double[] values, Pane pane, long widthMillis) {
        int next = 0;
        values[next++] = pane.observations();
        values[next++] = pane.coverage(widthMillis);
        for (Channel channel : Channel.AGGREGATED) {
            values[next++] = orNull(pane.count(channel));
            values[next++] = pane.minimum(channel);
            values[next++] = pane.maximum(channel);
            values[next++] = pane.sum(channel);
        }
        values[next++] = orNull(pane.rainCount());
        values[next++] = pane.rainMillimetres();
        return next;
    }

    private static int fill(double[] values, int from, Rolling rolling, String window) {
        int next = from;
        for (int i = 0; i < 3; i++) {
            values[next++] = orNull(rolling.count(i));
            values[next++] = rolling.mean(i);
        }
        values[next++] = rolling.coverage();
        if (hasWindChill(window)) {
            values[next++] = orNull(rolling.count(3));
            values[next++] = rolling.mean(3);
        }
        return next;
    }

    private void addAggregates() {
        columns.add("observations");
        columns.add("coverage");
        for (Channel channel : Channel.AGGREGATED) {
            for (String kind : List.of("_n", "_min", "_max", "_sum")) {
                columns.add(channel.column() + kind);
            }
        }
        columns.add("precipitation_millimetres_n");
        columns.add("precipitation_millimetres_total");
    }

    private void addRolling(String window) {
        for (int i = 0; i < 3; i++) {
            addRolling(Rolling.CHANNELS.get(i), window);
        }
        columns.add("coverage_" + window);
        if (hasWindChill(window)) {
            addRolling(Rolling.CHANNELS.get(3), window);
        }
    }

    private void addRolling(Channel channel, String window) {
        columns.add(channel.column() + "_n_" + window);
        columns.add(channel.column() + "_mean_" + window);
    }

    private static boolean hasWindChill(String window) {
        return window.equals("1h");
    }

    private static long millis(String window) {
        return Duration.parse("PT" + window.toUpperCase(java.util.Locale.ROOT)).toMillis();
    }

    private static double orNull(int count) {
        return count == 0 ? Double.NaN : count;
    }
}

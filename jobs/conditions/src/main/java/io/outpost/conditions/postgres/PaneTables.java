package io.outpost.conditions.postgres;

import io.outpost.core.place.PaneRow;
import io.outpost.core.place.RollingMeans;
import io.outpost.core.weather.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The tables of panes, one per width, as the migrations in schemas make them. */
final class PaneTables {
    static final String MINUTES = "minute_aggregates";
    static final String QUARTER_HOURS = "quarter_hour_rollings";

    private static final String QUARTER_HOUR = "15m";
    private static final String HOUR = "1h";
    private static final String DAY = "24h";

    private PaneTables() {}

    static UpsertTable<PaneRow> minutes(long writerEpoch) {
        List<Column<PaneRow>> columns = aggregates();
        columns.addAll(rolling(0, QUARTER_HOUR));
        columns.addAll(rolling(1, HOUR));
        return table(MINUTES, columns, writerEpoch).partitionedBy(PaneRow::startMillis);
    }

    static UpsertTable<PaneRow> quarterHours(long writerEpoch) {
        return table(QUARTER_HOURS, rolling(0, DAY), writerEpoch)
                .partitionedBy(PaneRow::startMillis);
    }

    static UpsertTable<PaneRow> hours(long writerEpoch) {
        return table("hour_aggregates", aggregates(), writerEpoch);
    }

    static UpsertTable<PaneRow> days(long writerEpoch) {
        return table("day_aggregates", aggregates(), writerEpoch);
    }

    private static UpsertTable<PaneRow> table(
            String name, List<Column<PaneRow>> values, long writerEpoch) {
        List<Column<PaneRow>> columns = new ArrayList<>();
        columns.add(Column.text("place_id", PaneRow::placeId));
        columns.add(Column.time("start_at", Long.MIN_VALUE, PaneRow::startMillis));
        columns.addAll(values);
        columns.add(Column.bigInteger("revision", PaneRow::revision));
        columns.add(Column.time("as_of", Long.MIN_VALUE, PaneRow::asOfMillis));
        columns.add(Column.bigInteger("writer_epoch", row -> writerEpoch));
        return new UpsertTable<>(
                name,
                List.of("place_id", "start_at"),
                List.of("writer_epoch", "revision"),
                List.copyOf(columns));
    }

    private static List<Column<PaneRow>> aggregates() {
        List<Column<PaneRow>> columns = new ArrayList<>();
        columns.add(Column.integer("observations", PaneRow::observations));
        columns.add(Column.number("coverage", PaneRow::coverage));
        for (Quantity quantity : Quantity.aggregated()) {
            columns.addAll(aggregates(quantity));
        }
        columns.addAll(components());
        String total = Quantity.PRECIPITATION_MILLIMETRES.columnName();
        columns.add(Column.count(total + "_n", PaneRow::rainCount));
        columns.add(Column.number(total + "_total", PaneRow::rainTotalMillimetres));
        return columns;
    }

    private static List<Column<PaneRow>> aggregates(Quantity quantity) {
        String name = quantity.columnName();
        int code = quantity.code();
        return List.of(
                Column.count(
                        name + "_n", row -> has(row, code) ? row.counts()[position(row, code)] : 0),
                number(name + "_min", code, PaneRow::mins),
                number(name + "_max", code, PaneRow::maxs),
                number(name + "_sum", code, PaneRow::sums));
    }

    /** Each counts as often as the other. */
    private static List<Column<PaneRow>> components() {
        String name = Quantity.WIND_DIRECTION_DEGREES.columnName();
        int east = Quantity.WIND_DIRECTION_EAST.code();
        return List.of(
                Column.count(
                        name + "_n", row -> has(row, east) ? row.counts()[position(row, east)] : 0),
                number(name + "_east_sum", east, PaneRow::sums),
                number(name + "_north_sum", Quantity.WIND_DIRECTION_NORTH.code(), PaneRow::sums));
    }

    private static Column<PaneRow> number(
            String name, int code, java.util.function.Function<PaneRow, double[]> values) {
        return Column.number(
                name, row -> has(row, code) ? values.apply(row)[position(row, code)] : Double.NaN);
    }

    private static boolean has(PaneRow row, int code) {
        return (row.quantities() >>> code & 1) != 0;
    }

    private static int position(PaneRow row, int code) {
        return Integer.bitCount(row.quantities() & ((1 << code) - 1));
    }

    /** What is only rolled is rolled over an hour. */
    private static List<Column<PaneRow>> rolling(int window, String suffix) {
        List<Column<PaneRow>> columns = new ArrayList<>();
        for (int i = 0; i < RollingMeans.QUANTITIES.size(); i++) {
            Quantity quantity = RollingMeans.QUANTITIES.get(i);
            if (quantity.kind() != Quantity.Kind.ROLLED || suffix.equals(HOUR)) {
                columns.addAll(rolling(window, i, quantity.columnName(), suffix));
            }
        }
        columns.add(Column.number("coverage_" + suffix, row -> row.rolling()[window].coverage()));
        return columns;
    }

    private static List<Column<PaneRow>> rolling(
            int window, int position, String name, String suffix) {
        return List.of(
                Column.count(
                        name + "_n_" + suffix, row -> row.rolling()[window].counts()[position]),
                Column.number(
                        name + "_mean_" + suffix, row -> row.rolling()[window].means()[position]));
    }
}

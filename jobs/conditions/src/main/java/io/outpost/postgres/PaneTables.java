package io.outpost.postgres;

import io.outpost.place.Channel;
import io.outpost.place.PaneRow;
import io.outpost.place.RollingMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of panes, one per tier, as the migrations in schemas make them. */
final class PaneTables {
    /** Wind chill has a rolling mean only. */
    private static final int LAST_AGGREGATED = Channel.HEAT_INDEX_CELSIUS.ordinal();

    private static final String[] ROLLING = {
        "heat_index_celsius", "air_temperature_celsius", "relative_humidity_percent"
    };

    private PaneTables() {}

    static Table<PaneRow> minutes(long writerEpoch) {
        List<Column<PaneRow>> columns = aggregates();
        columns.addAll(rolling(0, "15m"));
        columns.addAll(rolling(1, "1h"));
        columns.addAll(rollingOf(1, RollingMeans.WIND_CHILL, "wind_chill_celsius", "1h"));
        return table("minute_aggregates", columns, writerEpoch);
    }

    static Table<PaneRow> quarterHours(long writerEpoch) {
        return table("quarter_hour_rollings", rolling(0, "24h"), writerEpoch);
    }

    static Table<PaneRow> hours(long writerEpoch) {
        return table("hour_aggregates", aggregates(), writerEpoch);
    }

    static Table<PaneRow> days(long writerEpoch) {
        return table("day_aggregates", aggregates(), writerEpoch);
    }

    private static Table<PaneRow> table(
            String name, List<Column<PaneRow>> values, long writerEpoch) {
        List<Column<PaneRow>> columns = new ArrayList<>();
        columns.add(Column.text("place_id", PaneRow::placeId));
        columns.add(Column.time("start_at", Long.MIN_VALUE, PaneRow::startMillis));
        columns.addAll(values);
        columns.add(Column.integer("revision", PaneRow::revision));
        columns.add(Column.time("as_of", Long.MIN_VALUE, PaneRow::asOfMillis));
        columns.add(Column.integer("writer_epoch", row -> writerEpoch));
        return new Table<>(
                name,
                List.of("place_id", "start_at"),
                List.of("writer_epoch", "revision"),
                List.copyOf(columns));
    }

    private static List<Column<PaneRow>> aggregates() {
        List<Column<PaneRow>> columns = new ArrayList<>();
        columns.add(Column.integer("observations", PaneRow::observations));
        columns.add(Column.number("coverage", PaneRow::coverage));
        for (int channel = 0; channel <= LAST_AGGREGATED; channel++) {
            columns.addAll(aggregates(channel));
        }
        columns.add(
                Column.count("precipitation_millimetres_n", PaneRow::rainCount));
        columns.add(
                Column.number("precipitation_millimetres_total", PaneRow::rainTotalMillimetres));
        return columns;
    }

    private static List<Column<PaneRow>> aggregates(int channel) {
        String name = Channel.values()[channel].name().toLowerCase(Locale.ROOT);
        return List.of(
                Column.count(
                        name + "_n",
                        row -> has(row, channel) ? row.counts()[position(row, channel)] : 0),
                number(name + "_min", channel, PaneRow::mins),
                number(name + "_max", channel, PaneRow::maxs),
                number(name + "_sum", channel, PaneRow::sums));
    }

    private static Column<PaneRow> number(
            String name, int channel, java.util.function.Function<PaneRow, double[]> values) {
        return Column.number(
                name,
                row -> has(row, channel) ? values.apply(row)[position(row, channel)] : Double.NaN);
    }

    private static boolean has(PaneRow row, int channel) {
        return (row.channels() >>> channel & 1) != 0;
    }

    private static int position(PaneRow row, int channel) {
        return Integer.bitCount(row.channels() & ((1 << channel) - 1));
    }

    private static List<Column<PaneRow>> rolling(int window, String suffix) {
        List<Column<PaneRow>> columns = new ArrayList<>();
        for (int i = 0; i < ROLLING.length; i++) {
            columns.addAll(rollingOf(window, i, ROLLING[i], suffix));
        }
        columns.add(Column.number("coverage_" + suffix, row -> row.rolling()[window].coverage()));
        return columns;
    }

    private static List<Column<PaneRow>> rollingOf(
            int window, int channel, String name, String suffix) {
        return List.of(
                Column.count(
                        name + "_n_" + suffix, row -> row.rolling()[window].counts()[channel]),
                Column.number(
                        name + "_mean_" + suffix, row -> row.rolling()[window].means()[channel]));
    }
}

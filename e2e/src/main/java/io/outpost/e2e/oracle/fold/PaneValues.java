package io.outpost.e2e.oracle.fold;

import io.outpost.e2e.oracle.emission.PaneContent;
import io.outpost.e2e.oracle.emission.Table;
import java.time.Duration;

/** The values of the rows of panes, in the order of the tables' columns; NaN for null. */
final class PaneValues {
    private static final long QUARTER_OF_AN_HOUR = Duration.ofMinutes(15).toMillis();
    private static final int WITHOUT_WIND_CHILL = 3;

    private final double[] values;
    private int size;

    private PaneValues(Table table) {
        values = new double[table.columns().size()];
    }

    static PaneContent minute(PlacePanes panes, Pane pane) {
        PaneValues row = new PaneValues(Table.MINUTE_AGGREGATES);
        row.aggregates(pane, PaneSeries.MINUTE);
        row.rolling(panes.minutes.rolling(pane, QUARTER_OF_AN_HOUR), WITHOUT_WIND_CHILL);
        row.rolling(panes.hour(pane), Rolling.CHANNELS.size());
        return new PaneContent(Table.MINUTE_AGGREGATES, row.values);
    }

    static PaneContent quarterHour(PlacePanes panes, Pane pane) {
        PaneValues row = new PaneValues(Table.QUARTER_HOUR_ROLLINGS);
        row.rolling(panes.quarterHours.rolling(pane, PaneSeries.DAY), WITHOUT_WIND_CHILL);
        return new PaneContent(Table.QUARTER_HOUR_ROLLINGS, row.values);
    }

    static PaneContent hour(Pane pane) {
        PaneValues row = new PaneValues(Table.HOUR_AGGREGATES);
        row.aggregates(pane, PaneSeries.HOUR);
        return new PaneContent(Table.HOUR_AGGREGATES, row.values);
    }

    static PaneContent day(Pane pane) {
        PaneValues row = new PaneValues(Table.DAY_AGGREGATES);
        row.aggregates(pane, PaneSeries.DAY);
        return new PaneContent(Table.DAY_AGGREGATES, row.values);
    }

    private void aggregates(Pane pane, long widthMillis) {
        add(pane.observations());
        add(pane.coverage(widthMillis));
        for (Channel channel : Channel.AGGREGATED) {
            add(orNull(pane.count(channel)));
            add(pane.minimum(channel));
            add(pane.maximum(channel));
            add(pane.sum(channel));
        }
        add(orNull(pane.rainCount()));
        add(pane.rainMillimetres());
    }

    private void rolling(Rolling rolling, int channels) {
        for (int i = 0; i < WITHOUT_WIND_CHILL; i++) {
            add(orNull(rolling.count(i)));
            add(rolling.mean(i));
        }
        add(rolling.coverage());
        for (int i = WITHOUT_WIND_CHILL; i < channels; i++) {
            add(orNull(rolling.count(i)));
            add(rolling.mean(i));
        }
    }

    private void add(double value) {
        values[size++] = value;
    }

    private static double orNull(int count) {
        return count == 0 ? Double.NaN : count;
    }
}

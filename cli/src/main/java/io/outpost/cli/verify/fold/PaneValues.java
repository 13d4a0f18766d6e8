package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;

/** The values of the rows of panes, in the order of the tables' columns; NaN for null. */
final class PaneValues {
    private static final long QUARTER_OF_AN_HOUR = Duration.ofMinutes(15).toMillis();
    private static final int WITHOUT_WIND_CHILL =
            Measure.ROLLED.indexOf(Measure.WIND_CHILL_CELSIUS);

    private final double[] values;
    private int size;

    private PaneValues(Table table) {
        values = new double[table.columns().size()];
    }

    static PaneContent minute(PlacePanes panes, Pane pane) {
        PaneValues row = new PaneValues(Table.MINUTE_AGGREGATES);
        row.aggregates(pane, PaneSeries.MINUTE);
        row.rolling(panes.minutes.rolling(pane, QUARTER_OF_AN_HOUR), WITHOUT_WIND_CHILL);
        row.rolling(panes.hour(pane), Measure.ROLLED.size());
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
        for (Measure measure : Measure.AGGREGATED) {
            add(orNull(pane.count(measure)));
            add(pane.minimum(measure));
            add(pane.maximum(measure));
            add(pane.sum(measure));
        }
        add(orNull(pane.rainCount()));
        add(pane.rainMillimetres());
    }

    private void rolling(Rolling rolling, int measures) {
        add(rolling.coverage());
        for (int i = 0; i < measures; i++) {
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

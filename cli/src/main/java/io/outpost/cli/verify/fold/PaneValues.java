package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;

/** The values of the rows of panes, in the order of the tables' columns; NaN for null. */
final class PaneValues {
    private static final long QUARTER_OF_AN_HOUR = Duration.ofMinutes(15).toMillis();

    private final double[] values;
    private int size;

    private PaneValues(Table table) {
        values = new double[table.columns().size()];
    }

    static PaneContent minute(PlacePanes panes, Pane pane) {
        PaneValues row = new PaneValues(Table.MINUTE_AGGREGATES);
        row.aggregates(pane, PaneSeries.MINUTE);
        row.rain(pane.rainCount(), pane.rainMillimetres());
        row.rolling(panes.minutes.rolling(pane, QUARTER_OF_AN_HOUR));
        row.rolling(panes.hour(pane));
        return new PaneContent(Table.MINUTE_AGGREGATES, row.values);
    }

    static PaneContent quarterHour(PlacePanes panes, Pane pane) {
        PaneValues row = new PaneValues(Table.QUARTER_HOUR_ROLLINGS);
        row.rolling(panes.quarterHours.rolling(pane, PaneSeries.DAY));
        return new PaneContent(Table.QUARTER_HOUR_ROLLINGS, row.values);
    }

    static PaneContent hour(Pane pane) {
        PaneValues row = new PaneValues(Table.HOUR_AGGREGATES);
        row.aggregates(pane, PaneSeries.HOUR);
        row.rain(pane.rainCount(), pane.rainMillimetres());
        return new PaneContent(Table.HOUR_AGGREGATES, row.values);
    }

    static PaneContent day(PlacePanes panes, Pane pane) {
        PaneValues row = new PaneValues(Table.DAY_AGGREGATES);
        row.aggregates(pane, PaneSeries.DAY);
        int count = 0;
        Sum millimetres = new Sum();
        for (Pane hour :
                panes.hours.between(pane.startMillis(), pane.startMillis() + PaneSeries.DAY)) {
            count += hour.rainCount();
            millimetres.add(hour.rainCount() == 0 ? 0 : hour.rainMillimetres());
        }
        row.rain(count, count == 0 ? Double.NaN : millimetres.value());
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
        Directions directions = pane.windDirections();
        add(orNull(directions.count()));
        add(directions.east());
        add(directions.north());
    }

    private void rain(int count, double millimetres) {
        add(orNull(count));
        add(millimetres);
    }

    private void rolling(Rolling rolling) {
        boolean isHour = rolling.windowSeconds() * 1000L == PaneSeries.HOUR;
        add(rolling.coverage());
        for (int i = 0; i < Measure.ROLLED.size(); i++) {
            if (isHour || !Measure.ROLLED.get(i).isOfAnHourOnly()) {
                add(orNull(rolling.count(i)));
                add(rolling.mean(i));
            }
        }
    }

    private void add(double value) {
        values[size++] = value;
    }

    private static double orNull(int count) {
        return count == 0 ? Double.NaN : count;
    }
}

package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.core.weather.Quantity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The points of a series as a table: the columns follow from its quantities. */
final class SeriesTable {

    private SeriesTable() {}

    static Set<String> columns(Series series) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String id : new TreeSet<>(series.units().keySet())) {
            values.put(id, emptyValue(id, series));
        }
        boolean counts = series.source() == Source.PANES || series.source() == Source.RAW;
        Long observations = counts ? (Long) 0L : null;
        Point empty = new Point(null, null, observations, null, values, null, null);
        return row(empty, series.units()).keySet();
    }

    static List<Collection<Object>> rows(Series series) {
        return series.points().stream().map(point -> row(point, series.units()).values()).toList();
    }

    private static Map<String, Object> row(Point point, Map<String, String> units) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("start", point.start());
        row.put("end", point.end());
        if (point.observations() != null) {
            row.put("observations", point.observations());
        }
        row.put("coverage", point.coverage());
        point.values().forEach((name, value) -> put(row, name, value, units.get(name)));
        row.put("as_of", point.asOf());
        row.put("revision", point.revision());
        return row;
    }

    private static void put(Map<String, Object> row, String name, Value value, String unit) {
        UnaryOperator<String> title = part -> Display.title(name + part, name, unit);
        if (value instanceof Value.Averaged averaged) {
            row.put(name + "_count", averaged.count());
            row.put(title.apply("_min"), averaged.min());
            row.put(title.apply("_max"), averaged.max());
            row.put(title.apply("_mean"), averaged.mean());
        } else if (value instanceof Value.Totalled totalled) {
            row.put(name + "_count", totalled.count());
            row.put(title.apply("_total"), totalled.total());
        } else if (value instanceof Value.Directed directed) {
            row.put(name + "_count", directed.count());
            row.put(title.apply("_mean"), directed.mean());
        } else if (value instanceof Value.Rolled rolled) {
            row.put(name + "_count", rolled.count());
            row.put(title.apply("_mean"), rolled.mean());
        }
    }

    private static Value emptyValue(String id, Series series) {
        if (series.rolling() != null) {
            return new Value.Rolled(0, null);
        }
        if (series.source() == Source.MODELS) {
            return Value.averaged(Stats.NONE);
        }
        return Value.of(Quantity.valueOf(id.toUpperCase(Locale.ROOT)), quantity -> Stats.NONE);
    }
}

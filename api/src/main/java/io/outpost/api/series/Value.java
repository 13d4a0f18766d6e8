package io.outpost.api.series;

import io.outpost.core.weather.Quantity;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values of a quantity over a span: averaged, added up, or rolling. Null where there was no
 * value; never 0 for that.
 */
sealed interface Value {

    /** Of a quantity that is averaged. */
    record Averaged(long count, Double min, Double max, Double mean) implements Value {}

    /** Of a quantity that is added up. */
    record Totalled(long count, Double total) implements Value {}

    /** The mean over a rolling window. */
    record Rolled(long count, Double mean) implements Value {}

    static Value of(Quantity quantity, Stats stats) {
        return quantity.kind() == Quantity.Kind.SUM
                ? new Totalled(stats.count(), stats.sum())
                : new Averaged(stats.count(), stats.min(), stats.max(), stats.mean());
    }

    static Map<String, Value> of(PaneSum sum, Set<Quantity> quantities) {
        Map<String, Value> values = new TreeMap<>();
        quantities.forEach(
                quantity -> values.put(quantity.columnName(), of(quantity, sum.stats(quantity))));
        return values;
    }
}

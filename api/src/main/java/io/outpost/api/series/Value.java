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

    /** This value, of the quantity of a name, in so many digits. */
    Value shown(String name, Digits digits);

    /** Of a quantity that is averaged. */
    record Averaged(long count, Double min, Double max, Double mean) implements Value {

        @Override
        public Averaged shown(String name, Digits digits) {
            return new Averaged(
                    count,
                    digits.value(name, min),
                    digits.value(name, max),
                    digits.value(name, mean));
        }
    }

    /** Of a quantity that is added up. */
    record Totalled(long count, Double total) implements Value {

        @Override
        public Totalled shown(String name, Digits digits) {
            return new Totalled(count, digits.value(name, total));
        }
    }

    /** The mean over a rolling window. */
    record Rolled(long count, Double mean) implements Value {

        @Override
        public Rolled shown(String name, Digits digits) {
            return new Rolled(count, digits.value(name, mean));
        }
    }

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

    /** Values by the names of their quantities, in so many digits. */
    static Map<String, Value> shown(Map<String, Value> values, Digits digits) {
        Map<String, Value> shown = new TreeMap<>();
        values.forEach((name, value) -> shown.put(name, value.shown(name, digits)));
        return shown;
    }
}

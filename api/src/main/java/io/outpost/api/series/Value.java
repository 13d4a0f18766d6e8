package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.WindDirection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values of a quantity over a span: averaged, added up, rolling, or directions. Null where
 * there was no value; never 0 for that.
 */
sealed interface Value {

    /** This value, of the quantity of a name, as it is asked for. */
    Value shown(String name, Display display);

    /** Of a quantity that is averaged. */
    record Averaged(long count, Double min, Double max, Double mean) implements Value {

        @Override
        public Averaged shown(String name, Display display) {
            return new Averaged(
                    count,
                    display.value(name, min),
                    display.value(name, max),
                    display.value(name, mean));
        }
    }

    /** Of a quantity that is added up. */
    record Totalled(long count, Double total) implements Value {

        @Override
        public Totalled shown(String name, Display display) {
            return new Totalled(count, display.value(name, total));
        }
    }

    /** The mean over a rolling window. */
    record Rolled(long count, Double mean) implements Value {

        @Override
        public Rolled shown(String name, Display display) {
            return new Rolled(count, display.value(name, mean));
        }
    }

    /** The mean of directions, 0 to below 360 degrees; null also where they cancel. */
    record Directed(long count, Double mean) implements Value {

        private static final double FULL_DEGREES = 360;

        @Override
        public Directed shown(String name, Display display) {
            Double shown = display.value(name, mean);
            boolean isFull = shown != null && shown == FULL_DEGREES;
            return new Directed(count, isFull ? (Double) 0.0 : shown);
        }
    }

    /** By what is known of it, and of the components of a direction. */
    static Value of(Quantity quantity, Function<Quantity, Stats> known) {
        Stats stats = known.apply(quantity);
        return switch (quantity.kind()) {
            case SUM -> new Totalled(stats.count(), stats.sum());
            case CIRCULAR ->
                    directed(
                            known.apply(Quantity.WIND_DIRECTION_EAST),
                            known.apply(Quantity.WIND_DIRECTION_NORTH));
            default -> averaged(stats);
        };
    }

    static Averaged averaged(Stats stats) {
        return new Averaged(stats.count(), stats.min(), stats.max(), stats.mean());
    }

    private static Directed directed(Stats east, Stats north) {
        if (east.count() == 0) {
            return new Directed(0, null);
        }
        double mean = WindDirection.mean(east.count(), east.sum(), north.sum());
        return new Directed(east.count(), Double.isNaN(mean) ? null : (Double) mean);
    }

    static Map<String, Value> of(PaneSum sum, Set<Quantity> quantities) {
        Map<String, Value> values = new TreeMap<>();
        quantities.forEach(quantity -> values.put(quantity.columnName(), of(quantity, sum::stats)));
        return values;
    }

    /** Values by the names of their quantities, as they are asked for. */
    static Map<String, Value> shown(Map<String, Value> values, Display display) {
        Map<String, Value> shown = new TreeMap<>();
        values.forEach((name, value) -> shown.put(name, value.shown(name, display)));
        return shown;
    }
}

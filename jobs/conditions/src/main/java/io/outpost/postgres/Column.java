package io.outpost.postgres;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A column of a result table.
 *
 * @param arrayType type of the elements of the array that carries a batch of it
 * @param sql what SQL makes of an element, which stands for %s
 * @param value where its value comes from
 */
record Column<R>(String name, String arrayType, String sql, Function<R, Object> value) {
    private static final String AS_IT_IS = "%s";

    static <R> Column<R> text(String name, Function<R, String> value) {
        return new Column<>(name, "text", AS_IT_IS, value::apply);
    }

    static <R> Column<R> json(String name, Function<R, String> value) {
        return new Column<>(name, "text", "%s::jsonb", value::apply);
    }

    static <R> Column<R> integer(String name, ToLongFunction<R> value) {
        return new Column<>(name, "int8", AS_IT_IS, value::applyAsLong);
    }

    /** An integer that may be null. */
    static <R> Column<R> optionalInteger(String name, Function<R, Integer> value) {
        return new Column<>(name, "int4", AS_IT_IS, value::apply);
    }

    /** A double; NaN becomes null. */
    static <R> Column<R> number(String name, ToDoubleFunction<R> value) {
        return new Column<>(
                name,
                "float8",
                AS_IT_IS,
                row -> {
                    double number = value.applyAsDouble(row);
                    return Double.isNaN(number) ? null : number;
                });
    }

    static <R> Column<R> flag(String name, Function<R, Boolean> value) {
        return new Column<>(name, "bool", AS_IT_IS, value::apply);
    }

    /** A time, from ms since 1970; {@code none} becomes null. */
    static <R> Column<R> time(String name, long none, ToLongFunction<R> value) {
        return new Column<>(
                name,
                "int8",
                "timestamptz 'epoch' + %s * interval '1 millisecond'",
                row -> {
                    long millis = value.applyAsLong(row);
                    return millis == none ? null : millis;
                });
    }

    /** What SQL makes of an element that goes by the name of the column. */
    String selected() {
        return sql.formatted("u." + name);
    }
}

package io.outpost.conditions.postgres;

import com.fasterxml.jackson.core.JsonGenerator;
import io.outpost.flink.postgres.CopyBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A column of a result table.
 *
 * @param type of the column in Postgres, by its short name (int8): binary rows must have it
 * @param write adds the value of a row to a batch
 * @param value the value, to keep keys apart and to sort them
 * @param json adds it to an emission
 */
record Column<R>(
        String name,
        String type,
        BiConsumer<R, CopyBytes> write,
        Function<R, Object> value,
        JsonValue<R> json) {
    /** Adds a field with the name and the value of a column; none without a value. */
    interface JsonValue<R> {
        void write(R row, String name, JsonGenerator json) throws IOException;
    }

    void writeJson(R row, JsonGenerator generator) throws IOException {
        json.write(row, name, generator);
    }

    static <R> Column<R> text(String name, Function<R, String> value) {
        return new Column<>(
                name,
                "text",
                (row, bytes) -> {
                    String text = value.apply(row);
                    if (text == null) {
                        bytes.noValue();
                    } else {
                        bytes.text(text);
                    }
                },
                value::apply,
                (row, column, json) -> {
                    String text = value.apply(row);
                    if (text != null) {
                        json.writeStringField(column, text);
                    }
                });
    }

    /** The name of a constant of an enum. */
    static <R> Column<R> constant(String name, Function<R, Enum<?>> value) {
        return text(
                name,
                row -> {
                    Enum<?> constant = value.apply(row);
                    return constant == null ? null : constant.name();
                });
    }

    static <R> Column<R> json(String name, Function<R, String> value) {
        return new Column<>(
                name,
                "jsonb",
                (row, bytes) -> {
                    String json = value.apply(row);
                    if (json == null) {
                        bytes.noValue();
                    } else {
                        bytes.json(json.getBytes(StandardCharsets.UTF_8));
                    }
                },
                value::apply,
                (row, column, json) -> {
                    String text = value.apply(row);
                    if (text != null) {
                        json.writeFieldName(column);
                        json.writeRawValue(text);
                    }
                });
    }

    static <R> Column<R> bigInteger(String name, ToLongFunction<R> value) {
        return whole(name, "int8", value, CopyBytes::bigInteger);
    }

    static <R> Column<R> integer(String name, ToLongFunction<R> value) {
        return whole(
                name, "int4", value, (bytes, number) -> bytes.integer(Math.toIntExact(number)));
    }

    static <R> Column<R> smallInteger(String name, ToLongFunction<R> value) {
        return whole(
                name,
                "int2",
                value,
                (bytes, number) -> bytes.smallInteger(Math.toIntExact(number)));
    }

    private static <R> Column<R> whole(
            String name,
            String type,
            ToLongFunction<R> value,
            ObjLongConsumer<CopyBytes> writeNumber) {
        return new Column<>(
                name,
                type,
                (row, bytes) -> writeNumber.accept(bytes, value.applyAsLong(row)),
                value::applyAsLong,
                (row, column, json) -> json.writeNumberField(column, value.applyAsLong(row)));
    }

    /** A number above 0; 0 becomes null. */
    static <R> Column<R> count(String name, ToLongFunction<R> value) {
        return new Column<>(
                name,
                "int4",
                (row, bytes) -> {
                    int count = (int) value.applyAsLong(row);
                    if (count == 0) {
                        bytes.noValue();
                    } else {
                        bytes.integer(count);
                    }
                },
                value::applyAsLong,
                (row, column, json) -> {
                    if (value.applyAsLong(row) != 0) {
                        json.writeNumberField(column, value.applyAsLong(row));
                    }
                });
    }

    /** A double; NaN becomes null. */
    static <R> Column<R> number(String name, ToDoubleFunction<R> value) {
        return new Column<>(
                name,
                "float8",
                (row, bytes) -> {
                    double number = value.applyAsDouble(row);
                    if (Double.isNaN(number)) {
                        bytes.noValue();
                    } else {
                        bytes.number(number);
                    }
                },
                value::applyAsDouble,
                (row, column, json) -> {
                    double number = value.applyAsDouble(row);
                    if (!Double.isNaN(number)) {
                        json.writeNumberField(column, number);
                    }
                });
    }

    static <R> Column<R> flag(String name, Function<R, Boolean> value) {
        return new Column<>(
                name,
                "bool",
                (row, bytes) -> bytes.flag(value.apply(row)),
                value::apply,
                (row, column, json) -> json.writeBooleanField(column, value.apply(row)));
    }

    /** A time, from ms since 1970; {@code none} becomes null. */
    static <R> Column<R> time(String name, long none, ToLongFunction<R> value) {
        return new Column<>(
                name,
                "timestamptz",
                (row, bytes) -> {
                    long millis = value.applyAsLong(row);
                    if (millis == none) {
                        bytes.noValue();
                    } else {
                        bytes.timestamp(millis);
                    }
                },
                value::applyAsLong,
                (row, column, json) -> {
                    if (value.applyAsLong(row) != none) {
                        json.writeNumberField(column, value.applyAsLong(row));
                    }
                });
    }
}

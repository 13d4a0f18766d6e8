package io.outpost.conditions.postgres;

import io.outpost.core.condition.Driver;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The columns of a row, one per component of its record: {@code placeId} is {@code place_id},
 * {@code startedAtMillis} is the time {@code started_at}. A component that is added needs a column
 * in a migration, and nothing here.
 */
final class RecordColumns {
    private static final String TIME = "Millis";

    private RecordColumns() {}

    /**
     * The columns, and that of the writer's epoch.
     *
     * @param mayBeNone components that are times and 0 where there is none
     * @throws IllegalArgumentException when a component has a type that is not known here
     */
    static <R extends Record> List<Column<R>> of(
            Class<R> type, Set<String> mayBeNone, long writerEpoch) {
        List<Column<R>> columns = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            columns.add(column(component, mayBeNone.contains(component.getName())));
        }
        columns.add(Column.bigInteger("writer_epoch", row -> writerEpoch));
        return List.copyOf(columns);
    }

    private static <R> Column<R> column(RecordComponent component, boolean mayBeNone) {
        Class<?> type = component.getType();
        String name = component.getName();
        Function<R, Object> value = value(component);
        if (type == String.class) {
            return Column.text(snakeCase(name), row -> (String) value.apply(row));
        } else if (type == boolean.class) {
            return Column.flag(snakeCase(name), row -> (Boolean) value.apply(row));
        } else if (type == Driver[].class) {
            return Column.json(snakeCase(name), row -> Json.drivers((Driver[]) value.apply(row)));
        } else if (type == long.class && name.endsWith(TIME)) {
            return Column.time(
                    snakeCase(name.substring(0, name.length() - TIME.length())),
                    mayBeNone ? 0 : Long.MIN_VALUE,
                    row -> (Long) value.apply(row));
        } else if (type == long.class) {
            return Column.bigInteger(snakeCase(name), row -> (Long) value.apply(row));
        }
        throw new IllegalArgumentException("no column is known for " + component);
    }

    private static <R> Function<R, Object> value(RecordComponent component) {
        return row -> {
            try {
                return component.getAccessor().invoke(row);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " cannot be read", e);
            }
        };
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}

package io.outpost.api.web;

import java.util.List;
import java.util.function.Function;

/** One page of a list and where the page that follows begins; null: it was the last. */
public record Page<T>(List<T> items, Cursor next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Cuts what was read, one more than the limit, into a page. */
    public static <T> Page<T> cut(List<T> read, int limit, Function<T, Cursor> cursor) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        return new Page<>(read.subList(0, limit), cursor.apply(read.get(limit - 1)));
    }
}

package io.outpost.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The tables of the results, to be filled as the jobs would. */
public record Rows(Jdbi jdbi) {

    private static final Map<String, String> TIMES =
            Map.of(
                    Row.RAW,
                    "observed_at",
                    "minute_aggregates",
                    "start_at",
                    "quarter_hour_rollings",
                    "start_at");

    public void insert(Row... rows) {
        jdbi.useHandle(
                handle -> {
                    for (Row row : rows) {
                        makePartition(handle, row);
                        insert(handle, row);
                    }
                });
    }

    private static void makePartition(Handle handle, Row row) {
        String column = TIMES.get(row.table);
        if (column != null) {
            handle.select(
                            "SELECT from_at FROM outpost.make_partition(?, CAST(? AS timestamptz))",
                            row.table,
                            row.columns.get(column))
                    .mapTo(String.class)
                    .list();
        }
    }

    private static void insert(Handle handle, Row row) {
        String table = "outpost." + row.table;
        try {
            handle.createUpdate(
                            "INSERT INTO %1$s SELECT * FROM jsonb_populate_record(NULL::%1$s, CAST(:row AS jsonb))"
                                    .formatted(table))
                    .bind("row", new ObjectMapper().writeValueAsString(row.columns))
                    .execute();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.outpost.lakehouse.parts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** What is in the current snapshot of a table. */
public final class Rows {
    private Rows() {}

    /** All rows as text, sorted. */
    public static List<String> of(Table table) throws IOException {
        return of(table, Record::toString);
    }

    /** All rows, sorted. */
    public static List<String> of(Table table, Function<Record, String> text) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            records.forEach(row -> rows.add(text.apply(row)));
        }
        Collections.sort(rows);
        return rows;
    }

    /** Paths on the disk. */
    public static List<String> files(Table table) throws IOException {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file().location().replaceFirst("^file:/*", "/")));
        }
        return files;
    }

    public static long snapshots(Table table) {
        return StreamSupport.stream(table.snapshots().spliterator(), false).count();
    }
}

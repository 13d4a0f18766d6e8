package io.outpost.lakehouse.table;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.io.WriteResult;

/**
 * Writes rows to a file of their day. An open file takes about a megabyte, and one sensor can name
 * every day since 1970: beyond {@link #MOST_OPEN} the one that was not written to for longest is
 * closed, and its day goes on in another file. Used by one thread.
 */
final class DayWriters implements CommittingSinkWriter<RowData, WriteResult> {
    /** The days of a week and of what is late, four times. */
    static final int MOST_OPEN = 32;

    private static final int MICROSECONDS = 6;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final RowDataTaskWriterFactory writers;
    private final int observedAt;
    private final Map<Long, TaskWriter<RowData>> open = new LinkedHashMap<>(64, 0.75F, true);
    private final List<WriteResult> written = new ArrayList<>();

    DayWriters(Table table, int subtask, int attempt) {
        observedAt =
                table.schema().columns().indexOf(table.schema().findField(RawColumns.OBSERVED_AT));
        writers =
                new RowDataTaskWriterFactory(
                        table,
                        FlinkSchemaUtil.convert(table.schema()),
                        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT,
                        FileFormat.PARQUET,
                        table.properties(),
                        null,
                        false);
        writers.initialize(subtask, attempt);
    }

    @Override
    public void write(RowData row, Context context) throws IOException {
        long millis = row.getTimestamp(observedAt, MICROSECONDS).getMillisecond();
        long day = Math.floorDiv(millis, DAY_MILLIS);
        TaskWriter<RowData> writer = open.get(day);
        if (writer == null) {
            writer = writers.create();
            open.put(day, writer);
            closeBeyond(MOST_OPEN);
        }
        writer.write(row);
    }

    /** Rows are committed with their checkpoint; until then they are in no snapshot. */
    @Override
    public void flush(boolean endOfInput) {
        // All is closed when it is committed.
    }

    @Override
    public List<WriteResult> prepareCommit() throws IOException {
        closeBeyond(0);
        List<WriteResult> all = List.copyOf(written);
        written.clear();
        return all;
    }

    /** What is still open belongs to no checkpoint: its files go. */
    @Override
    public void close() throws IOException {
        for (TaskWriter<RowData> writer : open.values()) {
            writer.abort();
        }
        open.clear();
    }

    int openFiles() {
        return open.size();
    }

    private void closeBeyond(int most) throws IOException {
        Iterator<TaskWriter<RowData>> longestIdle = open.values().iterator();
        while (open.size() > most) {
            TaskWriter<RowData> writer = longestIdle.next();
            longestIdle.remove();
            written.add(writer.complete());
        }
    }
}

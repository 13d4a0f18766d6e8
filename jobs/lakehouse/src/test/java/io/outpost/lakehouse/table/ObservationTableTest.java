package io.outpost.lakehouse.table;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.archive.admit.RawObservation;
import io.outpost.core.weather.Quantity;
import io.outpost.lakehouse.parts.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real table in a folder. */
class ObservationTableTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @TempDir private Path folder;
    private Warehouse warehouse;
    private Table table;

    @BeforeEach
    void prepare() {
        warehouse = new Warehouse(folder.toUri().toString(), Map.of(), "outpost.raw_observations");
        table = ObservationTable.prepare(warehouse);
    }

    @Test
    void isByDayAndHasAColumnOfEachQuantity() {
        assertEquals(1, table.spec().fields().size());
        assertEquals("day", table.spec().fields().get(0).transform().toString());
        for (Quantity quantity : Quantity.sent()) {
            Types.NestedField column = table.schema().findField(quantity.columnName());
            assertEquals(Types.DoubleType.get(), column.type());
            assertTrue(column.isOptional());
        }
        assertTrue(table.schema().findField("observed_at").isRequired());
    }

    @Test
    void getsTheColumnsThatItLacksAndKeepsThoseOfOthers() throws IOException {
        append(observation().celsius(1).build());
        table.updateSchema()
                .deleteColumn("water_level_metres")
                .addColumn("foreign", Types.StringType.get())
                .commit();
        Table again = ObservationTable.prepare(warehouse);
        assertNotNull(again.schema().findField("water_level_metres"));
        assertNotNull(again.schema().findField("foreign"));
        table = again;
        append(
                observation()
                        .at(NOON.plusSeconds(1))
                        .with(Quantity.WATER_LEVEL_METRES, 2.5)
                        .build());
        assertEquals(
                List.of("20.0 2.5", "1.0 null").stream().sorted().toList(),
                Rows.of(
                        table,
                        row ->
                                row.getField("air_temperature_celsius")
                                        + " "
                                        + row.getField("water_level_metres")));
    }

    @Test
    void preparingItAgainChangesNothing() {
        append(observation().build());
        long snapshot = table.currentSnapshot().snapshotId();
        int schema = table.schema().schemaId();
        Table again = ObservationTable.prepare(warehouse);
        assertEquals(snapshot, again.currentSnapshot().snapshotId());
        assertEquals(schema, again.schema().schemaId());
    }

    @Test
    void aCompactionMakesFewFilesOfManyWithTheSameRows() throws IOException {
        for (int i = 0; i < 6; i++) {
            append(observation().at(NOON.plusSeconds(i)).celsius(i).build());
        }
        Instant otherDay = NOON.plus(Duration.ofDays(1));
        append(observation().at(otherDay).build());
        append(observation().at(otherDay.plusSeconds(1)).build());
        List<String> rows = Rows.of(table, Record::toString);
        assertEquals(8, Rows.files(table).size());
        assertEquals(6, Compaction.compact(table, MEBIBYTE));
        table.refresh();
        assertEquals(3, Rows.files(table).size());
        assertEquals(rows, Rows.of(table, Record::toString));
        assertEquals(0, Compaction.compact(table, MEBIBYTE));
    }

    @Test
    void anEmptyTableHasNothingToCompact() throws IOException {
        assertEquals(0, Compaction.compact(table, MEBIBYTE));
        assertNull(table.currentSnapshot());
    }

    /** With the snapshot that has replaced them. */
    @Test
    void filesThatACompactionHasReplacedAreGoneInTheEnd() throws IOException {
        for (int i = 0; i < 5; i++) {
            append(observation().at(NOON.plusSeconds(i)).build());
        }
        List<String> small = Rows.files(table);
        Compaction.compact(table, MEBIBYTE);
        table.refresh();
        append(observation().at(NOON.plusSeconds(5)).build());
        Instant later = Instant.now().plus(Duration.ofDays(1));
        assertEquals(6, Expiry.expire(table, Duration.ofHours(1), later));
        assertEquals(1, Rows.snapshots(table));
        assertEquals(6, Rows.of(table).size());
        for (String file : small) {
            assertFalse(Files.exists(Path.of(file)), file);
        }
    }

    /** As one file, and one snapshot. */
    private void append(RawObservation... observations) {
        String[] names =
                table.schema().columns().stream().map(c -> c.name()).toArray(String[]::new);
        ObservationsToRows rows = new ObservationsToRows(names);
        rows.open(DefaultOpenContext.INSTANCE);
        List<RowData> made = new ArrayList<>();
        for (RawObservation observation : observations) {
            made.add(rows.map(observation));
        }
        AppendFiles append = table.newAppend();
        for (DataFile file : write(made)) {
            append.appendFile(file);
        }
        append.commit();
    }

    private DataFile[] write(List<RowData> rows) {
        RowDataTaskWriterFactory writers =
                new RowDataTaskWriterFactory(
                        table,
                        FlinkSchemaUtil.convert(table.schema()),
                        MEBIBYTE,
                        FileFormat.PARQUET,
                        table.properties(),
                        null,
                        false);
        writers.initialize(0, 0);
        try (TaskWriter<RowData> writer = writers.create()) {
            for (RowData row : rows) {
                writer.write(row);
            }
            return writer.dataFiles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.outpost.lakehouse.table;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.lakehouse.parts.Rows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that locks, for storage without an atomic rename; the files are in a folder here. */
class CatalogInPostgresIT {
    @TempDir private Path folder;

    @Test
    void holdsTheTableAsAFolderDoes() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Warehouse warehouse =
                    new Warehouse(
                            folder.toUri().toString(),
                            Map.of(
                                    "catalog-impl", JdbcCatalog.class.getName(),
                                    "uri", postgres.getJdbcUrl("postgres", "postgres"),
                                    "jdbc.user", "postgres"),
                            "outpost.raw_observations");
            Table made = ObservationTable.prepare(warehouse);
            for (int i = 0; i < 6; i++) {
                append(made, NOON.plusSeconds(i));
            }
            assertEquals(made.uuid(), ObservationTable.prepare(warehouse).uuid());
            try (TableLoader loader = warehouse.loader()) {
                loader.open();
                Table table = loader.loadTable();
                assertEquals(6, Compaction.compact(table, 1 << 20));
                Instant later = Instant.now().plus(Duration.ofDays(1));
                assertEquals(6, Expiry.expire(table, Duration.ofHours(1), later));
                assertEquals(6, Rows.of(table).size());
                assertEquals(1, Rows.files(table).size());
            }
        }
    }

    private static void append(Table table, Instant at) throws Exception {
        ObservationsToRows rows =
                new ObservationsToRows(
                        RawColumns.ALL.stream()
                                .map(RawColumns.Column::name)
                                .toArray(String[]::new));
        rows.open(DefaultOpenContext.INSTANCE);
        AppendFiles append = table.newAppend();
        try (DayWriters writers = new DayWriters(table, 0, 0)) {
            writers.write(rows.map(observation().at(at).build()), null);
            for (WriteResult written : writers.prepareCommit()) {
                for (DataFile file : written.dataFiles()) {
                    append.appendFile(file);
                }
            }
        }
        append.commit();
    }
}

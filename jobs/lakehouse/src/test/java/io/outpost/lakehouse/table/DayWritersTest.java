package io.outpost.lakehouse.table;

import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.archive.admit.RawObservation;
import io.outpost.lakehouse.parts.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayWritersTest {
    private static final Instant FIRST = Instant.parse("1999-12-31T23:59:59.999Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir private Path folder;
    private Table table;
    private ObservationsToRows rows;

    @BeforeEach
    void prepare() {
        table =
                ObservationTable.prepare(
                        new Warehouse(folder.toUri().toString(), Map.of(), "outpost.raw"));
        rows =
                new ObservationsToRows(
                        RawColumns.ALL.stream()
                                .map(RawColumns.Column::name)
                                .toArray(String[]::new));
        rows.open(DefaultOpenContext.INSTANCE);
    }

    /** One sensor that steps a day a record: what would keep a file of each open. */
    @Test
    void fewFilesAreOpenHoweverManyDaysThereAre() throws IOException {
        int days = DayWriters.MOST_OPEN * 3;
        try (DayWriters writers = new DayWriters(table, 0, 0)) {
            for (int day = 0; day < days; day++) {
                write(writers, observation().at(FIRST.plus(DAY.multipliedBy(day))).build());
                assertTrue(writers.openFiles() <= DayWriters.MOST_OPEN);
            }
            write(writers, observation().at(FIRST.minusSeconds(1)).build());
            write(writers, observation().at(FIRST.plusMillis(1)).build());
            commit(writers.prepareCommit());
            assertEquals(0, writers.openFiles());
        }
        // The first two days have been closed before they went on.
        assertEquals(days + 2, Rows.files(table).size());
        assertEquals(days + 2, Rows.of(table).size());
    }

    @Test
    void aFileIsOfOneDayUntilTheNextCommit() throws IOException {
        try (DayWriters writers = new DayWriters(table, 0, 0)) {
            write(writers, observation().at(FIRST).build());
            write(writers, observation().at(FIRST.minusSeconds(1)).build());
            write(writers, observation().at(FIRST.plusMillis(1)).build());
            assertEquals(2, writers.prepareCommit().size());
            assertEquals(List.of(), writers.prepareCommit());
            write(writers, observation().at(FIRST).build());
            assertEquals(1, writers.prepareCommit().size());
        }
    }

    @Test
    void whatIsOpenWhenATaskFailsLeavesNoFile() throws IOException {
        try (DayWriters writers = new DayWriters(table, 0, 0)) {
            write(writers, observation().at(FIRST).build());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(0, files.filter(file -> file.toString().endsWith(".parquet")).count());
        }
    }

    private void write(DayWriters writers, RawObservation observation) throws IOException {
        writers.write(rows.map(observation), null);
    }

    private void commit(List<WriteResult> written) {
        AppendFiles append = table.newAppend();
        for (WriteResult result : written) {
            for (DataFile file : result.dataFiles()) {
                append.appendFile(file);
            }
        }
        append.commit();
    }
}

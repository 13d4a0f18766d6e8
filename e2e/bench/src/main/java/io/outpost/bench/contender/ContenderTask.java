package io.outpost.bench.contender;

import io.outpost.bench.fixture.Addresses;
import java.nio.file.Path;
import java.util.List;

/**
 * The task of a contender's process.
 *
 * @param topic that the plain consumers read; all else reads the observations topic
 * @param records to process
 * @param warmPassRecords records of the pass before, which is not measured; 0: no such pass
 * @param warmSeconds after which no further such pass begins
 * @param marks numbers of records at which the clocks are read, ascending; 0: when the pass begins
 * @param rows that the reference has written of all; 0: not known yet
 * @param corrected true: the last revision of each row counts, not every row
 * @param endMillis results labelled with this instant or a later one are not counted
 * @param folder for checkpoints and state
 */
public record ContenderTask(
        ContenderKind kind,
        Addresses addresses,
        int parallelism,
        String topic,
        long records,
        long warmPassRecords,
        int warmSeconds,
        List<Long> marks,
        long rows,
        boolean corrected,
        long endMillis,
        String folder) {

    /** Where the state of the measured pass is. */
    public Path measuredFolder() {
        return Path.of(folder, "measured");
    }

    /** Rows after so many records, as far as they are known. */
    long rowsAt(long recordsDone) {
        return (long) ((double) rows * recordsDone / records);
    }

    /** The pass that is not measured: over the first records. */
    ContenderTask warmPass() {
        return pass(warmPassRecords, rowsAt(warmPassRecords), Path.of(folder, "warm"));
    }

    /** The pass that counts: over all of them. */
    ContenderTask measuredPass() {
        return pass(records, rows, measuredFolder());
    }

    private ContenderTask pass(long passRecords, long passRows, Path passFolder) {
        return new ContenderTask(
                kind,
                addresses,
                parallelism,
                topic,
                passRecords,
                0,
                warmSeconds,
                marks,
                passRows,
                corrected,
                endMillis,
                passFolder.toString());
    }
}

package io.outpost.cli.replay.recording;

import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/** Reads cells of rows: without surrounding blanks, null where the recording has no value. */
record Cells(Set<String> missing) {
    String text(CSVRecord row, int column) throws UnreadableRowException {
        if (column >= row.size()) {
            throw new UnreadableRowException(
                    UnreadableReason.SHORT_ROW, row.size() + " columns, needs " + (column + 1));
        }
        String text = row.get(column).strip();
        return text.isEmpty() || missing.contains(text) ? null : text;
    }
}

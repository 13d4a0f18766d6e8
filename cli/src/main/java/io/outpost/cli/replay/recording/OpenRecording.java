package io.outpost.cli.replay.recording;

import java.io.IOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A recording that is being read: its header, then its rows.
 *
 * @param linesBefore those of the file that the parser does not see
 */
record OpenRecording(CSVParser parser, Iterator<CSVRecord> rows, Header header, long linesBefore)
        implements AutoCloseable {

    /** The line of the file at which the newest row ends. */
    long line() {
        return linesBefore + parser.getCurrentLineNumber();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

package io.outpost.cli.replay.recording;

import java.io.IOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A recording that is being read: its header, then its rows. */
final class OpenRecording implements AutoCloseable {
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final Header header;
    private final long linesBefore;

    /**
     * @param linesBefore those of the file that the parser does not see
     */
    OpenRecording(CSVParser parser, Iterator<CSVRecord> rows, Header header, long linesBefore) {
        this.parser = parser;
        this.rows = rows;
        this.header = header;
        this.linesBefore = linesBefore;
    }

    Header header() {
        return header;
    }

    boolean hasNext() {
        return rows.hasNext();
    }

    CSVRecord next() {
        return rows.next();
    }

    /** The line of the file at which the newest row ends. */
    long line() {
        return linesBefore + parser.getCurrentLineNumber();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

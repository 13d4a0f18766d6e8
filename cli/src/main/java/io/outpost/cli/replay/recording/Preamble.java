package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.CsvLayout;
import java.io.BufferedReader;
import java.io.IOException;

/** The lines of a file before its header. */
record Preamble(CsvLayout layout) {
    private static final int LONGEST_LINE = 1 << 16;

    /**
     * Leaves the reader at the header, or at the end of a file that has no such line.
     *
     * @return number of lines passed over
     */
    long skip(BufferedReader reader) throws IOException {
        long skipped = 0;
        for (; skipped < layout.skipLines(); skipped++) {
            reader.readLine();
        }
        if (layout.headerBegins().isEmpty()) {
            return skipped;
        }
        reader.mark(LONGEST_LINE);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.replace("\uFEFF", "").startsWith(layout.headerBegins())) {
                reader.reset();
                return skipped;
            }
            reader.mark(LONGEST_LINE);
            skipped++;
        }
        return skipped;
    }
}

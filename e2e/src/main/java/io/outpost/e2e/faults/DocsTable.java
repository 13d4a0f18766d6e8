package io.outpost.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a run writes: what stands between two markers. */
record DocsTable(Path file) {
    private static final String BEGIN = "<!-- faults: begin -->";
    private static final String END = "<!-- faults: end -->";

    void write(String text) throws IOException {
        String document = Files.readString(file);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no " + BEGIN + " and " + END);
        }
        Files.writeString(
                file,
                document.substring(0, begin + BEGIN.length())
                        + "\n\n"
                        + text.strip()
                        + "\n\n"
                        + document.substring(end));
    }
}

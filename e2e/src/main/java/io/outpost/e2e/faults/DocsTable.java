package io.outpost.e2e.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a document that a run writes: what stands between two markers.
 *
 * @param name in the markers
 */
record DocsTable(Path file, String name) {
    void write(String text) throws IOException {
        String beginMarker = "<!-- " + name + ": begin -->";
        String endMarker = "<!-- " + name + ": end -->";
        String document = Files.readString(file);
        int begin = document.indexOf(beginMarker);
        int end = document.indexOf(endMarker);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no " + beginMarker + " and " + endMarker);
        }
        Files.writeString(
                file,
                document.substring(0, begin + beginMarker.length())
                        + "\n\n"
                        + text.strip()
                        + "\n\n"
                        + document.substring(end));
    }
}
